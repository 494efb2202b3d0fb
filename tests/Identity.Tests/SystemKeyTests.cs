using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Supervision.Contracts;
using Supervision.Identity.Tests.Running;
using Supervision.Testing;

namespace Supervision.Identity.Tests;

/// <summary>Systems that authenticate with their own key (private_key_jwt, RFC 7523), and the operator's file that registers them.</summary>
public sealed class SystemKeyTests(IdentityHost host)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    string Issuer => new Uri(host.Address, "/identity").AbsoluteUri;

    [Fact]
    public async Task A_system_signs_in_with_its_own_key()
    {
        var claims = Tokens.Claims((await host.SignIn.ExchangeAsync(Form(Assertion(host.SystemKey)), Ct)).Access);
        Assert.Equal((IdentityHost.SystemWithKey, $"{SampleAccounts.Dongtou}-{Bodies.Discipline}"),
            (claims.GetProperty("client_id").GetString(), claims.GetProperty("tenant").GetString()));
        Assert.Equal("clues.events", claims.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task Another_key_an_old_assertion_or_one_for_somebody_else_signs_nobody_in()
    {
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] bad =
        [
            Assertion(another), Assertion(host.SystemKey, lifetime: -600), Assertion(host.SystemKey, audience: "https://elsewhere.example/"),
            Assertion(host.SystemKey, subject: "330305-cppcc-system"), Unsigned(),
        ];
        foreach (var assertion in bad)
        {
            using var answer = await host.SignIn.PostAsync("connect/token", Form(assertion), Ct);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized, await answer.Content.ReadAsStringAsync(Ct));
        }

        using var beyond = await host.SignIn.PostAsync("connect/token", Form(Assertion(host.SystemKey), "topics"), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, beyond.StatusCode);
    }

    [Theory]
    [InlineData("""[{ "id": "s-1", "name": "系统", "district": "330305", "body": "discipline", "scopes": ["clues"], "secret": "short" }]""", "secret")]
    [InlineData("""[{ "id": "s-1", "name": "系统", "district": "330305", "body": "unit", "scopes": ["clues"], "keys": { "keys": [] } }]""", "body")]
    [InlineData("""[{ "id": "s-1", "name": "系统", "district": "330305", "body": "cppcc", "scopes": ["clues"], "keys": { "keys": [] } }]""", "keys")]
    [InlineData("""[{ "id": "s-1", "name": "系统", "district": "330305", "body": "cppcc", "scopes": ["everything"], "keys": { "keys": [] } }]""", "scopes")]
    [InlineData("""[{ "id": "s-1", "nom": "系统" }]""", "nom")]
    public async Task A_file_that_is_not_right_stops_the_step_and_is_named(string json, string named)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, json, Ct);
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Clients.SystemsFile.ReadAsync(file, Ct));
            Assert.Contains(file, refused.Message, StringComparison.Ordinal);
            Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    static Dictionary<string, string> Form(string assertion, string scope = "clues.events") => new()
    {
        ["grant_type"] = "client_credentials",
        ["scope"] = scope,
        ["client_id"] = IdentityHost.SystemWithKey,
        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ["client_assertion"] = assertion,
    };

    string Assertion(ECDsa key, int lifetime = 60, string? audience = null, string subject = IdentityHost.SystemWithKey)
    {
        var text = $"{Part(new { alg = "ES256", typ = "client-authentication+jwt" })}.{Part(Claims(lifetime, audience, subject))}";
        return $"{text}.{Base64Url.EncodeToString(key.SignData(System.Text.Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    string Unsigned() => $"{Part(new { alg = "none", typ = "client-authentication+jwt" })}.{Part(Claims(60, null, IdentityHost.SystemWithKey))}.";

    object Claims(int lifetime, string? audience, string subject)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new { iss = subject, sub = subject, aud = audience ?? Issuer, jti = Guid.NewGuid(), iat = now - 1200, exp = now + lifetime };
    }

    static string Part(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
