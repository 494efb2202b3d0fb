namespace Supervision.Supervisors.Tests.Support;

/// <summary>The present, moved.</summary>
internal sealed class MovedClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
