namespace Supervision.Messaging.Broker;

/// <summary>Pause before a retry: doubles from 0.1 s to 5 s, with a random part so that instances do not all retry at once.</summary>
internal static class Pause
{
    const double Longest = 5000;

    public static TimeSpan After(int failures)
    {
        var milliseconds = Math.Min(Longest, 50 * Math.Pow(2, Math.Min(failures, 10)));
        return TimeSpan.FromMilliseconds(milliseconds * (0.5 + Random.Shared.NextDouble() / 2));
    }
}
