namespace Supervision.Assessment.Tests.Support;

/// <summary>A clock that several copies of the service share and that is set forward; timers run as they do, so everybody notices within their pause.</summary>
public sealed class MovableClock : TimeProvider
{
    long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <summary>It is this instant now.</summary>
    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref _ahead, (now - base.GetUtcNow()).Ticks);
}
