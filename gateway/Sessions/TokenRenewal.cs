using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Polly;
using Supervision.Gateway.Callers;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Gateway.Sessions;

/// <summary>
/// Renews a session's access token shortly before it expires. Refresh tokens rotate, so using one twice would end the session:
/// of simultaneous requests one renews and the others wait for it; a lock on the session's row does the same across gateway instances.
/// </summary>
internal sealed class TokenRenewal(
    SessionStore sessions, IdentityProvider identity, IHttpClientFactory clients, IOptions<PortalSettings> portal,
    IOptions<SessionSettings> settings, TimeProvider clock, ILogger<TokenRenewal> logger)
{
    readonly ConcurrentDictionary<string, Lazy<Task<AuthenticationTicket?>>> _underWay = new();

    /// <returns>The session with a token that is still valid for a while; null if the session has ended.</returns>
    /// <exception cref="RequestProblem">503 service.unavailable if the token has expired and the provider cannot be reached.</exception>
    public async Task<AuthenticationTicket?> CurrentAsync(string key, AuthenticationTicket ticket)
    {
        if (!IsDue(ticket)) return ticket;
        // Not cancelled with this request: others wait for the same renewal, and a fetched token must be stored.
        var renewal = _underWay.GetOrAdd(key, k => new Lazy<Task<AuthenticationTicket?>>(() => RenewAsync(k)));
        try
        {
            return await renewal.Value;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException or ExecutionRejectedException or RequestProblem)
        {
            logger.LogWarning(unreachable, "The provider could not be reached for a new access token.");
            return SessionTimes.TokenEnds(ticket) > clock.GetUtcNow()
                ? ticket
                : throw new RequestProblem(StatusCodes.Status503ServiceUnavailable, "service.unavailable", unreachable);
        }
        finally
        {
            _underWay.TryRemove(new(key, renewal));
        }
    }

    bool IsDue(AuthenticationTicket ticket) => SessionTimes.TokenEnds(ticket) - clock.GetUtcNow() < settings.Value.RenewAhead;

    async Task<AuthenticationTicket?> RenewAsync(string key)
    {
        var refused = false;
        var ticket = await sessions.ChangeAsync(key, async current =>
        {
            if (!IsDue(current)) return null; // another instance was faster
            if (await AskAsync(current) is { } tokens) return With(current, tokens);
            refused = true;
            return null;
        }, CancellationToken.None);
        if (!refused) return ticket;
        await sessions.RemoveAsync(key, CancellationToken.None);
        return null;
    }

    /// <returns>Null if the provider refuses: it has ended the session, or the token was already used.</returns>
    async Task<TokenAnswer?> AskAsync(AuthenticationTicket ticket)
    {
        if (ticket.Properties.GetTokenValue("refresh_token") is not { } refreshToken) return null;
        var provider = await identity.RequireAsync(CancellationToken.None);
        using var client = clients.CreateClient("identity");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["client_id"] = portal.Value.ClientId,
            ["client_secret"] = portal.Value.Secret,
        });
        using var answer = await client.PostAsync(provider.TokenEndpoint, form);
        if (answer.StatusCode is System.Net.HttpStatusCode.BadRequest)
        {
            logger.LogInformation("The provider ended a session: {Answer}", await answer.Content.ReadAsStringAsync());
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<TokenAnswer>();
    }

    AuthenticationTicket With(AuthenticationTicket ticket, TokenAnswer tokens)
    {
        var properties = ticket.Properties.Clone();
        properties.UpdateTokenValue("access_token", tokens.AccessToken);
        properties.UpdateTokenValue("expires_at", SessionTimes.Text(clock.GetUtcNow().AddSeconds(tokens.ExpiresIn)));
        if (tokens.RefreshToken is not null) properties.UpdateTokenValue("refresh_token", tokens.RefreshToken);
        if (tokens.IdToken is not null) properties.UpdateTokenValue("id_token", tokens.IdToken);
        return new AuthenticationTicket(ticket.Principal, properties, ticket.AuthenticationScheme);
    }

    sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("id_token")] string? IdToken);
}
