using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.Topics.Data;

namespace Supervision.Topics.Duties;

/// <summary>State of a duty item's deadline as published to others (R45).</summary>
/// <param name="Due">The first instant that is too late, UTC.</param>
/// <param name="Owner">Who has to meet it.</param>
internal readonly record struct DutyDeadline(DateTimeOffset Due, bool Open, Guid Owner)
{
    public const string Kind = "duty.item";
}

/// <summary>
/// At service start, publishes the deadlines of items open since before deadlines were published. Copies skip rows another one has locked; the item's
/// new version and the event commit together, so each is published once.
/// </summary>
internal sealed partial class DutyDeadlineStart(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DutyDeadlineStart> logger) : BackgroundService
{
    const int Batch = 50;

    static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await TellAsync(stoppingToken) < Batch) return;
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException { InnerException: DbException })
            {
                Failed(e);
                await Task.Delay(PauseAfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>How many were published.</returns>
    internal async Task<int> TellAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        var db = scope.ServiceProvider.GetRequiredService<TopicsDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var untold = await db.Set<DutyItem>().FromSql($"""
            select *, xmin from duty_items where deadline_version = 0 and status in ('Open', 'Underway') order by id limit {Batch} for update skip locked
            """).ToListAsync(ct);
        var topics = untold.Select(item => item.TopicId).ToList();
        var references = await db.Topics.Where(t => topics.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Reference, ct);
        foreach (var item in untold)
        {
            if (item.DeadlineSince(null, references[item.TopicId], clock.GetUtcNow()) is { } fact) db.Enqueue(fact);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return untold.Count;
    }

    [LoggerMessage(LogLevel.Warning, "Deadlines of duty items could not be published; retrying shortly")]
    partial void Failed(Exception e);
}

internal static class DutyDeadlineSecurity
{
    /// <summary>Lets the platform record that it published an item's deadline.</summary>
    public const string Declaration = """
        create policy platform_tells on duty_items for update using (app_serves(district)) with check (app_serves(district));
        """;
}
