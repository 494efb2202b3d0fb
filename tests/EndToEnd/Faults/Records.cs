using System.Globalization;
using Npgsql;
using Supervision.Testing;

namespace Supervision.EndToEnd.Faults;

/// <summary>A transferred clue as stored in cluesdb.</summary>
/// <param name="Number">The letter's number in its year.</param>
/// <param name="Entries">Number of transfers in its history.</param>
internal sealed record TransferRecord(Guid Clue, string District, string Letter, int Number, bool IsReceived, long Entries);

/// <summary>A line in somebody's inbox as stored in notificationsdb.</summary>
internal sealed record InboxLine(Guid Clue, Guid User, string Kind, Guid Event);

/// <summary>Content of databases and broker, read as their owner, bypassing the services.</summary>
internal static class Records
{
    private static readonly string[] Databases = ["identitydb", "cluesdb", "notificationsdb"];
    private static readonly string[] DeadLetterQueues = ["clues_error", "notifications_error"];

    public static Task<IReadOnlyList<TransferRecord>> TransfersAsync(TestHost host) => QueryAsync(
        host,
        "cluesdb",
        """
        select id, district, letter_number, received_at is not null, (select count(*) from clue_events e where e.clue_id = c.id and e.kind = 'Transferred')
        from clues c where letter_number is not null
        """,
        row => new TransferRecord(row.GetGuid(0), row.GetString(1), row.GetString(2), NumberOf(row.GetString(2)), row.GetBoolean(3), row.GetInt64(4)));

    /// <summary>People's notifications of transfers and receipts.</summary>
    public static Task<IReadOnlyList<InboxLine>> InboxLinesAsync(TestHost host) => QueryAsync(
        host,
        "notificationsdb",
        """
        select replace(link, '/clues/', '')::uuid, user_id, kind, id
        from notifications where kind in ('clue.awaiting_receipt', 'clue.transferred', 'clue.received')
        """,
        row => new InboxLine(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetGuid(3)));

    /// <summary>People whose inbox has a gap, or a counter that differs from the inbox.</summary>
    public static Task<IReadOnlyList<Guid>> UnevenInboxesAsync(TestHost host) => QueryAsync(
        host,
        "notificationsdb",
        """
        select user_id from inbox_counters full join (select user_id, count(*) as lines, max(position) as top from notifications group by user_id) told using (user_id)
        where (lines, top) is distinct from (last_position, last_position)
        """,
        row => row.GetGuid(0));

    /// <summary>How often a message's effect through a consumer is recorded.</summary>
    public static async Task<long> EffectsAsync(TestHost host, string database, Guid message, string consumer) => (await QueryAsync(
        host, database, $"select count(*) from inbox where message_id = '{message}' and consumer = '{consumer}'", row => row.GetInt64(0)))[0];

    public static async Task<bool> KnowsAsync(TestHost host, string database, Guid person) =>
        (await QueryAsync(host, database, $"select 1 from people where user_id = '{person}'", _ => true)).Count is 1;

    /// <summary>Rows that no relay has published yet, in any database.</summary>
    public static async Task<IReadOnlyList<string>> OutboxAsync(TestHost host)
    {
        var rows = new List<string>();
        foreach (var database in Databases)
        {
            rows.AddRange(await QueryAsync(
                host,
                database,
                "select type, attempts, last_error from outbox",
                row => $"{database}: {row.GetString(0)}, {row.GetInt32(1)} attempts {(row.IsDBNull(2) ? "" : row.GetString(2))}"));
        }

        return rows;
    }

    /// <summary>Waits until every sample account is known to both services, which learn of people from events.</summary>
    public static async Task UntilPeopleAreKnownAsync(FaultPlatform platform)
    {
        foreach (var database in new[] { "cluesdb", "notificationsdb" })
        {
            await Eventually.EmptyAsync<Guid>($"people unknown in {database}", async () =>
                [.. platform.Accounts.Accounts.Select(account => account.UserId).Except(await QueryAsync(platform.Host, database, "select user_id from people", row => row.GetGuid(0)))]);
        }
    }

    public static async Task<IReadOnlyList<string>> DeadLettersAsync(TestHost host)
    {
        await using var broker = await BrokerTap.OpenAsync(host);
        var found = new List<string>();
        foreach (var queue in DeadLetterQueues)
        {
            if (await broker.CountAsync(queue) is > 0 and var count) found.Add($"{count} in {queue}");
        }

        return found;
    }

    public static async Task ExecuteAsync(TestHost host, string database, string statement)
    {
        await using var connection = await OpenAsync(host, database);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<IReadOnlyList<T>> QueryAsync<T>(TestHost host, string database, string statement, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = await OpenAsync(host, database);
        await using var command = new NpgsqlCommand(statement, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    private static async Task<NpgsqlConnection> OpenAsync(TestHost host, string database)
    {
        var connection = new NpgsqlConnection($"{host.ConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>12 of 〔2026〕12号.</summary>
    private static int NumberOf(string letter) =>
        int.Parse(letter[(letter.IndexOf('〕', StringComparison.Ordinal) + 1)..letter.IndexOf('号', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
}
