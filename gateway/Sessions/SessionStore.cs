using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Supervision.Gateway.Data;

namespace Supervision.Gateway.Sessions;

/// <summary>
/// Sessions in the database, so that they survive a restart and any instance of the gateway can serve any browser. Each is encrypted with a
/// key derived from the session's own, of which only the hash is stored: the database alone, even with its keys, cannot decrypt any.
/// </summary>
internal sealed class SessionStore(IServiceScopeFactory scopes, IDataProtectionProvider protection, IOptions<SessionSettings> settings, TimeProvider clock)
{
    /// <returns>The key of the new session.</returns>
    public async Task<string> AddAsync(AuthenticationTicket ticket, CancellationToken ct)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
        db.Sessions.Add(new Session
        {
            KeyHash = Hash(key),
            Subject = ticket.Principal.FindFirst("sub")?.Value ?? throw new InvalidOperationException("The provider's id token has no sub claim."),
            ProviderSession = ticket.Principal.FindFirst("sid")?.Value,
            Ticket = Seal(key, ticket),
            CreatedAt = now,
            ExpiresAt = now + settings.Value.Idle,
        });
        await db.SaveChangesAsync(ct);
        return key;
    }

    /// <summary>Extends the session: only its end moves. Its content is changed only by <see cref="ChangeAsync"/>, under a lock.</summary>
    public async Task ExtendAsync(string key, CancellationToken ct)
    {
        var hash = Hash(key);
        var end = clock.GetUtcNow() + settings.Value.Idle;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<GatewayDb>().Sessions.Where(s => s.KeyHash == hash)
            .ExecuteUpdateAsync(row => row.SetProperty(s => s.ExpiresAt, end), ct);
    }

    public async Task<AuthenticationTicket?> FindAsync(string key, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
        return await FindAsync(db.Sessions.AsNoTracking(), key, ct) is { } session ? Open(key, session) : null;
    }

    public async Task RemoveAsync(string key, CancellationToken ct)
    {
        var hash = Hash(key);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<GatewayDb>().Sessions.Where(s => s.KeyHash == hash).ExecuteDeleteAsync(ct);
    }

    /// <summary>
    /// Changes a session's content under a lock that excludes other instances of the gateway. <paramref name="change"/> gets the current
    /// session and returns its new content, or null to leave it unchanged.
    /// </summary>
    /// <returns>The session afterwards; null if it no longer exists.</returns>
    public async Task<AuthenticationTicket?> ChangeAsync(
        string key, Func<AuthenticationTicket, Task<AuthenticationTicket?>> change, CancellationToken ct)
    {
        var hash = Hash(key);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var locked = db.Sessions.FromSql($"select * from sessions where key_hash = {hash} for update");
        if (await FindAsync(locked, key, ct) is not { } session || Open(key, session) is not { } ticket) return null;
        if (await change(ticket) is not { } changed) return ticket;
        session.Ticket = Seal(key, changed);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return changed;
    }

    async Task<Session?> FindAsync(IQueryable<Session> sessions, string key, CancellationToken ct)
    {
        var (hash, now) = (Hash(key), clock.GetUtcNow());
        var oldest = now - settings.Value.Absolute;
        return await sessions.SingleOrDefaultAsync(s => s.KeyHash == hash && s.ExpiresAt > now && s.CreatedAt > oldest, ct);
    }

    byte[] Seal(string key, AuthenticationTicket ticket) => Protector(key).Protect(TicketSerializer.Default.Serialize(ticket));

    AuthenticationTicket? Open(string key, Session session)
    {
        var ticket = TicketSerializer.Default.Deserialize(Protector(key).Unprotect(session.Ticket));
        if (ticket is null) return null;
        ticket.Properties.Items[SessionTimes.EndsKey] = SessionTimes.Text(session.CreatedAt + settings.Value.Absolute);
        ticket.Properties.IssuedUtc = session.ExpiresAt - settings.Value.Idle;
        ticket.Properties.ExpiresUtc = session.ExpiresAt;
        return ticket;
    }

    IDataProtector Protector(string key) => protection.CreateProtector("session", key);

    static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
