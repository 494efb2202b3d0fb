using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Supervision.Contracts;

namespace Supervision.Notifications.Tests;

/// <summary>
/// The tests' own OpenID Connect provider, with discovery document and key: services trust any provider they are configured with, so tokens Identity
/// would not issue (for people made up by a test, expiring within seconds, forged) are checked like Identity's.
/// </summary>
public sealed class TestIssuer : IAsyncDisposable
{
    readonly ECDsaSecurityKey _key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };
    readonly WebApplication _app;

    TestIssuer(WebApplication app) => _app = app;

    public string Authority => _app.Urls.Single();

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var issuer = new TestIssuer(builder.Build());
        issuer._app.MapGet("/.well-known/openid-configuration", () => new { issuer = issuer.Authority, jwks_uri = $"{issuer.Authority}/keys" });
        issuer._app.MapGet("/keys", issuer.Keys);
        await issuer._app.StartAsync();
        return issuer;
    }

    public string Token(Person person, TimeSpan? lifetime = null, string audience = "notifications", string scope = "notifications", bool forged = false)
    {
        var key = forged ? new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" } : _key;
        var now = DateTime.UtcNow;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Authority,
            Audience = audience,
            IssuedAt = now,
            Expires = now + (lifetime ?? TimeSpan.FromMinutes(30)),
            TokenType = "at+jwt",
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = person.Id.ToString(),
                ["name"] = person.Role.ToString(),
                ["district"] = person.District,
                ["body"] = person.Role.Body,
                ["tenant"] = $"{person.District}-{person.Role.Body}",
                ["role"] = new[] { person.Role.Name },
                ["scope"] = scope,
            },
        });
    }

    object Keys()
    {
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(_key);
        return new { keys = new[] { new { kty = key.Kty, crv = key.Crv, x = key.X, y = key.Y, kid = key.KeyId, use = "sig", alg = "ES256" } } };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.ECDsa.Dispose();
    }
}

/// <summary>A person made up by a test.</summary>
public sealed record Person(Guid Id, string District, Role Role, string? Email = null, string? Mobile = null)
{
    public UserChanged Changed(long version = 1, bool active = true, string? district = null, Role? role = null) => new(
        Id, district ?? District, (role ?? Role).Body, "测试", [(role ?? Role).Name], null, active, version, Email, Mobile);
}
