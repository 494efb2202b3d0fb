using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.Tokens;

namespace Supervision.Gateway.Callers;

/// <summary>Caches valid tokens until they expire, so that each signature is verified once and not at every request.</summary>
internal sealed class CheckedTokens(IdentityProvider identity) : IDisposable
{
    /// <summary>Maximum number of cached tokens, about 3 KB each.</summary>
    const int Capacity = 5000;

    readonly MemoryCache _good = new(new MemoryCacheOptions { SizeLimit = Capacity, ExpirationScanFrequency = TimeSpan.FromMinutes(1) });

    /// <returns>The token's holder and expiry; null if the token is not valid.</returns>
    public async ValueTask<AuthenticationTicket?> CheckAsync(string token, CancellationToken ct)
    {
        if (_good.TryGetValue(token, out AuthenticationTicket? known)) return known;

        var result = await identity.ValidateAsync(token, new TokenValidationParameters
        {
            ValidateAudience = false,
            ValidTypes = ["at+jwt", "JWT"],
            ValidAlgorithms = IdentityProvider.Algorithms,
            ClockSkew = TimeSpan.Zero, // otherwise the allowed skew would keep an expired token in the cache
        }, ct);
        if (!result.IsValid || result.ClaimsIdentity.FindFirst("sub") is not { } subject) return null;

        DateTimeOffset end = result.SecurityToken.ValidTo;
        var caller = new ClaimsPrincipal(new ClaimsIdentity([subject], BearerHandler.SchemeName));
        var ticket = new AuthenticationTicket(caller, new AuthenticationProperties { ExpiresUtc = end }, BearerHandler.SchemeName);
        _good.Set(token, ticket, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = end });
        return ticket;
    }

    public void Dispose() => _good.Dispose();
}
