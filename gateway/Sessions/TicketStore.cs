using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Supervision.Gateway.Sessions;

/// <summary>The cookie handler's access to the sessions. A session it returns has an access token valid for the current request.</summary>
internal sealed class TicketStore(SessionStore sessions, TokenRenewal renewal) : ITicketStore
{
    public Task<string> StoreAsync(AuthenticationTicket ticket) => sessions.AddAsync(ticket, CancellationToken.None);

    public Task RenewAsync(string key, AuthenticationTicket ticket) => sessions.ExtendAsync(key, CancellationToken.None);

    public Task RemoveAsync(string key) => sessions.RemoveAsync(key, CancellationToken.None);

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => sessions.FindAsync(key, CancellationToken.None);

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (httpContext.Request.Path.StartsWithSegments("/identity")) return null; // Identity has its own cookie
        // A new sign-in never takes over the previous session's key; that session ends here.
        if (httpContext.Request.Path == PortalSignIn.CallbackPath)
        {
            await sessions.RemoveAsync(key, cancellationToken);
            return null;
        }

        var ticket = await sessions.FindAsync(key, cancellationToken);
        return ticket is null || httpContext.Request.Path.StartsWithSegments("/bff/logout") ? ticket : await renewal.CurrentAsync(key, ticket);
    }
}
