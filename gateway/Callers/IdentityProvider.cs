using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Gateway.Callers;

/// <summary>The discovery document and keys of the provider in <see cref="IdentitySettings"/>; both are fetched once and refreshed.</summary>
internal sealed class IdentityProvider(IHttpClientFactory clients, IOptions<IdentitySettings> settings)
{
    public static readonly string[] Algorithms = ["ES256", "RS256", "PS256"];

    static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    public ConfigurationManager<OpenIdConnectConfiguration> Configuration { get; } = new(
        settings.Value.Authority.TrimEnd('/') + "/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(clients.CreateClient("identity")) { RequireHttps = false });

    /// <summary>Checks signature and issuer against the provider's keys, and whatever else <paramref name="rules"/> require.</summary>
    public async Task<TokenValidationResult> ValidateAsync(string token, TokenValidationParameters rules, CancellationToken ct)
    {
        await RequireAsync(ct);
        rules.ConfigurationManager = Configuration;
        return await Tokens.ValidateTokenAsync(token, rules);
    }

    /// <exception cref="RequestProblem">503 service.unavailable if the provider has never been reached.</exception>
    public async Task<OpenIdConnectConfiguration> RequireAsync(CancellationToken ct)
    {
        try
        {
            return await Configuration.GetConfigurationAsync(ct);
        }
        catch (InvalidOperationException unreachable)
        {
            throw new RequestProblem(StatusCodes.Status503ServiceUnavailable, "service.unavailable", unreachable);
        }
    }
}
