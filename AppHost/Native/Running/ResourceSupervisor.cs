using Aspire.Hosting.ApplicationModel;

namespace Supervision.AppHost.Native.Running;

/// <summary>Brings up one resource when its time has come, watches it, and brings it up again when it ends by itself.</summary>
internal sealed class ResourceSupervisor(
    Resource resource, ILaunch launch, bool endsByItself, StateBoard board, OwnProcesses own, HostOutput output)
{
    private const int HopelessAfter = 5;
    private static readonly TimeSpan StartingPulse = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan HealthyPulse = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly List<ChildProcess> _helpers = [];
    private TaskCompletionSource? _held;
    private ChildProcess? _process;
    private int _failures;
    private bool _wasHealthy;

    public string Name => resource.Name;

    public LogTail Log { get; } = new();

    public string? Home => launch.Home;

    /// <summary>The number of the resource's process, while it runs.</summary>
    public int? ProcessId => _process?.Id;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await board.UntilAsync(MayStart, cancellationToken);
            while (!cancellationToken.IsCancellationRequested)
            {
                await NotHeldAsync(cancellationToken);
                if (await RunOnceAsync(cancellationToken)) return;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops; StopAsync ends the process.
        }
        catch (HostException problem)
        {
            board.Set(Name, ResourceState.Failed);
            board.Fail(problem);
        }
    }

    /// <summary>Ends the resource as a crash would, and keeps it down until <see cref="Release"/>.</summary>
    public async Task CrashAndHoldAsync(CancellationToken cancellationToken)
    {
        lock (_gate) _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process?.Signal(launch.CrashSignal);
        await board.UntilAsync(states => states[Name] is ResourceState.Stopped, cancellationToken);
    }

    public void Release()
    {
        lock (_gate)
        {
            _held?.SetResult();
            _held = null;
        }
    }

    public async Task StopAsync()
    {
        if (_process is { } process) await process.StopAsync(launch.StopSignal, launch.StopPatience);
        foreach (var helper in _helpers) await helper.StopAsync(Posix.Terminate, TimeSpan.FromSeconds(2));
        if (board[Name] is not (ResourceState.Finished or ResourceState.Failed)) board.Set(Name, ResourceState.Stopped);
    }

    private bool MayStart(IReadOnlyDictionary<string, ResourceState> states) => resource.Waits.TrueForAll(wait =>
    {
        // A database is as far as its server is.
        var on = wait.On is PostgresDatabaseResource database ? database.Parent.Name : wait.On.Name;
        // A resource left out of this run is not waited for.
        if (!states.TryGetValue(on, out var state)) return true;
        return wait.Completion ? state is ResourceState.Finished : state is ResourceState.Healthy or ResourceState.Finished;
    });

    private async Task NotHeldAsync(CancellationToken cancellationToken)
    {
        Task? held;
        lock (_gate) held = _held?.Task;
        if (held is null) return;
        board.Set(Name, ResourceState.Stopped);
        await held.WaitAsync(cancellationToken);
    }

    /// <returns>Whether it has done its work and need not run again.</returns>
    private async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        board.Set(Name, ResourceState.Starting);
        await launch.PrepareAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        _process = StartProcesses();

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchHealthAsync(ended.Token);
        int exitCode;
        try
        {
            exitCode = await _process.Exited.WaitAsync(cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
        }

        await _process.KillAsync(); // whatever it started and left

        if (endsByItself && !IsHeld()) return Finish(exitCode);
        if (!IsHeld()) await PauseAsync(exitCode, cancellationToken);
        return false;
    }

    private ChildProcess StartProcesses()
    {
        var plans = launch.Plan();
        _helpers.RemoveAll(helper => helper.Exited.IsCompleted);
        if (_helpers.Count is 0) _helpers.AddRange(plans.SkipLast(1).Select(Start));
        return Start(plans[^1]);
    }

    private ChildProcess Start(ProcessPlan plan) => ChildProcess.Start(plan, own, line =>
    {
        Log.Add(line);
        if (launch.IsWorthShowing(line)) output.Log(Name, line);
    });

    private async Task WatchHealthAsync(CancellationToken cancellationToken)
    {
        if (endsByItself) return;
        try
        {
            while (true)
            {
                var healthy = await launch.IsHealthyAsync(cancellationToken);
                if (cancellationToken.IsCancellationRequested) return;
                if (healthy)
                {
                    _wasHealthy = true;
                    board.Set(Name, ResourceState.Healthy);
                }
                else if (board[Name] is ResourceState.Healthy)
                {
                    board.Set(Name, ResourceState.Unhealthy);
                }

                await Task.Delay(healthy ? HealthyPulse : StartingPulse, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process has ended; there is nothing left to watch.
        }
    }

    private bool Finish(int exitCode)
    {
        if (exitCode is not 0) throw Failure($"{Name} failed with exit code {exitCode}");
        board.Set(Name, ResourceState.Finished);
        return true;
    }

    private async Task PauseAsync(int exitCode, CancellationToken cancellationToken)
    {
        _failures = _wasHealthy ? 1 : _failures + 1;
        if (!_wasHealthy && _failures >= HopelessAfter) throw Failure($"{Name} does not start (exit code {exitCode})");

        _wasHealthy = false;
        var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, _failures - 1), LongestPause.TotalSeconds));
        board.Set(Name, ResourceState.Restarting);
        output.Say($"{Name} ended with exit code {exitCode}; it is started again in {pause.TotalSeconds:0} s");
        await Task.Delay(pause, cancellationToken);
    }

    private HostException Failure(string what)
    {
        output.Tail(Name, Log);
        return new HostException($"{what}; its last lines are above.");
    }

    private bool IsHeld()
    {
        lock (_gate) return _held is not null;
    }
}
