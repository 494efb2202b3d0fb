using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Supervision.Gateway.Callers;
using Supervision.Gateway.Data;

namespace Supervision.Gateway.Sessions;

/// <summary>
/// The provider reports that a session, or all sessions of a user, ended (OpenID Connect Back-Channel Logout 1.0). The request has no
/// signed-in caller; its logout token is the proof.
/// </summary>
internal sealed class BackchannelLogout(IdentityProvider identity, GatewayDb db, IOptions<PortalSettings> portal, TimeProvider clock)
{
    const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>How far the provider's clock may be off, and how old a token may be.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <returns>False if the token is not valid.</returns>
    public async Task<bool> ObeyAsync(string logoutToken, CancellationToken ct)
    {
        var result = await identity.ValidateAsync(logoutToken, new TokenValidationParameters
        {
            ValidAudience = portal.Value.ClientId,
            ValidTypes = ["logout+jwt", "JWT"],
            ValidAlgorithms = IdentityProvider.Algorithms,
            RequireExpirationTime = false, // exp is optional in version 1.0 drafts still in use; iat bounds the age below
            ClockSkew = TimeSpan.FromMinutes(1),
        }, ct);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token || !IsLogout(token)) return false;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var expires = clock.GetUtcNow() + 2 * Fresh;
        var first = await db.Database.ExecuteSqlAsync(
            $"insert into used_logout_tokens (id, expires_at) values ({token.Id}, {expires}) on conflict do nothing", ct);
        if (first == 0) return false;
        await EndAsync(token, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Section 2.6: it names the event, has no nonce (else an id token could pass for it), is recent, and names a session or user.</summary>
    bool IsLogout(JsonWebToken token) =>
        token.TryGetPayloadValue<JsonElement>("events", out var events) && events.ValueKind is JsonValueKind.Object && events.TryGetProperty(Event, out _)
        && !token.TryGetPayloadValue<string>("nonce", out _)
        && token.Id is { Length: > 0 and <= 200 }
        && (clock.GetUtcNow() - token.IssuedAt).Duration() < Fresh
        && (Claim(token, "sid") ?? Claim(token, "sub")) is not null;

    /// <summary>Ends the session named by <c>sid</c>; without <c>sid</c>, all sessions of the user.</summary>
    Task<int> EndAsync(JsonWebToken token, CancellationToken ct)
    {
        var (sid, sub) = (Claim(token, "sid"), Claim(token, "sub"));
        return db.Sessions
            .Where(s => (sid == null || s.ProviderSession == sid) && (sub == null || s.Subject == sub))
            .ExecuteDeleteAsync(ct);
    }

    static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) && value.Length > 0 ? value : null;
}
