using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Supervision.Notifications.Data;

namespace Supervision.Notifications.Streams;

/// <summary>
/// Signals every copy of the service, by PostgreSQL's NOTIFY, that some inbox changed. The signal carries no data and is sent after the commit on a
/// connection of its own, one for many commits: inside the transaction it would make commits wait for each other. A lost signal only costs the length
/// of a poll.
/// </summary>
internal sealed class InboxChanges(NpgsqlDataSource source, StreamHub hub, TimeProvider clock, ILogger<InboxChanges> log)
    : BackgroundService, IDbTransactionInterceptor
{
    const string Name = "inbox_changed";
    static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly Signal _committed = new();

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => _committed.Set();

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        TransactionCommitted(transaction, eventData);
        return Task.CompletedTask;
    }

    public override void Dispose()
    {
        _committed.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepAsync(SendAsync, stoppingToken), KeepAsync(ListenAsync, stoppingToken));

    async Task SendAsync(CancellationToken ct)
    {
        while (await _committed.WaitAsync(Timeout.InfiniteTimeSpan, ct))
        {
            await using var command = source.CreateCommand($"notify {Name}");
            await command.ExecuteNonQueryAsync(ct);
            await Task.Delay(Spacing, clock, ct);
        }
    }

    async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, _) => hub.Look();
        await using var command = new NpgsqlCommand($"listen {Name}", connection);
        await command.ExecuteNonQueryAsync(ct);
        hub.Look(); // catch up on signals sent while nobody listened
        while (true) await connection.WaitAsync(ct);
    }

    async Task KeepAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await work(ct);
            }
            catch (Exception e) when (e.IsOfDatabase())
            {
                log.LogWarning(e, "Signals between copies are interrupted; open streams are served by polling.");
                await Task.Delay(Pause, clock, ct);
            }
        }
    }
}
