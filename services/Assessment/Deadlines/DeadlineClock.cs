using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Consumers;
using Supervision.Assessment.Data;
using Supervision.Messaging;
using Supervision.Persistence;

namespace Supervision.Assessment.Deadlines;

/// <summary>
/// Flags each missed deadline once, at its instant (R36), and recounts what a changed clock may move (R37). Due instants are in the database, so a
/// restart forgets nothing; copies of the service skip rows another one has locked, and flag and events commit together.
/// </summary>
internal sealed class DeadlineClock(AssessmentDb db, DeadlineBook book, TimeProvider clock) : IDueWork
{
    internal const int Batch = 250;

    /// <summary>Shortest pause between batches.</summary>
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    /// <summary>A deadline set meanwhile is days away; this is how soon a changed clock is noticed.</summary>
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    public static readonly Pace Pace = Pace.WhenDue(Shortest) with { Rest = Rest };

    /// <summary>As long as the batch took: half of the time is left for concurrent answers.</summary>
    static TimeSpan Rest(TimeSpan took) => took < Breath ? Breath : took < Shortest ? took : Shortest;

    /// <summary>
    /// Processes one batch of due deadlines, else one of deadlines to recount: finding the latter means searching all open deadlines, and deadlines
    /// waiting for a recount are not treated as due.
    /// </summary>
    public async Task<int> RunOnceAsync(CancellationToken ct) =>
        await InTransactionAsync(MissAsync, ct) is var missed and > 0 ? missed : await InTransactionAsync(RecountAsync, ct);

    public Task<DateTimeOffset?> NextAsync(CancellationToken ct) =>
        db.Set<ReplyDeadline>().Where(d => d.Open && !d.Held && d.OverdueAt == null).MinAsync(d => (DateTimeOffset?)d.Due, ct);

    /// <summary>A new holiday notice becomes known only when the service starts, so deadlines it may move are recounted then.</summary>
    public Task PrepareAsync(CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        update reply_deadlines d set clock_version = -1
        where d.open and d.overdue_at is null and exists (select from reply_counts c where c.deadline_id = d.id and c.provisional)
        """, ct);

    /// <summary>Deadlines counted by an earlier version of their district's clock.</summary>
    async Task<int> RecountAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var stale = await db.Set<ReplyDeadline>().FromSql($"""
            select d.*, d.xmin from reply_deadlines d left join district_clocks c on c.district = d.district
            where d.open and d.overdue_at is null and d.clock_version < coalesce(c.clock_version, 0)
            order by d.due limit {Batch} for update of d skip locked
            """).ToListAsync(ct);
        if (stale.Count == 0) return 0;
        var ids = stale.ConvertAll(d => d.Id);
        await db.Set<ReplyCount>().Where(c => ids.Contains(c.DeadlineId)).LoadAsync(ct);
        foreach (var district in stale.GroupBy(d => d.District))
        {
            var rule = await book.ClockAsync(district.Key, ct);
            var contacts = await ContactsAsync(district.Key, ct);
            foreach (var deadline in district)
            {
                if (deadline.Recount(book.Count(rule, deadline.From, deadline.Extensions), rule.Paused is not null, now))
                    db.Enqueue(deadline.Tell([.. contacts[deadline.Unit]], now));
            }
        }

        await db.SaveChangesAsync(ct);
        return stale.Count;
    }

    /// <summary>Deadlines that ran out, each by the current version of its district's clock.</summary>
    async Task<int> MissAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<ReplyDeadline>().FromSql($"""
            select d.*, d.xmin from reply_deadlines d left join district_clocks c on c.district = d.district
            where d.due <= {now} and d.open and not d.held and d.overdue_at is null and d.clock_version >= coalesce(c.clock_version, 0)
            order by d.due limit {Batch} for update of d skip locked
            """).ToListAsync(ct);
        foreach (var deadline in due) db.Enqueue(deadline.Miss(now));
        await db.SaveChangesAsync(ct);
        return due.Count;
    }

    async Task<ILookup<string, Guid>> ContactsAsync(string district, CancellationToken ct) =>
        (await db.Set<UnitContact>().AsNoTracking().Where(c => c.District == district && c.Active).OrderBy(c => c.UserId).ToListAsync(ct))
        .ToLookup(c => c.Unit, c => c.UserId);

    async Task<int> InTransactionAsync(Func<CancellationToken, Task<int>> work, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var count = await work(ct);
        await transaction.CommitAsync(ct);
        return count;
    }
}
