namespace Supervision.AppHost.Native.Running;

/// <summary>How one kind of resource is brought up and looked after.</summary>
internal interface ILaunch
{
    /// <summary>The signal that asks it to end in good order.</summary>
    int StopSignal { get; }

    /// <summary>The signal that stands for a crash in tests.</summary>
    int CrashSignal { get; }

    /// <summary>Where it keeps its data, if it keeps any.</summary>
    string? Home { get; }

    TimeSpan StopPatience { get; }

    /// <summary>Makes ready what must be there before a start, each time.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>The processes to start: helpers first, the resource itself last.</summary>
    IReadOnlyList<ProcessPlan> Plan();

    Task<bool> IsHealthyAsync(CancellationToken cancellationToken);

    /// <summary>Whether a line of its log belongs on the operator's screen.</summary>
    bool IsWorthShowing(string line);
}
