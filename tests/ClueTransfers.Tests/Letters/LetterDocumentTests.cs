using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Supervision.ClueTransfers.Letters;

namespace Supervision.ClueTransfers.Tests.Letters;

public sealed class LetterDocumentTests
{
    static readonly Letter Sample = new(
        "政协洞头区委员会", "洞头区纪委监委", "〔2026〕12号", new DateOnly(2026, 11, 3), "2026-0017", "老旧小区改造工程质量监管不到位",
        "外墙保温层施工厚度与设计不符。\n监理日志存在事后补记情形。", "监督发现（JD-7）", ["某街道办事处", "区住房和城乡建设局"], [],
        [new("现场照片.jpg", 2_345_678, new string('a', 64)), new("监理日志 <1> & \"2\".pdf", 900, new string('b', 64))],
        [new("秘书长", "甲（代乙）", new DateTimeOffset(2026, 11, 2, 9, 5, 0, TimeSpan.FromHours(8)))],
        new string('c', 64));

    [Fact]
    public void Is_a_valid_Word_document()
    {
        using var document = Open(LetterDocument.Write(Sample));
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public void Holds_what_a_letter_of_transfer_holds()
    {
        using var document = Open(LetterDocument.Write(Sample));
        var text = string.Join('\n', document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText));
        Assert.All(
            (string[])[
                "政协洞头区委员会", "〔2026〕12号", "关于移交“老旧小区改造工程质量监管不到位”问题线索的函", "洞头区纪委监委：", "2026-0017", "监督发现（JD-7）",
                "某街道办事处、区住房和城乡建设局", "涉及人员：无", "监理日志存在事后补记情形。", "1. 现场照片.jpg（2.2 MB）", "2. 监理日志 <1> & \"2\".pdf（900字节）",
                "2026年11月3日", "秘书长", "甲（代乙）", "2026年11月2日 09:05", Sample.ContentHash, new string('b', 64)],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_commissions_copy_is_without_the_approvals()
    {
        using var document = Open(LetterDocument.Write(Sample with { Approvals = [] }));
        var text = document.MainDocumentPart!.Document!.Body!.InnerText;
        Assert.DoesNotContain("审批", text.Replace("经逐级呈报审批", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(Sample.ContentHash, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_A4_with_the_type_of_official_letters()
    {
        using var document = Open(LetterDocument.Write(Sample));
        var page = document.MainDocumentPart!.Document!.Descendants<PageSize>().Single();
        Assert.Equal((11906u, 16838u), (page.Width!.Value, page.Height!.Value));
        Assert.Equal(["仿宋", "黑体", "宋体"], document.MainDocumentPart.FontTablePart!.Fonts!.Elements<Font>().Select(font => font.Name!.Value));
    }

    static WordprocessingDocument Open(byte[] bytes) => WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
}
