using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Supervision.Messaging.Consumers;

/// <summary>The channel deliveries came over, which is also the only one they can be acknowledged on.</summary>
internal sealed class ConsumedChannel(IChannel channel) : IDisposable
{
    readonly SortedSet<ulong> _outstanding = [];
    readonly Lock _lock = new();
    readonly CancellationTokenSource _lost = new();

    /// <summary>Cancelled when the channel is gone: the broker delivers what was not acknowledged again.</summary>
    public CancellationToken Lost => _lost.Token;

    public void Arrived(ulong tag)
    {
        lock (_lock) _outstanding.Add(tag);
    }

    public void Lose() => _lost.Cancel();

    /// <summary>With one frame for all up to the first message that is still being worked on.</summary>
    public async Task AcknowledgeAsync(IReadOnlyCollection<ulong> tags, CancellationToken ct)
    {
        ulong? upTo = null;
        var single = new List<ulong>();
        lock (_lock)
        {
            _outstanding.ExceptWith(tags);
            foreach (var tag in tags)
            {
                if (_outstanding.Count > 0 && tag > _outstanding.Min) single.Add(tag);
                else if (upTo is null || tag > upTo) upTo = tag;
            }
        }

        try
        {
            if (upTo is { } all) await channel.BasicAckAsync(all, multiple: true, ct);
            foreach (var tag in single) await channel.BasicAckAsync(tag, multiple: false, ct);
        }
        catch (Exception e) when (e is AlreadyClosedException or OperationInterruptedException or ObjectDisposedException)
        {
            // The messages come again over the next channel, and the inbox knows them.
            Lose();
        }
    }

    public void Dispose() => _lost.Dispose();
}
