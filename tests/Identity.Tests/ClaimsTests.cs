using System.Text.Json;
using Supervision.Contracts;
using Supervision.Identity.Tests.Running;
using Supervision.Testing;

namespace Supervision.Identity.Tests;

public sealed class ClaimsTests(IdentityHost host)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> EveryRole =>
        [.. from district in (string[])[SampleAccounts.Dongtou, SampleAccounts.Lucheng] from role in Roles.All select (district, role.ToString())];

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task A_person_is_what_the_account_says(string district, string role)
    {
        var parts = role.Split('/');
        var account = host.Samples.Holder(new Role(parts[0], parts[1]), district);
        var claims = Tokens.Claims(await host.SignIn.TokenAsync(account, Ct));
        Assert.Equal(account.UserId.ToString(), Text(claims, "sub"));
        Assert.Equal(account.Name, Text(claims, "name"));
        Assert.Equal(district, Text(claims, "district"));
        Assert.Equal(parts[0], Text(claims, "body"));
        Assert.Equal($"{district}-{parts[0]}", Text(claims, "tenant"));
        Assert.Equal([parts[1]], RolesOf(claims));
        Assert.Equal(account.Unit, claims.TryGetProperty("unit", out var unit) ? unit.GetString() : null);
        Assert.Equal(parts[0] == Bodies.Unit, account.Unit is not null);
        Assert.Equal(["assessment", "clues", "notifications", "supervisors", "topics"], Texts(claims, "aud").Order());
    }

    [Fact]
    public async Task Someone_with_several_roles_has_them_all()
    {
        var account = host.Samples.HolderOfAll(SampleAccounts.Dongtou, Discipline.Intake, Discipline.Handler, Discipline.Liaison);
        var claims = Tokens.Claims(await host.SignIn.TokenAsync(account, Ct));
        Assert.Equal(["handler", "intake", "liaison"], RolesOf(claims).Order());
    }

    [Fact]
    public async Task Access_tokens_are_short_lived_signed_JWTs_and_id_tokens_name_the_session()
    {
        var tokens = await host.SignIn.PersonAsync(host.Samples.Holder(Cppcc.Member), ct: Ct);
        Assert.Equal("at+jwt", Text(Tokens.Header(tokens.Access), "typ"));
        Assert.Equal("ES256", Text(Tokens.Header(tokens.Access), "alg"));
        Assert.InRange(tokens.ExpiresIn, 5 * 60, 10 * 60);
        var claims = Tokens.Claims(tokens.Id!);
        Assert.Equal("mobile", Text(claims, "aud"));
        Assert.True(Guid.TryParse(Text(claims, "sid"), out _));
        Assert.True(claims.TryGetProperty("auth_time", out _));
        Assert.False(Tokens.Claims(tokens.Access).TryGetProperty("sid", out _));
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_granted()
    {
        var tokens = await host.SignIn.PersonAsync(host.Samples.Holder(Cppcc.Member), "openid clues", Ct);
        var claims = Tokens.Claims(tokens.Access);
        Assert.Equal("openid clues", Text(claims, "scope"));
        Assert.Equal(["clues"], Texts(claims, "aud"));
        Assert.Null(tokens.Refresh);
    }

    [Theory]
    [InlineData(Bodies.Cppcc)]
    [InlineData(Bodies.Discipline)]
    public async Task A_system_is_its_tenant(string body)
    {
        var client = host.Samples.System(body, SampleAccounts.Lucheng);
        var claims = Tokens.Claims((await host.SignIn.SystemAsync(client, "clues.events", Ct)).Access);
        Assert.True(Guid.TryParse(Text(claims, "sub"), out _));
        Assert.Equal(client.Id, Text(claims, "client_id"));
        Assert.Equal((SampleAccounts.Lucheng, body, client.Tenant), (Text(claims, "district"), Text(claims, "body"), Text(claims, "tenant")));
        Assert.Equal(["system"], RolesOf(claims));
        Assert.Equal("clues.events", Text(claims, "scope"));
        Assert.Equal(["clues"], Texts(claims, "aud"));
    }

    static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    static IEnumerable<string> RolesOf(JsonElement claims) => Texts(claims, "role");

    /// <summary>A single value is a plain string in a token, several are an array.</summary>
    static IEnumerable<string> Texts(JsonElement claims, string name) => claims.GetProperty(name) is { ValueKind: JsonValueKind.Array } array
        ? array.EnumerateArray().Select(value => value.GetString()!)
        : [claims.GetProperty(name).GetString()!];
}
