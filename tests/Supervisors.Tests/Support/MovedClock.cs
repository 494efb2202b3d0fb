namespace Supervision.Supervisors.Tests.Support;

/// <summary>The current time with an offset.</summary>
internal sealed class MovedClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
