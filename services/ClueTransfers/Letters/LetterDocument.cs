using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using static Supervision.ClueTransfers.Letters.LetterText;

namespace Supervision.ClueTransfers.Letters;

/// <summary>
/// A letter of transfer as a Word document, laid out like an official letter: A4 with the margins, type and line pitch of GB/T 9704-2012
/// (仿宋 third size, 28 pt pitch, 22 lines to a page), red head, numbered sections, page numbers.
/// </summary>
internal static class LetterDocument
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static byte[] Write(Letter letter)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            document.PackageProperties.Title = $"{Subject(letter)} {letter.Number}";
            document.PackageProperties.Creator = letter.Sender;
            document.PackageProperties.Created = letter.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = LetterStyles.Styles();
            main.AddNewPart<FontTablePart>().Fonts = LetterStyles.FontTable();
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = PageNumber();
            main.Document = new Document(new Body([.. Head(letter), .. Matter(letter), .. Enclosed(letter), .. Signature(letter), .. Proof(letter),
                Section(main.GetIdOfPart(footer))]));
        }

        return stream.ToArray();
    }

    static string Subject(Letter letter) => $"关于移交“{letter.Title}”问题线索的函";

    static IEnumerable<OpenXmlElement> Head(Letter letter) =>
    [
        Paragraph(LetterStyles.Head, letter.Sender),
        Paragraph(LetterStyles.Number, letter.Number),
        Paragraph(LetterStyles.Title, Subject(letter)),
        Paragraph(LetterStyles.Flush, $"{letter.Recipient}："),
        Paragraph(
            LetterStyles.Text,
            $"根据协同监督工作机制，经逐级呈报审批，现将编号为{letter.Reference}的问题线索移交你单位。请在规定时限内签收，并按有关规定办理。"),
    ];

    static IEnumerable<OpenXmlElement> Matter(Letter letter)
    {
        yield return Paragraph(LetterStyles.Heading, "一、基本情况");
        yield return Item("线索名称", letter.Title);
        yield return Item("线索来源", letter.Source);
        yield return Item("涉及单位", Listed(letter.Units));
        yield return Item("涉及人员", Listed(letter.Persons));
        yield return Paragraph(LetterStyles.Heading, "二、反映的主要问题");
        foreach (var line in letter.Account.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            yield return Paragraph(LetterStyles.Text, line);
    }

    static IEnumerable<OpenXmlElement> Enclosed(Letter letter)
    {
        if (letter.Attachments.Count == 0)
        {
            yield return Paragraph(LetterStyles.Text, "附件：无");
            yield break;
        }

        for (var i = 0; i < letter.Attachments.Count; i++)
        {
            var attachment = letter.Attachments[i];
            var label = i == 0 ? "附件：" : "　　　";
            yield return Paragraph(LetterStyles.Text, $"{label}{i + 1}. {attachment.Name}（{Size(attachment.Size)}）");
        }
    }

    static IEnumerable<OpenXmlElement> Signature(Letter letter) =>
    [
        Paragraph(LetterStyles.Signature, letter.Sender),
        Paragraph(LetterStyles.SignatureDate, Day(letter.Date)),
    ];

    /// <summary>On a page of its own: who approved it, and the hashes by which the electronic content can be checked.</summary>
    static IEnumerable<OpenXmlElement> Proof(Letter letter)
    {
        yield return Paragraph(LetterStyles.ProofTitle, letter.Approvals.Count > 0 ? "呈报审批与内容校验" : "内容校验");
        if (letter.Approvals.Count > 0)
        {
            yield return Table(["审批环节", "审批人", "审批时间"], [4, 3, 4],
                letter.Approvals.Select(approval => (string[])[approval.Role, approval.Name, Instant(approval.At)]));
        }

        yield return Paragraph(LetterStyles.TableNote, "内容校验值（SHA-256）");
        yield return Table(["内容", "校验值"], [4, 7],
        [
            ["线索全文", letter.ContentHash],
            .. letter.Attachments.Select((attachment, i) => (string[])[$"附件{i + 1}", attachment.Hash]),
        ]);
    }

    static Paragraph Item(string label, string value) => new(
        new ParagraphProperties(new ParagraphStyleId { Val = LetterStyles.Text }),
        new Run(new RunProperties(new RunStyle { Val = LetterStyles.Label }), new Text($"{label}：")),
        new Run(new Text(value)));

    static SectionProperties Section(string footer) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
        new PageSize { Width = 11906, Height = 16838 },
        new PageMargin { Top = 2098, Bottom = 1984, Left = 1588, Right = 1474, Header = 851, Footer = 1300, Gutter = 0 },
        new DocGrid { Type = DocGridValues.Lines, LinePitch = 560 });

    static Footer PageNumber() => new(new Paragraph(
        new ParagraphProperties(new ParagraphStyleId { Val = LetterStyles.Page }),
        new Run(new Text("— ") { Space = SpaceProcessingModeValues.Preserve }),
        new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }),
        new Run(new FieldCode(" PAGE ") { Space = SpaceProcessingModeValues.Preserve }),
        new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }),
        new Run(new Text("1")),
        new Run(new FieldChar { FieldCharType = FieldCharValues.End }),
        new Run(new Text(" —") { Space = SpaceProcessingModeValues.Preserve })));

    static Table Table(string[] head, int[] shares, IEnumerable<string[]> rows)
    {
        const int Width = 8844; // A4 less the margins, in twentieths of a point
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
        table.Append(Row(head, widths, LetterStyles.TableHead, repeated: true));
        table.Append(rows.Select(row => Row(row, widths, LetterStyles.TableCell, repeated: false)));
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
