using Npgsql;
using Supervision.Persistence;

namespace Supervision.Notifications.Streams;

/// <summary>
/// Signals every copy of the service, by PostgreSQL's NOTIFY, that some inbox changed. The signal carries no data and is sent after the commit on a
/// connection of its own, one for many commits: inside the transaction it would make commits wait for each other. A lost signal only costs the length
/// of a poll.
/// </summary>
internal sealed class InboxChanges(NpgsqlDataSource source) : IDueWork
{
    public const string Name = "inbox_changed";
    public static readonly Pace Pace = Pace.WhenWoken(TimeSpan.FromMilliseconds(20));

    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand($"notify {Name}");
        await command.ExecuteNonQueryAsync(ct);
        return 0;
    }
}

/// <summary>Listens for the signals of all copies, as long as the connection holds.</summary>
internal sealed class InboxListener(NpgsqlDataSource source, StreamHub hub) : IDueWork
{
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, _) => hub.Changes.Set();
        await using var command = new NpgsqlCommand($"listen {InboxChanges.Name}", connection);
        await command.ExecuteNonQueryAsync(ct);
        hub.Changes.Set(); // catch up on signals sent while nobody listened
        while (true) await connection.WaitAsync(ct);
    }
}
