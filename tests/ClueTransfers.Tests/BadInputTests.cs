using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests;

/// <summary>Invalid input gives a 4xx problem with its code, and nothing is written.</summary>
public sealed class BadInputTests(CluesPlatform platform)
{
    readonly ServiceApi _api = platform.Api;
    readonly Matters _matters = platform.Matters();

    public static TheoryData<string, string, string> Bodies => new()
    {
        { "broken off", "{\"title\":", "request.malformed" },
        { "not an object", "[1,2]", "request.malformed" },
        { "empty", "", "request.malformed" },
        { "null", "null", "request.malformed" },
        { "unknown field", Changed(c => c["secret"] = 1), "request.malformed" },
        { "unknown field inside", Changed(c => c["units"]![0]!["secret"] = 1), "request.malformed" },
        { "doubled field", "{\"title\":\"甲\",\"title\":\"乙\"}", "request.malformed" },
        { "number for text", Changed(c => c["title"] = 7), "request.malformed" },
        { "text for list", Changed(c => c["units"] = "U01"), "request.malformed" },
        { "null for text", Changed(c => c["title"] = null), "request.malformed" },
        { "missing field", Changed(c => ((JsonObject)c).Remove("account")), "request.malformed" },
        { "number for choice", Changed(c => c["source"] = 1), "request.malformed" },
        { "no such choice", Changed(c => c["source"] = "rumour"), "request.malformed" },
        { "blank title", Changed(c => c["title"] = "  "), "request.invalid" },
        { "over-long title", Changed(c => c["title"] = new string('长', 201)), "request.invalid" },
        { "over-long account", Changed(c => c["account"] = new string('长', 20_001)), "request.invalid" },
        { "control character", Changed(c => c["title"] = "a\u0007b"), "request.invalid" },
        { "zero character", Changed(c => c["account"] = "a\0b"), "request.invalid" },
        { "control character inside", Changed(c => c["persons"]![0]!["name"] = "a\u001bb"), "request.invalid" },
        { "half a character", Changed(c => c["title"] = "X").Replace("\"X\"", "\"\\ud800\"", StringComparison.Ordinal), "request.malformed" },
        { "odd field code", Changed(c => c["field"] = "营商"), "request.invalid" },
        { "too many units", Changed(c => c["units"] = new JsonArray([.. Enumerable.Range(0, 21).Select(i => new JsonObject { ["code"] = null, ["name"] = $"单位{i}" })])), "request.invalid" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_refused(string what, string body, string code)
    {
        Assert.NotEmpty(what);
        var before = await CountAsync();
        (await _api.PostAsync(_matters.Office, "/api/clues", body)).Refused(HttpStatusCode.BadRequest, code);
        var id = await _matters.DraftAsync();
        var seen = (await _api.GetAsync(_matters.Office, $"/api/clues/{id}")).Ok();
        (await _api.PutAsync(_matters.Office, $"/api/clues/{id}", body, seen.EntityTag)).Refused(HttpStatusCode.BadRequest, code);
        Assert.Equal(seen.EntityTag, (await _api.GetAsync(_matters.Office, $"/api/clues/{id}")).EntityTag);
        Assert.Equal(before + 1, await CountAsync());
    }

    [Fact]
    public async Task A_bad_subscription_is_refused()
    {
        foreach (var bad in new object[] { new { name = " ", eventTypes = new[] { "clue.transferred.v1" } }, new { name = "系统", eventTypes = Array.Empty<string>() } })
            (await _api.PostAsync(_matters.DisciplineAdmin, "/api/clues/subscriptions", bad)).Refused(HttpStatusCode.BadRequest, "request.invalid");
    }

    [Fact]
    public async Task Another_media_type_is_refused() =>
        (await _api.SendAsync(_matters.Office, HttpMethod.Post, "/api/clues", new StringContent("title=x", Encoding.UTF8, "application/x-www-form-urlencoded")))
            .Refused(HttpStatusCode.UnsupportedMediaType, "request.media_type");

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused() =>
        (await _api.PostAsync(_matters.Office, "/api/clues", Changed(c => c["account"] = new string('x', 2 << 20))))
            .Refused(HttpStatusCode.RequestEntityTooLarge, "request.too_large");

    [Fact]
    public async Task A_stale_version_is_refused_and_a_missing_one_too()
    {
        var id = await _matters.DraftAsync();
        var seen = (await _api.GetAsync(_matters.Office, $"/api/clues/{id}")).EntityTag;
        (await _api.PutAsync(_matters.Office, $"/api/clues/{id}", Matters.Content("改一"), seen)).Ok();
        (await _api.PutAsync(_matters.Office, $"/api/clues/{id}", Matters.Content("改二"), seen)).Refused(HttpStatusCode.PreconditionFailed, "precondition.failed");
        (await _api.PutAsync(_matters.Office, $"/api/clues/{id}", Matters.Content("改二"))).Refused(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _api.PostAsync(_matters.Office, $"/api/clues/{id}/collate", match: seen)).Refused(HttpStatusCode.PreconditionFailed, "precondition.failed");
        var now = (await _api.GetAsync(_matters.Office, $"/api/clues/{id}")).Ok();
        Assert.Equal(("改一", "draft"), (now["title"], now["status"]));
    }

    [Fact]
    public async Task A_key_sent_again_gets_the_first_answer_and_with_another_body_none()
    {
        var (key, before) = (Guid.NewGuid().ToString(), await CountAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _api.PostAsync(_matters.Office, "/api/clues", Matters.Content(), key)));
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.Created, answers[0].Text, answers[0].Location), (answer.Status, answer.Text, answer.Location)));
        Assert.Equal(4, answers.Count(answer => answer.Replayed));
        (await _api.PostAsync(_matters.Office, "/api/clues", Matters.Content("另一件"), key)).Refused(HttpStatusCode.UnprocessableEntity, "idempotency.key_reused");
        (await _api.PostAsync(_matters.Office, "/api/clues", Matters.Content(), "no spaces")).Refused(HttpStatusCode.BadRequest, "idempotency.key_invalid");
        Assert.Equal(before + 1, await CountAsync());
        var approved = await _matters.ApprovedAsync();
        var transfers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _api.PostAsync(_matters.Office, $"/api/clues/{approved}/transfer", key: "t-" + key)));
        Assert.Single(transfers.Select(answer => answer["letterNumber"]).Distinct());
    }

    [Fact]
    public async Task A_command_in_the_wrong_state_changes_nothing()
    {
        var id = await _matters.DraftAsync();
        (await _api.PostAsync(_matters.Office, $"/api/clues/{id}/transfer")).Refused(HttpStatusCode.Conflict, "clue.not_approved");
        (await _api.PostAsync(_matters.Office, $"/api/clues/{id}/submit")).Refused(HttpStatusCode.Conflict, "clue.not_submittable");
        (await _api.PostAsync(_matters.Office, $"/api/clues/{id}/supplements", new { text = "补充" })).Refused(HttpStatusCode.Conflict, "clue.not_supplementable");
        Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from clue_events where clue_id = $1", id));
    }

    [Fact]
    public async Task Another_districts_ids_do_not_exist()
    {
        var district = platform.Matters(SampleAccounts.Lucheng);
        var theirs = await district.DraftAsync();
        var ours = await _matters.DraftAsync();
        (await _api.GetAsync(_matters.Office, $"/api/clues/{theirs}")).Refused(HttpStatusCode.NotFound, "not_found");
        (await _api.PostAsync(_matters.Office, $"/api/clues/{theirs}/collate")).Refused(HttpStatusCode.NotFound, "not_found");
        (await _api.PostAsync(_matters.Office, $"/api/clues/{ours}/merge", new { into = theirs })).Refused(HttpStatusCode.NotFound, "not_found");
        (await _api.GetAsync(_matters.Office, $"/api/clues/{Guid.NewGuid()}")).Refused(HttpStatusCode.NotFound, "not_found");
        Assert.Equal("draft", await district.StatusAsync(theirs));
        Assert.Equal("draft", await _matters.StatusAsync(ours));
    }

    [Fact]
    public async Task Only_sound_tokens_for_this_service_are_accepted()
    {
        var token = (await _api.TokenAsync(_matters.Office))!;
        var other = (await platform.SignIn.PersonAsync(_matters.Office, "openid notifications", TestContext.Current.CancellationToken)).Access;
        foreach (var bad in new[] { Resigned(token), Unsigned(token), Expired(token), other, token[..^3], "nonsense" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/clues") { Content = new StringContent(Changed(_ => { }), Encoding.UTF8, "application/json") };
            (await _api.SendAsync(request, bad)).Refused(HttpStatusCode.Unauthorized, "signin.required");
        }

        (await _api.PostAsync(Actor.Nobody, "/api/clues", Matters.Content())).Refused(HttpStatusCode.Unauthorized, "signin.required");
    }

    [Theory]
    [InlineData("zh-CN", "请先登录。")]
    [InlineData("en-GB", "Please sign in.")]
    public async Task Problems_speak_the_callers_language(string language, string title) =>
        Assert.Equal(title, (await _api.SendAsync(Actor.Nobody, HttpMethod.Get, "/api/clues", language: language)).Json.GetProperty("title").GetString());

    Task<long> CountAsync() => platform.ScalarAsync<long>("select count(*) from clues");

    static string Changed(Action<JsonNode> change)
    {
        var content = JsonSerializer.SerializeToNode(Matters.Content(), JsonSerializerOptions.Web)!;
        change(content);
        return content.ToJsonString();
    }

    /// <summary>The same claims signed with our own key.</summary>
    static string Resigned(string token)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var text = token[..token.LastIndexOf('.')];
        return $"{text}.{Encode(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    static string Unsigned(string token) => $"{Encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}"u8)}.{token.Split('.')[1]}.";

    static string Expired(string token)
    {
        var claims = JsonNode.Parse(Tokens.Claims(token).GetRawText())!;
        claims["exp"] = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds();
        var parts = token.Split('.');
        return $"{parts[0]}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}";
    }

    static string Encode(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
