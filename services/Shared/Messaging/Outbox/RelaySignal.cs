using System.Threading.Channels;

namespace Supervision.Messaging.Outbox;

/// <summary>Wakes this process's relay. Signals that arrive while it works are merged into one.</summary>
internal sealed class RelaySignal
{
    readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public bool IsSet => _signals.Reader.Count > 0;

    public void Set() => _signals.Writer.TryWrite(true);

    /// <summary>Returns at a signal, or after <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        if (_signals.Reader.TryRead(out _)) return;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(atMost);
        try
        {
            await _signals.Reader.ReadAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Time to poll: for rows of other processes and rows whose next attempt is due.
        }
    }
}
