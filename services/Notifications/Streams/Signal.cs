namespace Supervision.Notifications.Streams;

/// <summary>Wakes one waiter; set several times before the waiter looks, it wakes it once.</summary>
internal sealed class Signal : IDisposable
{
    readonly SemaphoreSlim _turn = new(0);
    int _set;

    public void Set()
    {
        if (Interlocked.Exchange(ref _set, 1) == 0) _turn.Release();
    }

    /// <returns>False when it was not set in that time.</returns>
    public async Task<bool> WaitAsync(TimeSpan longest, CancellationToken ct)
    {
        var woken = await _turn.WaitAsync(longest, ct);
        if (woken) Volatile.Write(ref _set, 0);
        return woken;
    }

    public void Dispose() => _turn.Dispose();
}
