using Npgsql;

namespace Supervision.Messaging.Outbox;

/// <summary>A row claimed by the relay, with the result of publishing it.</summary>
internal sealed record ClaimedRow(
    long Position, Guid Id, string Exchange, string RoutingKey, string Type, string ContentType, Guid PartitionKey, string District, string? Body,
    byte[] Payload, string? TraceParent, string? TraceState, DateTimeOffset EnqueuedAt, int Attempts)
{
    public bool Published { get; set; }

    /// <summary>Why the broker did not accept this row; null also for a row not sent because an earlier one failed.</summary>
    public Exception? Failure { get; set; }
}

/// <summary>
/// One batch of the outbox, in a transaction that stays open until the broker has confirmed. The transaction holds the relay's lock: the relays
/// of several instances take turns batch by batch, so none overtakes another within an aggregate, and a relay that dies releases its batch
/// with its connection. The lock is the lease; the server ends it after <see cref="LeaseSeconds"/> without a statement.
/// </summary>
internal sealed class OutboxBatch : IAsyncDisposable
{
    public const int LeaseSeconds = 30;

    // If a crash loses the deletion, the rows are only sent again and the inbox drops them, so the commit need not wait for the disk. The table can
    // grow from empty to a backlog faster than its statistics are updated; only plans that use its indexes stay fast then.
    const string Begin = """
        select set_config('app.district', '*', true), set_config('app.body', 'service', true), set_config('synchronous_commit', 'off', true),
            set_config('idle_in_transaction_session_timeout', '30s', true), set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)
        """;

    const string Lock = "select pg_advisory_xact_lock(hashtext('outbox'))";

    const string Claim = """
        with waiting as materialized (select partition_key, min(position) as position from outbox where next_attempt > now() group by partition_key)
        select position, id, exchange, routing_key, type, content_type, partition_key, district, body, payload, trace_parent, trace_state, enqueued_at, attempts
        from outbox o
        where (next_attempt is null or next_attempt <= now())
            and not exists (select from waiting w where w.partition_key = o.partition_key and w.position < o.position)
        order by position limit $1
        """;

    readonly NpgsqlConnection _connection;
    readonly NpgsqlTransaction _transaction;

    OutboxBatch(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<ClaimedRow> rows) =>
        (_connection, _transaction, Rows) = (connection, transaction, rows);

    public IReadOnlyList<ClaimedRow> Rows { get; }

    public static async Task<OutboxBatch> ClaimAsync(NpgsqlDataSource source, int limit, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            await using var batch = new NpgsqlBatch(connection, transaction)
            {
                BatchCommands = { new(Begin), new(Lock), new(Claim) { Parameters = { new NpgsqlParameter<int> { TypedValue = limit } } } },
            };
            await batch.PrepareAsync(ct); // once per connection of the pool
            await using var reader = await batch.ExecuteReaderAsync(ct);
            await reader.NextResultAsync(ct);
            await reader.NextResultAsync(ct);
            var rows = new List<ClaimedRow>();
            while (await reader.ReadAsync(ct)) rows.Add(Read(reader));
            return new OutboxBatch(connection, transaction, rows);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deletes the published rows, records attempts and errors of the refused ones, and ends the lease.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(_connection, _transaction);
        var published = Rows.Where(row => row.Published).Select(row => row.Position).ToArray();
        if (published.Length > 0)
            batch.BatchCommands.Add(new("delete from outbox where position = any ($1)") { Parameters = { new NpgsqlParameter<long[]> { TypedValue = published } } });
        foreach (var row in Rows.Where(row => row.Failure is not null))
            batch.BatchCommands.Add(Postpone(row, row.Failure!));
        if (batch.BatchCommands.Count > 0)
        {
            await batch.PrepareAsync(ct);
            await batch.ExecuteNonQueryAsync(ct);
        }

        await _transaction.CommitAsync(ct);
    }

    /// <summary>Half a second after the first failure, doubled at each further one, at most five minutes.</summary>
    internal static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(300, 0.5 * Math.Pow(2, Math.Min(attempts, 20))));

    static NpgsqlBatchCommand Postpone(ClaimedRow row, Exception failure) =>
        new("update outbox set attempts = attempts + 1, next_attempt = clock_timestamp() + $1, last_error = $2 where position = $3")
        {
            Parameters =
            {
                new NpgsqlParameter<TimeSpan> { TypedValue = Backoff(row.Attempts) },
                new NpgsqlParameter<string> { TypedValue = failure.Message },
                new NpgsqlParameter<long> { TypedValue = row.Position },
            },
        };

    static ClaimedRow Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetGuid(6),
        reader.GetString(7), Text(reader, 8), reader.GetFieldValue<byte[]>(9), Text(reader, 10), Text(reader, 11),
        reader.GetFieldValue<DateTimeOffset>(12), reader.GetInt32(13));

    static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
