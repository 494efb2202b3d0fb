using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Data;
using Supervision.Assessment.Deadlines;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Replies;
using Supervision.Calendar;

namespace Supervision.Assessment.Scorecards;

/// <summary>Reads the facts to score from forms, answers, deadlines and evidence, over the rows the caller may read.</summary>
internal sealed class FormFacts(AssessmentDb db)
{
    /// <summary>Kind of file that is evidence of an answer.</summary>
    const string Evidence = "reply";

    /// <summary>Items of the forms issued in the year, by unit. Uses a handful of statements, however many items there are.</summary>
    /// <param name="unit">Only this unit; null for all.</param>
    public async Task<IReadOnlyList<UnitItems>> OfYearAsync(string district, int year, string? unit, CancellationToken ct)
    {
        var (from, until) = (DistrictTime.StartOf(new(year, 1, 1)), DistrictTime.StartOf(new(year + 1, 1, 1)));
        var items = db.Set<FormItem>().AsNoTracking().Where(
            i => i.District == district && i.IssuedAt >= from && i.IssuedAt < until && (unit == null || i.Unit == unit));
        var found = await (
            from item in items
            join form in db.Set<FeedbackForm>() on item.FormId equals form.Id
            select new ItemRow(
                item.Id, item.FormId, item.Unit, form.UnitName, form.Number!, item.Number, item.Field, item.IssuedAt, form.ReceivedAt, item.DeadlineId,
                item.Status == ItemStatus.Open || item.Status == ItemStatus.SentBack || item.Status == ItemStatus.Relapsed, item.ClosedAt, item.Relapses))
            .ToListAsync(ct);
        var replies = (await (
            from item in items
            join reply in db.Set<ItemReply>() on item.Id equals reply.ItemId
            where reply.SentAt != null
            select new ReplyRow(reply.Id, reply.ItemId, reply.Round, reply.SentAt!.Value, reply.Late, reply.SettledAt, reply.Accepted)).ToListAsync(ct))
            .ToLookup(reply => reply.ItemId);
        var forms = items.Select(item => item.FormId).Distinct();
        var deadlines = await db.Set<ReplyDeadline>().AsNoTracking().Where(d => forms.Contains(d.FormId))
            .Select(d => new DeadlineRow(d.Id, d.From, d.Due, d.OverdueAt != null)).ToDictionaryAsync(d => d.Id, ct);
        var events = (await db.Set<DeadlineEvent>().AsNoTracking().Where(e => forms.Contains(e.FormId))
            .Select(e => new EventRow(e.DeadlineId, e.Kind, e.Due, e.At)).ToListAsync(ct)).ToLookup(e => e.DeadlineId);
        var evidence = (await (
            from item in items
            join reply in db.Set<ItemReply>() on item.Id equals reply.ItemId
            join file in db.Files on reply.Id equals file.OwnerId
            where file.OwnerKind == Evidence && reply.SentAt != null
            select new { item.Id, file.Sha256 }).Distinct().ToListAsync(ct)).ToLookup(e => e.Id, e => e.Sha256);
        return
        [
            .. found.GroupBy(item => item.Unit).Select(group => new UnitItems(group.Key, group.MaxBy(item => item.IssuedAt)!.UnitName,
            [
                .. group.Select(item => Fact(item, [.. replies[item.Id].OrderBy(r => r.Round)], deadlines, events, evidence[item.Id]))
                    .OrderBy(fact => fact.IssuedAt).ThenBy(fact => fact.FormNumber, StringComparer.Ordinal).ThenBy(fact => fact.Number),
            ])),
        ];
    }

    static ItemFact Fact(
        ItemRow item, IReadOnlyList<ReplyRow> replies, Dictionary<Guid, DeadlineRow> deadlines, ILookup<Guid, EventRow> events, IEnumerable<string> evidence)
    {
        var rounds = replies.Select((reply, i) =>
        {
            var deadline = i == 0 ? item.FormId : item.Id; // the form's clock applies to the first answer, the item's own afterwards
            var run = Run(events[deadline], reply.SentAt);
            return new RoundFact(deadline, run.Started ?? item.ReceivedAt ?? item.IssuedAt, run.Due, reply.SentAt, reply.Late, run.Extensions);
        }).ToList();
        if (item.IsAwaited && deadlines.GetValueOrDefault(item.DeadlineId) is { } open)
            rounds.Add(new(open.Id, open.From, open.Due, null, open.IsOverdue, Run(events[open.Id], DateTimeOffset.MaxValue).Extensions));
        return new(
            item.Id, item.FormId, item.FormNumber, item.Number, item.Field, item.IssuedAt, rounds, replies.Count(r => r.Accepted == false), item.ClosedAt,
            item.Relapses, [.. evidence.Order(StringComparer.Ordinal)]);
    }

    /// <summary>State of a clock at an instant: its last start, its due instant, and how often that run had been extended.</summary>
    static (DateTimeOffset? Started, DateTimeOffset Due, int Extensions) Run(IEnumerable<EventRow> events, DateTimeOffset at)
    {
        (DateTimeOffset? Started, DateTimeOffset Due, int Extensions) run = (null, default, 0);
        foreach (var happened in events.Where(e => e.At <= at).OrderBy(e => e.At))
        {
            run = happened.Kind switch
            {
                DeadlineEventKind.Started or DeadlineEventKind.Restarted => (happened.At, happened.Due, 0),
                DeadlineEventKind.Extended => (run.Started, happened.Due, run.Extensions + 1),
                _ => (run.Started, happened.Due, run.Extensions),
            };
        }

        return run;
    }

    sealed record ItemRow(
        Guid Id, Guid FormId, string Unit, string UnitName, string FormNumber, int Number, string? Field, DateTimeOffset IssuedAt, DateTimeOffset? ReceivedAt, Guid DeadlineId,
        bool IsAwaited, DateTimeOffset? ClosedAt, int Relapses);

    sealed record ReplyRow(Guid Id, Guid ItemId, int Round, DateTimeOffset SentAt, bool Late, DateTimeOffset? SettledAt, bool? Accepted);

    sealed record DeadlineRow(Guid Id, DateTimeOffset From, DateTimeOffset Due, bool IsOverdue);

    sealed record EventRow(Guid DeadlineId, DeadlineEventKind Kind, DateTimeOffset Due, DateTimeOffset At);
}
