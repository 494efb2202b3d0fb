using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using Supervision.Identity.Clients;
using Supervision.Identity.Connect;
using Supervision.Identity.Data;
using Supervision.Identity.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Supervision.Identity.Sessions;

/// <summary>The signed-in user of a request.</summary>
/// <param name="AuthenticatedAt">UTC instant of the sign-in.</param>
internal sealed record SignedIn(Guid Session, User User, DateTimeOffset AuthenticatedAt);

/// <summary>Starts, finds and ends users' sessions.</summary>
internal sealed class SessionRegister(
    IdentityDb db, IOpenIddictAuthorizationManager authorizations, IOpenIddictTokenManager tokens, IOptions<TokenSettings> settings,
    TimeProvider clock)
{
    const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>The user named in the browser's cookie, if both the session and the user are still valid.</summary>
    public async Task<SignedIn?> FindAsync(HttpContext context)
    {
        var cookie = await context.AuthenticateAsync(Scheme);
        return SessionOf(cookie.Principal) is { } session ? await FindAsync(session, context.RequestAborted) : null;
    }

    public async Task<SignedIn?> FindAsync(Guid session, CancellationToken ct)
    {
        var oldest = clock.GetUtcNow() - settings.Value.SessionAtMost;
        var found = await db.Sessions.Where(s => s.Id == session && s.EndedAt == null && s.StartedAt > oldest)
            .Join(db.Users.Where(u => u.Active), s => s.UserId, u => u.Id, (s, user) => new { s.StartedAt, User = user })
            .AsNoTracking().SingleOrDefaultAsync(ct);
        return found is null ? null : new SignedIn(session, found.User, found.StartedAt);
    }

    public static Guid? SessionOf(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(ClientMetadata.SessionId), out var id) ? id : null;

    /// <summary>Starts a session; an earlier one of the same browser ends.</summary>
    public async Task BeginAsync(HttpContext context, User user)
    {
        var ct = context.RequestAborted;
        if (SessionOf((await context.AuthenticateAsync(Scheme)).Principal) is { } previous) await EndAsync(previous, ct);
        var session = new Session { Id = Guid.NewGuid(), UserId = user.Id, District = user.District, StartedAt = clock.GetUtcNow() };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(ct);
        var identity = new ClaimsIdentity(
            [new Claim(Claims.Subject, user.Id.ToString()), new Claim(ClientMetadata.SessionId, session.Id.ToString())], Scheme, Claims.Name, Claims.Role);
        await context.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    /// <summary>A new authorization for a client, which ends with the session.</summary>
    /// <returns>Its id, which the tokens carry.</returns>
    public async Task<string> GrantAsync(SignedIn by, Client client, IEnumerable<string> scopes, CancellationToken ct)
    {
        var descriptor = new OpenIddictAuthorizationDescriptor
        {
            ApplicationId = client.Id.ToString(),
            CreationDate = clock.GetUtcNow(),
            Status = Statuses.Valid,
            Subject = by.User.Id.ToString(),
            Type = AuthorizationTypes.AdHoc,
        };
        descriptor.Scopes.UnionWith(scopes);
        var id = (await authorizations.GetIdAsync(await authorizations.CreateAsync(descriptor, ct), ct))!;
        db.SessionGrants.Add(new SessionGrant { AuthorizationId = Guid.Parse(id), SessionId = by.Session, ClientId = client.Id });
        await db.SaveChangesAsync(ct);
        return id;
    }

    /// <summary>Ends a session everywhere: its refresh tokens are revoked at once, and the clients that took part are notified.</summary>
    public async Task EndAsync(Guid id, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await EndWithinAsync(id, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Ends every session of a user, within the caller's transaction.</summary>
    public async Task EndAllWithinAsync(Guid user, CancellationToken ct)
    {
        foreach (var session in await db.Sessions.Where(s => s.UserId == user && s.EndedAt == null).Select(s => s.Id).ToListAsync(ct))
            await EndWithinAsync(session, ct);
    }

    async Task EndWithinAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Sessions.Where(s => s.Id == id && s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), ct) == 0) return;

        var session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == id, ct);
        var grants = await db.SessionGrants.AsNoTracking().Where(grant => grant.SessionId == id).ToListAsync(ct);
        foreach (var grant in grants) await RevokeAsync(grant, ct);
        foreach (var client in grants.Select(grant => grant.ClientId).Distinct())
        {
            if (await db.Set<Client>().FindAsync([client], ct) is { } told && ClientMetadata.BackchannelLogout(told) is { } address)
                db.LogoutDeliveries.Add(DeliveryTo(told, address, session, now));
        }

        await db.SaveChangesAsync(ct);
    }

    async Task RevokeAsync(SessionGrant grant, CancellationToken ct)
    {
        var id = grant.AuthorizationId.ToString();
        await tokens.RevokeByAuthorizationIdAsync(id, ct);
        if (await authorizations.FindByIdAsync(id, ct) is { } authorization) await authorizations.TryRevokeAsync(authorization, ct);
    }

    static LogoutDelivery DeliveryTo(Client client, string address, Session session, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        District = session.District,
        SessionId = session.Id,
        UserId = session.UserId,
        Audience = client.ClientId!,
        Address = address,
        CreatedAt = now,
        NextAttempt = now,
    };
}
