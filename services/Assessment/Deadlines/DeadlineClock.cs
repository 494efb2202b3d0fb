using System.Data.Common;
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
internal sealed partial class DeadlineClock(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DeadlineClock> logger) : BackgroundService
{
    internal const int Batch = 250;

    /// <summary>A deadline set meanwhile is days away; this is how soon a changed clock, or a recovered database, is noticed.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Shortest pause between batches.</summary>
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var renewed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!renewed) await RenewAsync(stoppingToken);
                renewed = true;
                for (var began = clock.GetTimestamp(); await LookAsync(stoppingToken) > 0; began = clock.GetTimestamp())
                    await Task.Delay(Rest(clock.GetElapsedTime(began)), clock, stoppingToken);
                await Task.Delay(await PauseAsync(stoppingToken), clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException { InnerException: DbException })
            {
                Failed(e);
                await Task.Delay(LongestPause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>As long as the batch took: half of the time is left for concurrent answers.</summary>
    static TimeSpan Rest(TimeSpan took) => took < Breath ? Breath : took < LongestPause ? took : LongestPause;

    /// <summary>
    /// Processes one batch of due deadlines, else one of deadlines to recount: finding the latter means searching all open deadlines, and deadlines
    /// waiting for a recount are not treated as due.
    /// </summary>
    /// <returns>Number of deadlines processed.</returns>
    internal async Task<int> LookAsync(CancellationToken ct) =>
        await InScopeAsync(MissAsync, ct) is var missed and > 0 ? missed : await InScopeAsync(RecountAsync, ct);

    /// <summary>Deadlines counted by an earlier version of their district's clock.</summary>
    async Task<int> RecountAsync(IServiceProvider services, CancellationToken ct)
    {
        var (db, book, now) = (services.GetRequiredService<AssessmentDb>(), services.GetRequiredService<DeadlineBook>(), clock.GetUtcNow());
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
            var contacts = await ContactsAsync(db, district.Key, ct);
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
    async Task<int> MissAsync(IServiceProvider services, CancellationToken ct)
    {
        var (db, now) = (services.GetRequiredService<AssessmentDb>(), clock.GetUtcNow());
        var due = await db.Set<ReplyDeadline>().FromSql($"""
            select d.*, d.xmin from reply_deadlines d left join district_clocks c on c.district = d.district
            where d.due <= {now} and d.open and not d.held and d.overdue_at is null and d.clock_version >= coalesce(c.clock_version, 0)
            order by d.due limit {Batch} for update of d skip locked
            """).ToListAsync(ct);
        foreach (var deadline in due) db.Enqueue(deadline.Miss(now));
        await db.SaveChangesAsync(ct);
        return due.Count;
    }

    /// <summary>A new holiday notice becomes known only when the service starts, so deadlines it may move are recounted then.</summary>
    Task<int> RenewAsync(CancellationToken ct) => InScopeAsync(
        (services, token) => services.GetRequiredService<AssessmentDb>().Database.ExecuteSqlAsync($"""
            update reply_deadlines d set clock_version = -1
            where d.open and d.overdue_at is null and exists (select from reply_counts c where c.deadline_id = d.id and c.provisional)
            """, token),
        ct);

    async Task<TimeSpan> PauseAsync(CancellationToken ct)
    {
        await using var scope = Scope();
        var db = scope.ServiceProvider.GetRequiredService<AssessmentDb>();
        var next = await db.Set<ReplyDeadline>().Where(d => d.Open && !d.Held && d.OverdueAt == null).MinAsync(d => (DateTimeOffset?)d.Due, ct);
        var pause = (next ?? DateTimeOffset.MaxValue) - clock.GetUtcNow();
        return pause < Breath ? Breath : pause < LongestPause ? pause : LongestPause;
    }

    static async Task<ILookup<string, Guid>> ContactsAsync(AssessmentDb db, string district, CancellationToken ct) =>
        (await db.Set<UnitContact>().AsNoTracking().Where(c => c.District == district && c.Active).OrderBy(c => c.UserId).ToListAsync(ct))
        .ToLookup(c => c.Unit, c => c.UserId);

    async Task<int> InScopeAsync(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken ct)
    {
        await using var scope = Scope();
        var db = scope.ServiceProvider.GetRequiredService<AssessmentDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var count = await work(scope.ServiceProvider, ct);
        await transaction.CommitAsync(ct);
        return count;
    }

    AsyncServiceScope Scope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        return scope;
    }

    [LoggerMessage(LogLevel.Warning, "Deadlines could not be checked; retrying shortly")]
    partial void Failed(Exception e);
}
