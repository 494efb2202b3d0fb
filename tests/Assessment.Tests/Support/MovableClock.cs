namespace Supervision.Assessment.Tests.Support;

/// <summary>
/// A clock shared by several copies of the service that can be set forward; timers run normally, so every copy notices within its pause.
/// </summary>
public sealed class MovableClock : TimeProvider
{
    long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <summary>Sets the current instant.</summary>
    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref _ahead, (now - base.GetUtcNow()).Ticks);
}
