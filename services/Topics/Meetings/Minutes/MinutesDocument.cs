using System.Globalization;
using DocumentFormat.OpenXml;
using Supervision.Documents;
using static Supervision.Documents.OfficialDocument;

namespace Supervision.Topics.Meetings.Minutes;

/// <summary>The minutes of a meeting as a Word document, in the official layout.</summary>
internal static class MinutesDocument
{
    public static byte[] Write(MinutesContent minutes) => OfficialDocument.Write(
        minutes.Subject, string.Join('、', minutes.Issuers), minutes.Issued ?? DateOnly.FromDateTime(minutes.Starts.DateTime),
        [.. Head(minutes), .. Attendance(minutes), .. Matters(minutes), .. Decisions(minutes), .. Signature(minutes), .. Proof(minutes)]);

    static IEnumerable<OpenXmlElement> Head(MinutesContent minutes)
    {
        foreach (var issuer in minutes.Issuers) yield return Paragraph(OfficialStyles.Head, issuer);
        yield return Paragraph(OfficialStyles.Number, minutes.Issued is { } day ? $"{Day(day)}印发" : "（草稿）");
        yield return Paragraph(OfficialStyles.Title, minutes.Subject);
        yield return Item("会议", minutes.Title);
        yield return Item("时间", Instant(minutes.Starts));
        yield return Item("地点", minutes.Place);
    }

    static IEnumerable<OpenXmlElement> Attendance(MinutesContent minutes)
    {
        yield return Paragraph(OfficialStyles.Heading, "一、出席情况");
        foreach (var body in minutes.Attendance)
        {
            yield return Item($"{body.Body}出席（{body.Present.Count.ToString(CultureInfo.InvariantCulture)}人）", Listed(body.Present));
            if (body.Absent.Count > 0) yield return Item($"{body.Body}请假", Listed(body.Absent));
        }

        if (minutes.Guests.Count > 0) yield return Item("列席", Listed(minutes.Guests));
    }

    static IEnumerable<OpenXmlElement> Matters(MinutesContent minutes)
    {
        yield return Paragraph(OfficialStyles.Heading, "二、会议议程");
        for (var i = 0; i < minutes.Agenda.Count; i++)
            yield return Paragraph(OfficialStyles.Text, string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {minutes.Agenda[i]}"));
        yield return Paragraph(OfficialStyles.Heading, "三、会议情况");
        foreach (var paragraph in Paragraphs(minutes.Text ?? "（待补）")) yield return paragraph;
    }

    static IEnumerable<OpenXmlElement> Decisions(MinutesContent minutes)
    {
        yield return Paragraph(OfficialStyles.Heading, "四、会议决定");
        if (minutes.Decisions.Count == 0) yield return Paragraph(OfficialStyles.Text, "无");
        for (var i = 0; i < minutes.Decisions.Count; i++)
        {
            var decision = minutes.Decisions[i];
            yield return Paragraph(OfficialStyles.Text, string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {decision.Wording}（{decision.Standing}）"));
            if (decision.OverTargetReason is { } reason) yield return Item("超出年度目标的理由", reason);
            if (decision.Leaders.Count > 0) yield return Item("领导意见", string.Join('；', decision.Leaders));
        }
    }

    static IEnumerable<OpenXmlElement> Signature(MinutesContent minutes)
    {
        foreach (var issuer in minutes.Issuers) yield return Paragraph(OfficialStyles.Signature, issuer);
        if (minutes.Issued is { } day) yield return Paragraph(OfficialStyles.SignatureDate, Day(day));
    }

    /// <summary>On a separate page: the hashes that verify the wordings concurred in.</summary>
    static IEnumerable<OpenXmlElement> Proof(MinutesContent minutes)
    {
        if (minutes.Decisions.Count == 0) yield break;
        yield return Paragraph(OfficialStyles.ProofTitle, "内容校验");
        yield return Paragraph(OfficialStyles.TableNote, "决定内容校验值（SHA-256）");
        yield return Table(["决定", "校验值"], [2, 9],
            minutes.Decisions.Select((decision, i) => (string[])[$"第{(i + 1).ToString(CultureInfo.InvariantCulture)}项", decision.Hash]));
    }
}
