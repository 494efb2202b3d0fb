using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Access;
using Supervision.Topics.Data;
using Supervision.Topics.Plans;
using Supervision.Topics.Proposals;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Statistics;

/// <summary>A number of topics of a kind.</summary>
public sealed record TopicCount(int Year, TopicStatus Status, string Field, int Count);

/// <summary>How long topics spent in a stage they have left.</summary>
/// <param name="Days">Average, in days.</param>
public sealed record StageTime(TopicStatus Stage, int Topics, double Days);

/// <summary>Proposals of a source and their outcome.</summary>
/// <param name="Selected">Shortlisted proposals whose topic was selected.</param>
public sealed record SourceFate(ProposalSource Source, int Total, int Submitted, int Shortlisted, int Merged, int Rejected, int Selected);

/// <summary>Duty items by whether they were done on time.</summary>
public sealed record DutyCounts(int OnTime, int Late, int Open, int Overdue, int Waived);

/// <summary>Meetings held.</summary>
/// <param name="JointByMonth">Joint meetings, by month (1 to 12).</param>
public sealed record MeetingCounts(int Held, IReadOnlyDictionary<int, int> JointByMonth);

/// <summary>The figures of a year.</summary>
public sealed record TopicStatistics(
    int Year, IReadOnlyList<TopicCount> Topics, IReadOnlyList<StageTime> StageTimes, IReadOnlyList<SourceFate> Proposals, DutyCounts Duties, MeetingCounts Meetings);

internal static class StatisticsEndpoints
{
    public static void MapStatistics(this RouteGroupBuilder topics) => topics.MapGet("/statistics/{year:int}", GetAsync)
        .RequireRole([.. TopicAccess.Joint]).WithTags("Statistics").WithName("GetTopicStatistics")
        .WithSummary("Topics by stage, field and year, time in stage, duty items on time, meetings held, proposals by source and outcome.");

    static async Task<Ok<TopicStatistics>> GetAsync(
        [Range(2000, 2999)] int year, Caller caller, TopicsDb db, PlanPages pages, TimeProvider clock, CancellationToken ct)
    {
        var district = caller.District;
        var topics = await db.Topics.Where(t => t.District == district && t.Year == year).GroupBy(t => new { t.Status, t.Field })
            .Select(g => new TopicCount(year, g.Key.Status, g.Key.Field, g.Count())).ToListAsync(ct);
        var figures = await pages.FiguresAsync(district, year, clock.GetUtcNow(), ct);
        return TypedResults.Ok(new TopicStatistics(
            year, [.. topics.OrderBy(t => t.Status).ThenBy(t => t.Field, StringComparer.Ordinal)], await StageTimesAsync(db, district, year, ct),
            await FatesAsync(db, district, year, ct),
            new(figures.DutiesOnTime, figures.DutiesLate, figures.DutiesOpen, figures.DutiesOverdue, figures.DutiesWaived),
            new(figures.MeetingsHeld, figures.JointMeetings)));
    }

    /// <summary>Each move ends the stage begun by the previous move, or by the solicitation.</summary>
    static async Task<IReadOnlyList<StageTime>> StageTimesAsync(TopicsDb db, string district, int year, CancellationToken ct)
    {
        var times = await db.Database.SqlQuery<StageRow>($"""
            select stage, count(distinct topic_id)::int as topics, avg(extract(epoch from ended - began) / 86400)::float8 as days
            from (
                select e.topic_id, coalesce(e.facts ->> 'to', 'solicited') as stage, e.at as began, lead(e.at) over (partition by e.topic_id order by e.sequence) as ended
                from topic_events e join topics t on t.id = e.topic_id
                where t.district = {district} and t.year = {year} and e.kind in ('Solicited', 'Moved')) stages
            where ended is not null group by stage
            """).ToListAsync(ct);
        return [.. times.Select(row => new StageTime(Enum.Parse<TopicStatus>(row.Stage, ignoreCase: true), row.Topics, Math.Round(row.Days, 2))).OrderBy(row => row.Stage)];
    }

    static async Task<IReadOnlyList<SourceFate>> FatesAsync(TopicsDb db, string district, int year, CancellationToken ct)
    {
        var counts = await db.Proposals.Where(p => p.District == district && p.Year == year)
            .Select(p => new { p.Source, p.Status, Selected = db.Topics.Any(t => t.Id == p.TopicId && t.SelectedAt != null) })
            .GroupBy(p => new { p.Source, p.Status, p.Selected }).Select(g => new { g.Key.Source, g.Key.Status, g.Key.Selected, Count = g.Count() }).ToListAsync(ct);
        return [.. counts.GroupBy(c => c.Source).OrderBy(g => g.Key).Select(g =>
        {
            int In(ProposalStatus status) => g.Where(c => c.Status == status).Sum(c => c.Count);
            return new SourceFate(
                g.Key, g.Sum(c => c.Count), In(ProposalStatus.Submitted), In(ProposalStatus.Shortlisted), In(ProposalStatus.Merged),
                In(ProposalStatus.Rejected), g.Where(c => c.Selected).Sum(c => c.Count));
        })];
    }

    sealed record StageRow(string Stage, int Topics, double Days);
}
