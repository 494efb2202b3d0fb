namespace Supervision.AppHost.Native.Running;

internal enum ResourceState
{
    Waiting,
    Starting,
    Healthy,
    Unhealthy,
    Finished,
    Restarting,
    Stopped,
    Failed,
}

/// <summary>The state of every resource, and a way to wait until it is as wanted.</summary>
internal sealed class StateBoard(IEnumerable<string> resources)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceState> _states = resources.ToDictionary(name => name, _ => ResourceState.Waiting);
    private TaskCompletionSource _changed = NewSignal();
    private Exception? _failure;

    public event Action<string, ResourceState>? Changed;

    public ResourceState this[string resource]
    {
        get
        {
            lock (_gate) return _states[resource];
        }
    }

    public IReadOnlyDictionary<string, ResourceState> All
    {
        get
        {
            lock (_gate) return new Dictionary<string, ResourceState>(_states);
        }
    }

    public void Set(string resource, ResourceState state)
    {
        lock (_gate)
        {
            if (_states[resource] == state) return;
            _states[resource] = state;
            Pulse();
        }

        Changed?.Invoke(resource, state);
    }

    /// <summary>Ends the waiting of everyone who waits, now and later: the start has failed for good.</summary>
    public void Fail(Exception failure)
    {
        lock (_gate)
        {
            _failure ??= failure;
            Pulse();
        }
    }

    public async Task UntilAsync(Func<IReadOnlyDictionary<string, ResourceState>, bool> wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (wanted(_states)) return;
                if (_failure is not null) throw new HostException(_failure.Message, _failure);
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Pulse()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
