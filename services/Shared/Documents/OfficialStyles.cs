using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Supervision.Documents;

/// <summary>Type and spacing of the parts of an official document. Sizes in points; lengths in twentieths of a point.</summary>
public static class OfficialStyles
{
    public const string Head = "LetterHead";
    public const string Number = "LetterNumber";
    public const string Title = "LetterTitle";
    public const string Flush = "LetterFlush";
    public const string Text = "LetterText";
    public const string Heading = "LetterHeading";
    public const string Label = "LetterLabel";
    public const string Signature = "LetterSignature";
    public const string SignatureDate = "LetterSignatureDate";
    public const string ProofTitle = "LetterProofTitle";
    public const string TableHead = "LetterTableHead";
    public const string TableCell = "LetterTableCell";
    public const string TableNote = "LetterTableNote";
    public const string Page = "LetterPage";

    const string FangSong = "仿宋";
    const string HeiTi = "黑体";
    const string SongTi = "宋体";
    const string Pitch = "560";

    public static Styles Styles() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                Family(FangSong), new FontSize { Val = "32" }, new Languages { Val = "zh-CN", EastAsia = "zh-CN" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(Pitched()))),
        Paragraph(Head, SongTi, 30, JustificationValues.Center, bold: true, color: "C00000", after: 240, ruled: true),
        Paragraph(Number, FangSong, 16, JustificationValues.Right, after: 360),
        Paragraph(Title, SongTi, 22, JustificationValues.Center, bold: true, before: 240, after: 480, line: "700"),
        Paragraph(Flush, FangSong, 16, JustificationValues.Left),
        Paragraph(Text, FangSong, 16, JustificationValues.Both, indent: true),
        Paragraph(Heading, HeiTi, 16, JustificationValues.Left, indent: true, keep: true),
        Paragraph(Signature, FangSong, 16, JustificationValues.Right, before: 1120, keep: true, right: 2),
        Paragraph(SignatureDate, FangSong, 16, JustificationValues.Right, right: 2),
        Paragraph(ProofTitle, HeiTi, 16, JustificationValues.Center, after: 240, keep: true, newPage: true),
        Paragraph(TableHead, HeiTi, 12, JustificationValues.Center, line: "360"),
        Paragraph(TableCell, FangSong, 12, JustificationValues.Center, line: "360"),
        Paragraph(TableNote, HeiTi, 12, JustificationValues.Left, before: 360, after: 120, line: "360", keep: true),
        Paragraph(Page, SongTi, 14, JustificationValues.Center, line: "360"),
        new Style(new StyleName { Val = Label }, new StyleRunProperties(Family(HeiTi))) { Type = StyleValues.Character, StyleId = Label, CustomStyle = true });

    /// <summary>The Chinese font names, and the names of the same fonts on other systems.</summary>
    public static Fonts FontTable() => new(Font(FangSong, "FangSong"), Font(HeiTi, "SimHei"), Font(SongTi, "SimSun"));

    static Font Font(string name, string other) => new(
        new AltName { Val = other }, new FontCharSet { Val = "86" }, new FontFamily { Val = FontFamilyValues.Auto }, new Pitch { Val = FontPitchValues.Variable })
    { Name = name };

    static RunFonts Family(string name) => new() { Ascii = name, HighAnsi = name, EastAsia = name, ComplexScript = name };

    static SpacingBetweenLines Pitched(string line = Pitch, int before = 0, int after = 0) => new()
    {
        Before = before.ToString(CultureInfo.InvariantCulture),
        After = after.ToString(CultureInfo.InvariantCulture),
        Line = line,
        LineRule = LineSpacingRuleValues.Exact,
    };

    static Style Paragraph(
        string id, string family, int points, JustificationValues side, bool bold = false, string? color = null, int before = 0, int after = 0,
        string line = Pitch, bool indent = false, bool keep = false, bool newPage = false, bool ruled = false, int right = 0)
    {
        var paragraph = new StyleParagraphProperties();
        if (keep) paragraph.Append(new KeepNext());
        if (newPage) paragraph.Append(new PageBreakBefore());
        if (ruled) paragraph.Append(new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Color = color, Size = 18, Space = 8 }));
        paragraph.Append(Pitched(points > 22 ? "800" : line, before, after));
        if (indent) paragraph.Append(new Indentation { FirstLineChars = 200, FirstLine = (points * 40).ToString(CultureInfo.InvariantCulture) });
        if (right > 0) paragraph.Append(new Indentation { RightChars = right * 100, Right = (right * points * 20).ToString(CultureInfo.InvariantCulture) });
        paragraph.Append(new Justification { Val = side });

        var run = new StyleRunProperties(Family(family));
        if (bold) run.Append(new Bold());
        if (color is not null) run.Append(new Color { Val = color });
        run.Append(new FontSize { Val = (points * 2).ToString(CultureInfo.InvariantCulture) });
        return new Style(new StyleName { Val = id }, paragraph, run) { Type = StyleValues.Paragraph, StyleId = id, CustomStyle = true };
    }
}
