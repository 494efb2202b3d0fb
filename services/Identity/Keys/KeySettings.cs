namespace Supervision.Identity.Keys;

/// <summary>Section <c>Keys</c>: how the server's keys are rotated.</summary>
internal sealed class KeySettings
{
    /// <summary>How long new tokens are made with one key.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long a key is published before its first use, so that every reader of the key set has it in time.</summary>
    public TimeSpan Ahead { get; init; } = TimeSpan.FromDays(2);

    /// <summary>How often a running instance looks for keys created by others.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromMinutes(1);

    internal bool AreUsable => Refresh > TimeSpan.Zero && Ahead > Refresh && Lifetime > Ahead;
}
