namespace Supervision.Messaging.Broker;

/// <summary>How long to wait before trying again: doubling from a tenth of a second to five seconds, spread so that copies do not come all at once.</summary>
internal static class Pause
{
    const double Longest = 5000;

    public static TimeSpan After(int failures)
    {
        var milliseconds = Math.Min(Longest, 50 * Math.Pow(2, Math.Min(failures, 10)));
        return TimeSpan.FromMilliseconds(milliseconds * (0.5 + Random.Shared.NextDouble() / 2));
    }
}
