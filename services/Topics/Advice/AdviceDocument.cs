using System.Globalization;
using DocumentFormat.OpenXml;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Topics.Topics;
using static Supervision.Documents.OfficialDocument;

namespace Supervision.Topics.Advice;

/// <summary>An advice report as a Word document in the official layout, issued by both bodies, the conference first.</summary>
internal static class AdviceDocument
{
    /// <param name="today">In the district's zone; the date of a report that is not issued.</param>
    public static byte[] Write(AdviceReport report, Topic topic, DistrictNames districts, DateOnly today)
    {
        var day = report.IssuedAt is { } issued ? DistrictTime.DayAt(issued) : today;
        string[] issuers = [districts.Cppcc(report.District), districts.Discipline(report.District)];
        return OfficialDocument.Write(
            report.Content.Title, string.Join('、', issuers), day,
            [.. Head(report, topic, issuers), .. Content(report.Content), .. Signature(issuers, day), .. Proof(report, districts)]);
    }

    static IEnumerable<OpenXmlElement> Head(AdviceReport report, Topic topic, string[] issuers)
    {
        foreach (var issuer in issuers) yield return Paragraph(OfficialStyles.Head, issuer);
        yield return Paragraph(OfficialStyles.Number, report.Number ?? string.Create(CultureInfo.InvariantCulture, $"（草稿，第{report.Latest}稿）"));
        yield return Paragraph(OfficialStyles.Title, report.Content.Title);
        yield return Item("监督议题", $"{topic.Title}（{topic.Reference}）");
    }

    static IEnumerable<OpenXmlElement> Content(AdviceContent content)
    {
        yield return Paragraph(OfficialStyles.Heading, "一、基本情况");
        foreach (var paragraph in Paragraphs(content.Situation)) yield return paragraph;
        yield return Paragraph(OfficialStyles.Heading, "二、存在问题");
        foreach (var paragraph in Paragraphs(content.Problems)) yield return paragraph;
        yield return Paragraph(OfficialStyles.Heading, "三、意见建议");
        for (var i = 0; i < content.Suggestions.Count; i++)
        {
            var suggestion = content.Suggestions[i];
            yield return Paragraph(OfficialStyles.Text, string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {suggestion.Text}（{suggestion.Unit}）"));
        }
    }

    static IEnumerable<OpenXmlElement> Signature(string[] issuers, DateOnly day) =>
    [
        .. issuers.Select(issuer => Paragraph(OfficialStyles.Signature, issuer)),
        Paragraph(OfficialStyles.SignatureDate, Day(day)),
    ];

    /// <summary>On a separate page: who concurred for each body, and the hash that verifies the content.</summary>
    static IEnumerable<OpenXmlElement> Proof(AdviceReport report, DistrictNames districts)
    {
        yield return Paragraph(OfficialStyles.ProofTitle, "双方会签与内容校验");
        var concurred = report.Decisions.Where(d => d.Round == report.Latest && d.Kind is BodyDecisionKind.Concurred).ToList();
        if (concurred.Count > 0)
        {
            yield return Table(["会签单位", "会签人", "会签时间"], [4, 3, 4], concurred.Select(d => (string[])
                [d.Body == Bodies.Cppcc ? districts.Cppcc(report.District) : districts.Discipline(report.District), d.ByName, Instant(DistrictTime.Local(d.At))]));
        }

        yield return Paragraph(OfficialStyles.TableNote, "内容校验值（SHA-256）");
        yield return Table(["内容", "校验值"], [3, 8], [["报告全文", report.ContentHash]]);
    }
}
