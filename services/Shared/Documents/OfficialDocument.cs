using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Supervision.Documents;

/// <summary>
/// Official Word documents: A4 with the margins, type and line pitch of GB/T 9704-2012 (仿宋 third size, 28 pt pitch, 22 lines to a page),
/// and page numbers. The content consists of <see cref="Paragraph"/>, <see cref="Item"/> and <see cref="Table"/>.
/// </summary>
public static class OfficialDocument
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <param name="creator">The body that issues it.</param>
    public static byte[] Write(string title, string creator, DateOnly date, IEnumerable<OpenXmlElement> content)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            document.PackageProperties.Title = title;
            document.PackageProperties.Creator = creator;
            document.PackageProperties.Created = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = OfficialStyles.Styles();
            main.AddNewPart<FontTablePart>().Fonts = OfficialStyles.FontTable();
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = PageNumber();
            main.Document = new Document(new Body([.. content, Section(main.GetIdOfPart(footer))]));
        }

        return stream.ToArray();
    }

    /// <param name="style">One of <see cref="OfficialStyles"/>.</param>
    public static Paragraph Paragraph(string style, string text) => new(
        new ParagraphProperties(new ParagraphStyleId { Val = style }),
        new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));

    /// <summary>Text of several lines, each as its own paragraph.</summary>
    public static IEnumerable<Paragraph> Paragraphs(string text) =>
        from line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        select Paragraph(OfficialStyles.Text, line);

    /// <summary>A date as official documents write it: Arabic figures without leading zeros.</summary>
    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    public static string Instant(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{Day(DateOnly.FromDateTime(at.DateTime))} {at:HH:mm}");

    /// <summary>A list of names; 无 when it is empty.</summary>
    public static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "无" : string.Join('、', names);

    /// <summary>A labelled line of text.</summary>
    public static Paragraph Item(string label, string value) => new(
        new ParagraphProperties(new ParagraphStyleId { Val = OfficialStyles.Text }),
        new Run(new RunProperties(new RunStyle { Val = OfficialStyles.Label }), new Text($"{label}：")),
        new Run(new Text(value)));

    static SectionProperties Section(string footer) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
        new PageSize { Width = 11906, Height = 16838 },
        new PageMargin { Top = 2098, Bottom = 1984, Left = 1588, Right = 1474, Header = 851, Footer = 1300, Gutter = 0 },
        new DocGrid { Type = DocGridValues.Lines, LinePitch = 560 });

    static Footer PageNumber() => new(new Paragraph(
        new ParagraphProperties(new ParagraphStyleId { Val = OfficialStyles.Page }),
        new Run(new Text("— ") { Space = SpaceProcessingModeValues.Preserve }),
        new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }),
        new Run(new FieldCode(" PAGE ") { Space = SpaceProcessingModeValues.Preserve }),
        new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }),
        new Run(new Text("1")),
        new Run(new FieldChar { FieldCharType = FieldCharValues.End }),
        new Run(new Text(" —") { Space = SpaceProcessingModeValues.Preserve })));

    /// <summary>A ruled table whose head repeats on every page.</summary>
    /// <param name="shares">Relative widths of the columns.</param>
    public static Table Table(string[] head, int[] shares, IEnumerable<string[]> rows)
    {
        const int Width = 8844; // A4 minus the margins, in twentieths of a point
        var widths = shares.Select(share => (Width * share / shares.Sum()).ToString(CultureInfo.InvariantCulture)).ToArray();
        var table = new Table(
            new TableProperties(
                new TableWidth { Type = TableWidthUnitValues.Dxa, Width = Width.ToString(CultureInfo.InvariantCulture) },
                new TableBorders(
                    new TopBorder { Val = BorderValues.Single, Size = 8 }, new LeftBorder { Val = BorderValues.Single, Size = 8 },
                    new BottomBorder { Val = BorderValues.Single, Size = 8 }, new RightBorder { Val = BorderValues.Single, Size = 8 },
                    new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 }),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(width => new GridColumn { Width = width })));
        table.Append(Row(head, widths, OfficialStyles.TableHead, repeated: true));
        table.Append(rows.Select(row => Row(row, widths, OfficialStyles.TableCell, repeated: false)));
        return table;
    }

    static TableRow Row(string[] cells, string[] widths, string style, bool repeated)
    {
        var row = new TableRow(new TableRowProperties(new CantSplit()));
        if (repeated) row.TableRowProperties!.Append(new TableHeader());
        row.Append(cells.Select((cell, i) => new TableCell(
            new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = widths[i] },
                new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
            Paragraph(style, cell))));
        return row;
    }
}
