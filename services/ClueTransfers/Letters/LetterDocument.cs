using DocumentFormat.OpenXml;
using Supervision.Documents;
using static Supervision.ClueTransfers.Letters.LetterText;
using static Supervision.Documents.OfficialDocument;

namespace Supervision.ClueTransfers.Letters;

/// <summary>A letter of transfer as a Word document, laid out like an official letter: red head, numbered sections, page numbers.</summary>
internal static class LetterDocument
{
    public static byte[] Write(Letter letter) => OfficialDocument.Write(
        $"{Subject(letter)} {letter.Number}", letter.Sender, letter.Date,
        [.. Head(letter), .. Matter(letter), .. Enclosed(letter), .. Signature(letter), .. Proof(letter)]);

    static string Subject(Letter letter) => $"关于移交“{letter.Title}”问题线索的函";

    static IEnumerable<OpenXmlElement> Head(Letter letter) =>
    [
        Paragraph(OfficialStyles.Head, letter.Sender),
        Paragraph(OfficialStyles.Number, letter.Number),
        Paragraph(OfficialStyles.Title, Subject(letter)),
        Paragraph(OfficialStyles.Flush, $"{letter.Recipient}："),
        Paragraph(
            OfficialStyles.Text,
            $"根据协同监督工作机制，经逐级呈报审批，现将编号为{letter.Reference}的问题线索移交你单位。请在规定时限内签收，并按有关规定办理。"),
    ];

    static IEnumerable<OpenXmlElement> Matter(Letter letter)
    {
        yield return Paragraph(OfficialStyles.Heading, "一、基本情况");
        yield return Item("线索名称", letter.Title);
        yield return Item("线索来源", letter.Source);
        yield return Item("涉及单位", Listed(letter.Units));
        yield return Item("涉及人员", Listed(letter.Persons));
        yield return Paragraph(OfficialStyles.Heading, "二、反映的主要问题");
        foreach (var line in letter.Account.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            yield return Paragraph(OfficialStyles.Text, line);
    }

    static IEnumerable<OpenXmlElement> Enclosed(Letter letter)
    {
        if (letter.Attachments.Count == 0)
        {
            yield return Paragraph(OfficialStyles.Text, "附件：无");
            yield break;
        }

        for (var i = 0; i < letter.Attachments.Count; i++)
        {
            var attachment = letter.Attachments[i];
            var label = i == 0 ? "附件：" : "　　　";
            yield return Paragraph(OfficialStyles.Text, $"{label}{i + 1}. {attachment.Name}（{Size(attachment.Size)}）");
        }
    }

    static IEnumerable<OpenXmlElement> Signature(Letter letter) =>
    [
        Paragraph(OfficialStyles.Signature, letter.Sender),
        Paragraph(OfficialStyles.SignatureDate, Day(letter.Date)),
    ];

    /// <summary>A separate page: who approved the transfer, and the hashes by which the electronic content can be checked.</summary>
    static IEnumerable<OpenXmlElement> Proof(Letter letter)
    {
        yield return Paragraph(OfficialStyles.ProofTitle, letter.Approvals.Count > 0 ? "呈报审批与内容校验" : "内容校验");
        if (letter.Approvals.Count > 0)
        {
            yield return Table(["审批环节", "审批人", "审批时间"], [4, 3, 4],
                letter.Approvals.Select(approval => (string[])[approval.Role, approval.Name, Instant(approval.At)]));
        }

        yield return Paragraph(OfficialStyles.TableNote, "内容校验值（SHA-256）");
        yield return Table(["内容", "校验值"], [4, 7],
        [
            ["线索全文", letter.ContentHash],
            .. letter.Attachments.Select((attachment, i) => (string[])[$"附件{i + 1}", attachment.Hash]),
        ]);
    }
}
