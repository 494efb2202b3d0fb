using System.Net.Http.Json;
using System.Text.Json;
using Supervision.Identity.Tests.Running;

namespace Supervision.Identity.Tests;

public sealed class DiscoveryTests(IdentityHost host)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_names_the_issuer_and_what_is_offered()
    {
        var document = await ReadAsync(".well-known/openid-configuration");
        var issuer = new Uri(host.Address, "/identity").AbsoluteUri;
        Assert.Equal(issuer, Text(document, "issuer"));
        Assert.Equal($"{issuer}/connect/token", Text(document, "token_endpoint"));
        Assert.Equal(["S256"], Texts(document, "code_challenge_methods_supported"));
        Assert.Equal(["authorization_code", "client_credentials", "refresh_token"], Texts(document, "grant_types_supported").Order());
        Assert.Superset(
            new HashSet<string> { "openid", "profile", "offline_access", "topics", "supervisors", "clues", "clues.events", "notifications", "assessment" },
            Texts(document, "scopes_supported").ToHashSet());
        Assert.True(document.GetProperty("backchannel_logout_supported").GetBoolean());
        Assert.True(document.GetProperty("backchannel_logout_session_supported").GetBoolean());
    }

    [Fact]
    public async Task Addresses_are_the_public_ones_whatever_the_request_came_by()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, "/identity/.well-known/openid-configuration"));
        request.Headers.Host = "elsewhere.example";
        using var response = await http.SendAsync(request, Ct);
        Assert.DoesNotContain("elsewhere", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_keys_are_public_halves_for_ES256()
    {
        var keys = (await ReadAsync(".well-known/jwks")).GetProperty("keys").EnumerateArray().ToList();
        Assert.NotEmpty(keys);
        Assert.All(keys, key =>
        {
            Assert.Equal("ES256", Text(key, "alg"));
            Assert.False(key.TryGetProperty("d", out _));
            Assert.False(key.TryGetProperty("k", out _));
        });
    }

    async Task<JsonElement> ReadAsync(string path)
    {
        using var http = new HttpClient();
        return await http.GetFromJsonAsync<JsonElement>(new Uri(host.SignIn.Address, path), Ct);
    }

    static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    static IEnumerable<string> Texts(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(value => value.GetString()!);
}
