using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Supervision.Gateway.Callers;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Gateway.Sessions;

/// <summary>Endpoints of the browser's session: by them a page signs its user in and out and learns who the user is.</summary>
internal static class BffEndpoints
{
    public static void MapBff(this IEndpointRouteBuilder app)
    {
        var bff = app.MapGroup("/bff").ExcludeFromDescription();
        bff.MapGet("/login", Login).AllowAnonymous().RequireRateLimiting(Limits.SignIn);
        bff.MapMethods("/logout", ["GET", "POST"], Logout).AllowAnonymous().RequireRateLimiting(Limits.SignIn);
        bff.MapGet("/user", User);
        bff.MapPost("/backchannel-logout", BackchannelLogoutAsync).AllowAnonymous().DisableAntiforgery();
    }

    static async Task<ChallengeHttpResult> Login(IdentityProvider identity, string? returnUrl, string? language, CancellationToken ct)
    {
        if (!IsLocal(returnUrl ?? "/")) throw new RequestProblem(StatusCodes.Status400BadRequest, "signin.return_url");
        await identity.RequireAsync(ct);
        var properties = new AuthenticationProperties { RedirectUri = returnUrl ?? "/" };
        properties.SetParameter(PortalSignIn.LanguageParameter, language);
        return TypedResults.Challenge(properties, [PortalSignIn.SchemeName]);
    }

    static IResult Logout(HttpContext context)
    {
        if (!CrossSiteGuard.ComesFromOwnPage(context.Request)) throw new RequestProblem(StatusCodes.Status403Forbidden, "csrf.required");
        if (!context.HasSession()) return TypedResults.LocalRedirect("~/?signed-out");
        return TypedResults.SignOut(new AuthenticationProperties { RedirectUri = "/?signed-out" }, [SessionCookies.SchemeName, PortalSignIn.SchemeName]);
    }

    static Results<Ok<SessionView>, UnauthorizedHttpResult> User(HttpContext context) =>
        SessionCookies.Ticket(context) is { } ticket ? TypedResults.Ok(SessionView.For(ticket)) : TypedResults.Unauthorized();

    static async Task<IResult> BackchannelLogoutAsync([FromForm(Name = "logout_token")] string? token, BackchannelLogout logout, CancellationToken ct) =>
        token is { Length: > 0 and < 8192 } && await logout.ObeyAsync(token, ct)
            ? TypedResults.Ok()
            : ProblemExtensions.Problem(StatusCodes.Status400BadRequest, "signout.token");

    /// <summary>Whether it is a path that no browser could read as another site's: no scheme, no <c>//host</c>, no <c>/\host</c>.</summary>
    internal static bool IsLocal(string url) =>
        url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && url.Length <= 2000
        && !url.Contains('\\') && !url.Any(char.IsControl);
}

/// <summary>The signed-in user, as the provider described them at sign-in.</summary>
/// <param name="Roles">Role names within the body.</param>
/// <param name="ExpiresAt">When the session ends if no request comes before.</param>
/// <param name="EndsAt">When it ends in any case.</param>
internal sealed record SessionView(
    string Id, string? Name, string? District, string? Body, string? Tenant, IReadOnlyList<string> Roles, string? Unit,
    DateTimeOffset? ExpiresAt, DateTimeOffset? EndsAt)
{
    public static SessionView For(AuthenticationTicket ticket)
    {
        var user = ticket.Principal;
        var (expires, ends) = (ticket.Properties.ExpiresUtc, SessionTimes.Ends(ticket.Properties));
        return new SessionView(
            user.FindFirstValue("sub")!, user.FindFirstValue("name"), user.FindFirstValue("district"), user.FindFirstValue("body"),
            user.FindFirstValue("tenant"), [.. user.FindAll("role").Select(role => role.Value)], user.FindFirstValue("unit"),
            expires > ends ? ends : expires, ends);
    }
}
