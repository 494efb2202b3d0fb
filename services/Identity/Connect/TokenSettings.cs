namespace Supervision.Identity.Connect;

/// <summary>Section <c>Tokens</c>: lifetimes of what the server issues.</summary>
internal sealed class TokenSettings
{
    public TimeSpan Access { get; init; } = TimeSpan.FromMinutes(8);

    public TimeSpan AuthorizationCode { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Lifetime of an unused refresh token; each use starts it anew.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Lifetime of an unused browser session at the server.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Maximum lifetime of a session and everything granted in it, even if it is in use.</summary>
    public TimeSpan SessionAtMost { get; init; } = TimeSpan.FromDays(30);

    internal TimeSpan Longest => new[] { Access, AuthorizationCode, Refresh }.Max();

    internal bool AreUsable => Access > TimeSpan.Zero && AuthorizationCode > TimeSpan.Zero && Refresh >= Access && Session > TimeSpan.Zero && SessionAtMost >= Session;
}
