using MassTransit;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Data;
using Supervision.Contracts;

namespace Supervision.Assessment.Conversion;

/// <summary>
/// Keeps the copies that conversion is counted from. Each statement gives the same row in any order and however often it runs: the higher version,
/// the earlier first instant and the later answer win. So a replay, in any order, gives the same figures.
/// </summary>
internal sealed class ConversionConsumer(AssessmentDb db) :
    IConsumer<FindingReferred>, IConsumer<ReferredFindingChanged>, IConsumer<SuggestionHandedOver>, IConsumer<AdviceAnswered>
{
    const string Rectification = "rectification";

    public Task Consume(ConsumeContext<FindingReferred> context)
    {
        var (e, ct) = (context.Message, context.CancellationToken);
        var isRectification = e.Disposition == Rectification;
        var (counts, field, severity) = (isRectification && e.Standing, isRectification ? e.Field : null, isRectification ? e.Severity : null);
        var units = isRectification ? e.Units.ToArray() : [];
        return db.Database.ExecuteSqlAsync($"""
            insert into conversion_findings as c (finding_id, district, counts, field, units, severity, referred_at, version)
            values ({e.FindingId}, {e.District}, {counts}, {field}, {units}, {severity}, {e.At}, {e.Version})
            on conflict (finding_id) do update set referred_at = least(c.referred_at, excluded.referred_at),
                counts = case when excluded.version > c.version then excluded.counts else c.counts end,
                field = case when excluded.version > c.version then excluded.field else c.field end,
                units = case when excluded.version > c.version then excluded.units else c.units end,
                severity = case when excluded.version > c.version then excluded.severity else c.severity end,
                version = greatest(c.version, excluded.version)
            """, ct);
    }

    public Task Consume(ConsumeContext<ReferredFindingChanged> context)
    {
        var (e, ct) = (context.Message, context.CancellationToken);
        return e.Disposition != Rectification
            ? Task.CompletedTask
            : db.Database.ExecuteSqlAsync($"""
                insert into conversion_fates as c (finding_id, district, status, at, version) values ({e.FindingId}, {e.District}, {e.Status}, {e.At}, {e.Version})
                on conflict (finding_id) do update set status = excluded.status, at = excluded.at, version = excluded.version where excluded.version > c.version
                """, ct);
    }

    public Task Consume(ConsumeContext<SuggestionHandedOver> context)
    {
        var (e, ct) = (context.Message, context.CancellationToken);
        return db.Database.ExecuteSqlAsync($"""
            insert into conversion_suggestions as c (suggestion_id, district, unit, field, handed_over_at)
            values ({e.SuggestionId}, {e.District}, {e.Unit}, {e.Field}, {e.At})
            on conflict (suggestion_id) do update set unit = excluded.unit, field = coalesce(excluded.field, c.field),
                handed_over_at = least(c.handed_over_at, excluded.handed_over_at)
            """, ct);
    }

    /// <summary>A later answer replaces an earlier one; of two at the same instant, the one whose name sorts last wins.</summary>
    public Task Consume(ConsumeContext<AdviceAnswered> context)
    {
        var (e, ct) = (context.Message, context.CancellationToken);
        return db.Database.ExecuteSqlAsync($"""
            insert into conversion_suggestions as c (suggestion_id, district, adoption, answered_at) values ({e.SuggestionId}, {e.District}, {e.Adoption}, {e.At})
            on conflict (suggestion_id) do update set adoption = excluded.adoption, answered_at = excluded.answered_at
                where c.answered_at is null or (excluded.answered_at, excluded.adoption collate "C") > (c.answered_at, c.adoption collate "C")
            """, ct);
    }
}

/// <summary>Keeps when clues first reached each state; see <see cref="ConversionConsumer"/>.</summary>
internal sealed class ClueCopyConsumer(AssessmentDb db) :
    IConsumer<ClueTransferred>, IConsumer<ClueReceived>, IConsumer<ClueAccepted>, IConsumer<ClueDeclined>,
    IConsumer<ClueDisposed>, IConsumer<ClueClosed>, IConsumer<ClueOverdue>
{
    public Task Consume(ConsumeContext<ClueTransferred> context) =>
        KeepAsync(context.Message, context.CancellationToken, transferred: context.Message.At);

    public Task Consume(ConsumeContext<ClueReceived> context) =>
        KeepAsync(context.Message, context.CancellationToken, received: context.Message.At);

    public Task Consume(ConsumeContext<ClueAccepted> context) =>
        KeepAsync(context.Message, context.CancellationToken, accepted: context.Message.At);

    public Task Consume(ConsumeContext<ClueDeclined> context) =>
        KeepAsync(context.Message, context.CancellationToken, declined: context.Message.At);

    public Task Consume(ConsumeContext<ClueDisposed> context) =>
        KeepAsync(context.Message, context.CancellationToken, disposed: context.Message.At);

    public Task Consume(ConsumeContext<ClueClosed> context) =>
        KeepAsync(context.Message, context.CancellationToken, closed: context.Message.At);

    public Task Consume(ConsumeContext<ClueOverdue> context) =>
        KeepAsync(context.Message, context.CancellationToken, overdue: context.Message.At);

    /// <summary>The minimum of null and an instant is the instant.</summary>
    Task<int> KeepAsync(
        IClueEvent e, CancellationToken ct, DateTimeOffset? transferred = null, DateTimeOffset? received = null, DateTimeOffset? accepted = null,
        DateTimeOffset? declined = null, DateTimeOffset? disposed = null, DateTimeOffset? closed = null, DateTimeOffset? overdue = null) =>
        db.Database.ExecuteSqlAsync($"""
            insert into conversion_clues as c (clue_id, district, transferred_at, received_at, accepted_at, declined_at, disposed_at, closed_at, overdue_at)
            values ({e.ClueId}, {e.District}, {transferred}, {received}, {accepted}, {declined}, {disposed}, {closed}, {overdue})
            on conflict (clue_id) do update set transferred_at = least(c.transferred_at, excluded.transferred_at),
                received_at = least(c.received_at, excluded.received_at), accepted_at = least(c.accepted_at, excluded.accepted_at),
                declined_at = least(c.declined_at, excluded.declined_at), disposed_at = least(c.disposed_at, excluded.disposed_at),
                closed_at = least(c.closed_at, excluded.closed_at), overdue_at = least(c.overdue_at, excluded.overdue_at)
            """, ct);
}
