using System.Buffers.Binary;
using Npgsql;

namespace Supervision.Messaging.Inbox;

/// <summary>Records which message has had its effect in which consumer.</summary>
internal static class InboxTable
{
    // As in inbox_maintain.
    const int MonthsKept = 7;
    const int MonthsAhead = 3;

    /// <summary>
    /// Inserts the entries and returns those that were new; the others' messages already had their effect. Waits while another process is inserting
    /// the same entry.
    /// </summary>
    public static async Task<HashSet<(Guid Message, string Consumer)>> NoteAsync(
        NpgsqlConnection connection, IReadOnlyCollection<(Guid Message, string Consumer)> notes, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "insert into inbox (message_id, consumer) select * from unnest($1, $2) on conflict do nothing returning message_id, consumer", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid[]> { TypedValue = [.. notes.Select(note => note.Message)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. notes.Select(note => note.Consumer)] },
            },
        };
        var added = new HashSet<(Guid, string)>(notes.Count);
        await command.PrepareAsync(ct); // once per connection of the pool
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) added.Add((reader.GetGuid(0), reader.GetString(1)));
        return added;
    }

    /// <summary>Whether a second delivery of this message would be noticed: its id is a UUIDv7 of a month that has a partition.</summary>
    public static bool Remembers(Guid message, DateTimeOffset now)
    {
        if (message.Version != 7) return false;
        Span<byte> bytes = stackalloc byte[16];
        message.TryWriteBytes(bytes, bigEndian: true, out _);
        var origin = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16);
        var months = (now.UtcDateTime.Year - origin.UtcDateTime.Year) * 12 + now.UtcDateTime.Month - origin.UtcDateTime.Month;
        return months is >= -MonthsAhead and <= MonthsKept;
    }
}
