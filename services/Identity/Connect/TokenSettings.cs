namespace Supervision.Identity.Connect;

/// <summary>Section <c>Tokens</c>: how long what the server hands out is good for.</summary>
internal sealed class TokenSettings
{
    public TimeSpan Access { get; init; } = TimeSpan.FromMinutes(8);

    public TimeSpan AuthorizationCode { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Without use; each use begins anew.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Of a browser's session at the server, without use.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Of a session and all that was granted in it, however much it is used.</summary>
    public TimeSpan SessionAtMost { get; init; } = TimeSpan.FromDays(30);

    internal TimeSpan Longest => new[] { Access, AuthorizationCode, Refresh }.Max();

    internal bool AreUsable => Access > TimeSpan.Zero && AuthorizationCode > TimeSpan.Zero && Refresh >= Access && Session > TimeSpan.Zero && SessionAtMost >= Session;
}
