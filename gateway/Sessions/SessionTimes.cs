using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace Supervision.Gateway.Sessions;

/// <summary>Instants stored in a session's properties.</summary>
internal static class SessionTimes
{
    /// <summary>When the session ends, even if it is in use.</summary>
    public const string EndsKey = "session.ends";

    const string TokenExpiry = "expires_at";

    public static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Ends(AuthenticationProperties properties) => Parse(properties.Items.TryGetValue(EndsKey, out var text) ? text : null);

    /// <summary>When the access token expires.</summary>
    public static DateTimeOffset TokenEnds(AuthenticationTicket ticket) => Parse(ticket.Properties.GetTokenValue(TokenExpiry)) ?? DateTimeOffset.MinValue;

    static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
