using System.Globalization;
using DocumentFormat.OpenXml;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Documents;
using static Supervision.Documents.OfficialDocument;

namespace Supervision.Assessment.Scorecards;

/// <summary>A unit's scorecard as a Word document issued by both bodies, the conference first.</summary>
internal static class ScorecardDocument
{
    /// <param name="today">In the district's zone; the date of a scorecard that is not final.</param>
    public static byte[] Write(Scorecard card, DistrictNames districts, DateOnly today)
    {
        var day = card.FinalAt is { } final ? DistrictTime.DayAt(final) : today;
        string[] issuers = [districts.Cppcc(card.District), districts.Discipline(card.District)];
        var title = string.Create(CultureInfo.InvariantCulture, $"{card.Year}年度{card.Regime.Label()}评分表");
        return OfficialDocument.Write(title, string.Join('、', issuers), day, [.. Content(card, title, issuers, day), .. Proof(card, districts)]);
    }

    static IEnumerable<OpenXmlElement> Content(Scorecard card, string title, string[] issuers, DateOnly day)
    {
        foreach (var issuer in issuers) yield return Paragraph(OfficialStyles.Head, issuer);
        yield return Paragraph(OfficialStyles.Title, title);
        yield return Item("单位", $"{card.UnitName}（{card.Unit}）");
        yield return Item("状态", ScoreLabels.Of(card.Status));
        yield return Item("总分", ScoreLabels.Figure(card.Total));
        yield return Table(["指标", "计量", "数值", "权重", "百分得分", "得分"], [4, 4, 2, 2, 2, 2], card.Lines.Select(line => (string[])
        [
            line.Name, line.Measure.Label(), ScoreLabels.Figure(line.Value), ScoreLabels.Figure(line.Weight), ScoreLabels.Figure(line.Points), ScoreLabels.Figure(line.Score),
        ]));
        foreach (var issuer in issuers) yield return Paragraph(OfficialStyles.Signature, issuer);
        yield return Paragraph(OfficialStyles.SignatureDate, Day(day));
    }

    /// <summary>On a separate page: who concurred for each body, and the hash that verifies the result.</summary>
    static IEnumerable<OpenXmlElement> Proof(Scorecard card, DistrictNames districts)
    {
        yield return Paragraph(OfficialStyles.ProofTitle, "双方确认与内容校验");
        var concurred = card.Decisions.Where(d => d.Round == card.Latest && d.Kind is BodyDecisionKind.Concurred).ToList();
        if (card.Status is ScorecardStatus.Final)
        {
            yield return Table(["确认单位", "确认人", "确认时间"], [4, 3, 4], concurred.Select(d => (string[])
                [d.Body == Bodies.Cppcc ? districts.Cppcc(card.District) : districts.Discipline(card.District), d.ByName, Instant(DistrictTime.Local(d.At))]));
        }

        yield return Paragraph(OfficialStyles.TableNote, "内容校验值（SHA-256）");
        yield return Table(["内容", "校验值"], [3, 8], [["事实、指标版本与得分", card.ContentHash]]);
    }
}

/// <summary>The results of a year in one regime.</summary>
internal static class YearScoresDocument
{
    public static byte[] Write(string district, int year, Regime regime, IReadOnlyList<Scorecard> cards, DistrictNames districts, DateOnly today)
    {
        string[] issuers = [districts.Cppcc(district), districts.Discipline(district)];
        var title = string.Create(CultureInfo.InvariantCulture, $"{year}年度{regime.Label()}结果");
        return OfficialDocument.Write(title, string.Join('、', issuers), today,
        [
            .. issuers.Select(issuer => Paragraph(OfficialStyles.Head, issuer)),
            Paragraph(OfficialStyles.Title, title),
            Table(["名次", "单位", "总分", "状态"], [1, 5, 2, 2], cards.Select(card => (string[])
            [
                (cards.Count(other => other.Total > card.Total) + 1).ToString(CultureInfo.InvariantCulture), card.UnitName, ScoreLabels.Figure(card.Total),
                ScoreLabels.Of(card.Status),
            ])),
            .. issuers.Select(issuer => Paragraph(OfficialStyles.Signature, issuer)),
            Paragraph(OfficialStyles.SignatureDate, Day(today)),
        ]);
    }
}
