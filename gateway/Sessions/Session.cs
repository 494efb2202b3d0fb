namespace Supervision.Gateway.Sessions;

/// <summary>A signed-in browser's session. Its content (claims, tokens) can be read only with the key in that browser's cookie.</summary>
internal sealed class Session
{
    /// <summary>SHA-256 of the key; the key itself exists only in the cookie.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>The user, as the provider names them (<c>sub</c>).</summary>
    public required string Subject { get; init; }

    /// <summary>The provider's session it belongs to (<c>sid</c>); by it the provider ends this one.</summary>
    public string? ProviderSession { get; init; }

    public required byte[] Ticket { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends if no request comes before.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>A logout token that was used, kept until it is too old to be accepted again.</summary>
internal sealed class UsedLogoutToken
{
    /// <summary>The token's <c>jti</c>.</summary>
    public required string Id { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
