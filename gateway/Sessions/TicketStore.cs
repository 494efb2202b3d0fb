using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Supervision.Gateway.Sessions;

/// <summary>The cookie handler's way to the sessions. A session that is read has an access token good for the request at hand.</summary>
internal sealed class TicketStore(SessionStore sessions, TokenRenewal renewal) : ITicketStore
{
    public Task<string> StoreAsync(AuthenticationTicket ticket) => sessions.AddAsync(ticket, CancellationToken.None);

    public Task RenewAsync(string key, AuthenticationTicket ticket) => sessions.ExtendAsync(key, CancellationToken.None);

    public Task RemoveAsync(string key) => sessions.RemoveAsync(key, CancellationToken.None);

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => sessions.FindAsync(key, CancellationToken.None);

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (httpContext.Request.Path.StartsWithSegments("/identity")) return null; // where users are known by another cookie
        // A new sign-in never takes over the key of the session before it, which ends here.
        if (httpContext.Request.Path == PortalSignIn.CallbackPath)
        {
            await sessions.RemoveAsync(key, cancellationToken);
            return null;
        }

        var ticket = await sessions.FindAsync(key, cancellationToken);
        return ticket is null || httpContext.Request.Path.StartsWithSegments("/bff/logout") ? ticket : await renewal.CurrentAsync(key, ticket);
    }
}
