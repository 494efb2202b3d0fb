using Microsoft.AspNetCore.Authentication;

namespace Supervision.Gateway.Sessions;

internal static class SessionCookies
{
    /// <summary>The authentication scheme of browsers' sessions.</summary>
    public const string SchemeName = "session";

    public const string Session = "__Host-supervision";

    public const string Correlation = "supervision-portal-correlation.";

    public const string Nonce = "supervision-portal-nonce.";

    /// <summary>Whether a cookie belongs to the gateway and must not reach any service.</summary>
    public static bool IsOurs(ReadOnlySpan<char> name) =>
        name.StartsWith(Session, StringComparison.OrdinalIgnoreCase) || name.StartsWith("supervision-portal-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this request's caller is identified by the session's cookie.</summary>
    public static bool HasSession(this HttpContext context) => Ticket(context) is not null;

    /// <summary>The access token of the request's session; null if the caller sent their own token, or none.</summary>
    public static string? SessionToken(this HttpContext context) => Ticket(context)?.Properties.GetTokenValue("access_token");

    /// <summary>When the token that identifies this request's caller expires, be it the session's or the caller's own.</summary>
    public static DateTimeOffset? TokenEnds(this HttpContext context) => Ticket(context) is { } session
        ? SessionTimes.TokenEnds(session)
        : context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;

    public static AuthenticationTicket? Ticket(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket is { AuthenticationScheme: SchemeName } ticket ? ticket : null;
}
