using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.Tokens;

namespace Supervision.Gateway.Callers;

/// <summary>Tokens found good, kept until they are over, so that the signature of each is computed once and not at every request.</summary>
internal sealed class CheckedTokens(IdentityProvider identity) : IDisposable
{
    /// <summary>Most tokens kept at a time, some 3 KB each.</summary>
    const int Capacity = 5000;

    readonly MemoryCache _good = new(new MemoryCacheOptions { SizeLimit = Capacity, ExpirationScanFrequency = TimeSpan.FromMinutes(1) });

    /// <returns>Whose token it is, and until when; null where it is not to be trusted.</returns>
    public async ValueTask<AuthenticationTicket?> CheckAsync(string token, CancellationToken ct)
    {
        if (_good.TryGetValue(token, out AuthenticationTicket? known)) return known;

        var result = await identity.ValidateAsync(token, new TokenValidationParameters
        {
            ValidateAudience = false,
            ValidTypes = ["at+jwt", "JWT"],
            ValidAlgorithms = IdentityProvider.Algorithms,
            ClockSkew = TimeSpan.Zero, // the services' own skew would otherwise let a token live on in the cache
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
