using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Extensions;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Supervision.Identity.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Supervision.Identity.Connect;

/// <summary>The decisions that the OpenID Connect server leaves to us; it validates each request before these are called.</summary>
internal static class ConnectEndpoints
{
    public const string AuthorizePath = "/connect/authorize";
    public const string TokenPath = "/connect/token";
    public const string EndSessionPath = "/connect/endsession";
    public const string UserInfoPath = "/connect/userinfo";
    const string Server = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void MapConnect(this IEndpointRouteBuilder app)
    {
        app.MapMethods(AuthorizePath, [HttpMethods.Get, HttpMethods.Post], Authorize);
        app.MapPost(TokenPath, Exchange);
        app.MapMethods(EndSessionPath, [HttpMethods.Get, HttpMethods.Post], EndSession);
        app.MapMethods(UserInfoPath, [HttpMethods.Get, HttpMethods.Post], (Delegate)UserInfo);
    }

    static async Task<IResult> Authorize(
        HttpContext context, SessionRegister sessions, IOpenIddictApplicationManager clients, IOpenIddictScopeManager scopes, TimeProvider clock, CancellationToken ct)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var signedIn = await sessions.FindAsync(context);
        if (signedIn is null || request.HasPromptValue(PromptValues.Login) || IsTooOld(signedIn, request, clock))
            return request.HasPromptValue(PromptValues.None) ? Refuse(Errors.LoginRequired, "The user has to sign in.") : AskToSignIn(context, request);

        var client = (Client)(await clients.FindByClientIdAsync(request.ClientId!, ct))!;
        var principal = TokenClaims.Of(signedIn);
        await principal.GrantAsync(request.GetScopes(), scopes, ct);
        principal.SetAuthorizationId(await sessions.GrantAsync(signedIn, client, request.GetScopes(), ct));
        return Results.SignIn(principal, authenticationScheme: Server);
    }

    static async Task<IResult> Exchange(
        HttpContext context, SessionRegister sessions, IOpenIddictApplicationManager clients, IOpenIddictScopeManager scopes, CancellationToken ct)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
        {
            var machine = TokenClaims.Of((Client)(await clients.FindByClientIdAsync(request.ClientId!, ct))!);
            await machine.GrantAsync(request.GetScopes(), scopes, ct);
            return Results.SignIn(machine, authenticationScheme: Server);
        }

        // A code or a refresh token: use the user's current state, not the state when the token was issued.
        var granted = (await context.AuthenticateAsync(Server)).Principal!;
        if (SessionRegister.SessionOf(granted) is not { } id || await sessions.FindAsync(id, ct) is not { } signedIn)
            return Refuse(Errors.InvalidGrant, "The session has ended.");

        var principal = TokenClaims.Of(signedIn);
        await principal.GrantAsync(granted.GetScopes(), scopes, ct);
        principal.SetAuthorizationId(granted.GetAuthorizationId());
        return Results.SignIn(principal, authenticationScheme: Server);
    }

    /// <summary>Ends the session of the client's id token; without such a token the user is asked.</summary>
    static async Task<IResult> EndSession(HttpContext context, SessionRegister sessions, CancellationToken ct)
    {
        var here = await sessions.FindAsync(context);
        var hinted = SessionRegister.SessionOf((await context.AuthenticateAsync(Server)).Principal);
        if (hinted is { } session) await sessions.EndAsync(session, ct);
        else if (here is not null)
            return Results.LocalRedirect(Address("/sign-out", context, context.GetOpenIddictServerRequest()!.UiLocales, RequestAddress(context)));

        if (hinted == here?.Session) await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.SignOut(
            new AuthenticationProperties { RedirectUri = $"{context.Request.PathBase}/signed-out" }, [Server]);
    }

    static async Task<IResult> UserInfo(HttpContext context)
    {
        var principal = (await context.AuthenticateAsync(Server)).Principal!;
        string[] shown = [Claims.Subject, Claims.Name, TokenClaims.District, TokenClaims.Body, TokenClaims.Tenant, TokenClaims.Unit];
        var claims = shown.Where(principal.HasClaim).ToDictionary(type => type, type => (object)principal.GetClaim(type)!);
        claims[Claims.Role] = principal.GetClaims(Claims.Role);
        return Results.Json(claims);
    }

    static bool IsTooOld(SignedIn signedIn, OpenIddictRequest request, TimeProvider clock) =>
        request.MaxAge is { } seconds && clock.GetUtcNow() - signedIn.AuthenticatedAt > TimeSpan.FromSeconds(seconds);

    /// <summary>Redirects to the sign-in page and from there back to this request, which then no longer demands a sign-in.</summary>
    static IResult AskToSignIn(HttpContext context, OpenIddictRequest request) =>
        Results.LocalRedirect(Address("/sign-in", context, request.UiLocales, RequestAddress(context, except: [Parameters.Prompt, Parameters.MaxAge])));

    static string RequestAddress(HttpContext context, params string[] except)
    {
        var request = context.Request;
        var parameters = request.HasFormContentType ? request.Form.AsEnumerable() : request.Query;
        return request.PathBase + request.Path + QueryString.Create(parameters.Where(parameter => !except.Contains(parameter.Key)));
    }

    static string Address(string page, HttpContext context, string? languages, string returnUrl)
    {
        var query = new QueryBuilder { { "returnUrl", returnUrl } };
        if (languages is { Length: > 0 }) query.Add(Parameters.UiLocales, languages);
        return context.Request.PathBase + page + query;
    }

    static IResult Refuse(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [Server]);
}
