using System.Buffers.Binary;

namespace Supervision.Messaging;

/// <summary>
/// Message ids: UUIDv7 that increase within a process, even within a millisecond. EF Core inserts the rows of one save in the order of their
/// keys, so events enqueued together are stored in the outbox in the order of these ids.
/// </summary>
public static class MessageIds
{
    static readonly Lock Turn = new();
    static Guid _last;

    public static Guid Next()
    {
        lock (Turn)
        {
            var id = Guid.CreateVersion7();
            return _last = id.CompareTo(_last) > 0 ? id : After(_last);
        }
    }

    /// <summary>The next higher id; of its 62 random bits only the lowest ever change.</summary>
    static Guid After(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) + 1);
        return new Guid(bytes, bigEndian: true);
    }
}
