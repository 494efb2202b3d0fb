namespace Supervision.Gateway.Sessions;

/// <summary>A browser signed in. What it holds (claims, tokens) can be read only with the key in that browser's cookie.</summary>
internal sealed class Session
{
    /// <summary>SHA-256 of the key; the key itself is nowhere but in the cookie.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>Whose session, as the provider names them (<c>sub</c>).</summary>
    public required string Subject { get; init; }

    /// <summary>The provider's session it came from (<c>sid</c>), by which the provider ends it.</summary>
    public string? ProviderSession { get; init; }

    public required byte[] Ticket { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends if nobody asks anything before.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>A logout token that was obeyed once, kept until it is too old to be sent again.</summary>
internal sealed class UsedLogoutToken
{
    /// <summary>The token's <c>jti</c>.</summary>
    public required string Id { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
