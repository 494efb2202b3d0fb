namespace Supervision.Persistence;

/// <summary>How often a job looks for work.</summary>
public sealed record Pace
{
    /// <summary>Until the first look, unless something happens before: a start's processor time goes to what people wait for.</summary>
    static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(3);

    static readonly TimeSpan WhenQuiet = TimeSpan.FromSeconds(30);

    /// <summary>Pause after a change: the latency of the job, and how often it looks while much is going on.</summary>
    public required TimeSpan Shortest { get; init; }

    /// <summary>What the pause grows to while nothing happens; infinite if the job looks only when woken.</summary>
    public required TimeSpan Longest { get; init; }

    /// <summary>Pause before the first look.</summary>
    public TimeSpan First { get; init; }

    /// <summary>Longest pause while what the job needs beside the database is away (<see cref="UnavailableException"/>).</summary>
    public TimeSpan LongestAway { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause between two batches, by the time the last one took.</summary>
    public Func<TimeSpan, TimeSpan> Rest { get; init; } = _ => TimeSpan.Zero;

    /// <summary>How many runs there may be at the same time in one process.</summary>
    public int Lanes { get; init; } = 1;

    /// <summary>Whether a change wakes the job.</summary>
    public bool IsWoken { get; init; } = true;

    /// <summary>What wakes the job; commits of this process by default.</summary>
    public WakeUp? WokenBy { get; init; }

    /// <summary>
    /// Looks at a change in this process, and by the clock: at first as often as after a change, ever more rarely as long as nothing
    /// happens. Changes of other copies wake those; for whatever nobody was woken, the longest pause is the latency.
    /// </summary>
    public static Pace WhenDue(TimeSpan shortest, TimeSpan? longest = null) =>
        new() { Shortest = shortest, Longest = longest ?? (shortest > WhenQuiet ? shortest : WhenQuiet), First = AfterStart };

    /// <summary>Looks once in each interval.</summary>
    /// <param name="atStart">Whether for the first time at the start, rather than after one interval.</param>
    public static Pace Every(TimeSpan interval, bool atStart = false) =>
        new() { Shortest = interval, Longest = interval, First = atStart ? TimeSpan.Zero : interval, IsWoken = false };

    /// <summary>Looks only when woken, at most once in each <paramref name="spacing"/>, or at the instant the job named.</summary>
    public static Pace WhenWoken(TimeSpan spacing, WakeUp? by = null) =>
        new() { Shortest = spacing, Longest = Timeout.InfiniteTimeSpan, WokenBy = by };
}
