using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Supervision.Notifications.Data;
using Supervision.Notifications.Deliveries;
using Supervision.Persistence;

namespace Supervision.Notifications.Inbox;

/// <summary>Section <c>Notifications:Retention</c>.</summary>
internal sealed class RetentionSettings
{
    public const string Section = "Notifications:Retention";

    /// <summary>How long a notification is kept after it was read. Unread ones are kept.</summary>
    [Range(1, 36500)]
    public int Days { get; init; } = 365;

    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);
}

/// <summary>Deletes notifications read long ago. Copies of the service share the work: each takes rows no other has taken.</summary>
internal sealed class Retention(
    IServiceScopeFactory scopes, IOptions<RetentionSettings> settings, IOptions<DeliverySettings> deliveries, TimeProvider clock, ILogger<Retention> log) : BackgroundService
{
    const int Batch = 5000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Value.Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ClearAsync(stoppingToken);
                await ClearRecordsAsync(stoppingToken);
            }
            catch (Exception e) when (e.IsOfDatabase())
            {
                log.LogWarning(e, "Old notifications could not be deleted; the next round tries again.");
            }
        }
    }

    internal async Task<int> ClearAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        var before = clock.GetUtcNow().AddDays(-settings.Value.Days);
        for (var total = 0; ;)
        {
            var cleared = await db.Database.ExecuteSqlAsync($"""
                delete from notifications where (user_id, position) in (
                    select user_id, position from notifications where read_at < {before} limit {Batch} for update skip locked)
                """, ct);
            total += cleared;
            if (cleared < Batch) return total;
        }
    }

    /// <summary>Deletes old records of outside deliveries; parked ones stay until somebody has dealt with them.</summary>
    internal async Task ClearRecordsAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        var before = clock.GetUtcNow().AddDays(-deliveries.Value.KeepDays);
        foreach (var table in (string[])["deliveries", "webhook_messages"])
        {
            var statement = $$"""
                delete from {{table}} where id in (select id from {{table}} where done_at < {0} and status in (1, 2) limit {1} for update skip locked)
                """;
            while (await db.Database.ExecuteSqlRawAsync(statement, [before, Batch], ct) == Batch) { }
        }

        while (await db.Database.ExecuteSqlAsync($"""
            delete from digests where id in (select id from digests where created_at < {before} limit {Batch} for update skip locked)
            """, ct) == Batch) { }
    }
}
