using System.Net;
using Supervision.ClueTransfers.Entry;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests;

/// <summary>The intake gate, R33: a refused entry gets the reason, and nothing of it is kept.</summary>
public sealed class EntryTests(CluesPlatform platform)
{
    const string Secret = "海堤某处整改资金去向不明";
    const string Outside = "涉密事项";
    const string Where = "请通过保密渠道向有权机关反映。";
    const string Rule = "/api/clues/entry-rule";

    readonly ServiceApi _api = platform.Api;
    readonly Matters _matters = platform.Matters();

    [Fact]
    public async Task A_matter_outside_the_remit_is_refused_with_the_reason_and_leaves_nothing()
    {
        var before = await SetAsync(Outside);
        try
        {
            var clues = await CountAsync();
            foreach (var text in new[] { $"{Secret}，属涉密事项", $"{Secret}，属涉 密\n事，项" })
            {
                var refused = await _api.PostAsync(_matters.Member, "/api/clues", Matters.Content(text), Guid.NewGuid().ToString());
                refused.Refused(HttpStatusCode.Conflict, "clue.outside_remit");
                Assert.Contains(Where, Told(refused), StringComparison.Ordinal);
                Assert.DoesNotContain(Secret, refused.Text, StringComparison.Ordinal);
            }

            var inChinese = await _api.SendAsync(_matters.Member, HttpMethod.Post, "/api/clues", Matters.Content(Outside), language: "zh-CN");
            Assert.Contains("不属本区受理范围", Told(inChinese), StringComparison.Ordinal);
            Assert.Equal(clues, await CountAsync());

            var draft = await _matters.DraftAsync(_matters.Member);
            (await _api.PutAsync(_matters.Member, $"/api/clues/{draft}", Matters.Content(Secret + Outside), "*")).Refused(HttpStatusCode.Conflict, "clue.outside_remit");
            var sent = await _matters.TransferredAsync();
            (await _api.PostAsync(_matters.Office, $"/api/clues/{sent}/supplements", new { text = Secret + Outside })).Refused(HttpStatusCode.Conflict, "clue.outside_remit");
            await AssertNothingIsKeptAsync(Secret);
            (await _api.PostAsync(platform.Matters(SampleAccounts.Lucheng).Office, "/api/clues", Matters.Content("另一区可录" + Outside))).Ok();
        }
        finally
        {
            await ResetAsync(before);
        }
    }

    [Fact]
    public async Task A_draft_marked_unfit_keeps_its_reference_and_the_reason_and_nothing_it_said()
    {
        var (mark, words) = (Guid.NewGuid().ToString("N"), new { reason = "不属监督事项，不宜录入" });
        var part = await _matters.DraftAsync(_matters.Member, $"并入 {mark}");
        var id = await _matters.DraftAsync(_matters.Member, $"标题 {mark}");
        (await _api.PostAsync(_matters.Office, $"/api/clues/{part}/merge", new { into = id })).Ok();
        (await _api.PostAsync(_matters.Member, $"/api/clues/{id}/attachments?name={mark}.txt", Matters.File())).Ok();
        (await _api.PostAsync(_matters.Member, $"/api/clues/{id}/refuse-entry", words)).Refused(HttpStatusCode.Forbidden, "role.required");
        (await _api.PostAsync(_matters.Office, $"/api/clues/{id}/refuse-entry", words)).Ok();

        foreach (var refused in new[] { id, part })
        {
            var left = (await _api.GetAsync(_matters.Member, $"/api/clues/{refused}")).Ok();
            Assert.Equal(("refused", words.reason, "", ""), (left["status"], left["reason"], left["title"], left["account"]));
            Assert.NotEmpty(left["reference"]);
            Assert.All(["units", "persons", "evidence"], part => Assert.Equal(0, left.Json.GetProperty(part).GetArrayLength()));
            (await _api.PutAsync(_matters.Office, $"/api/clues/{refused}", Matters.Content(), "*")).Refused(HttpStatusCode.Conflict, "clue.not_editable");
            Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from clue_events where clue_id = $1 and kind = 'EntryRefused'", refused));
        }

        Assert.Empty((await _api.GetAsync(_matters.Office, $"/api/clues?search={mark}")).Ok().Json.GetProperty("items").EnumerateArray());
        await AssertNothingIsKeptAsync(mark);
        var collated = await _matters.CollatedAsync();
        (await _api.PostAsync(_matters.Office, $"/api/clues/{collated}/refuse-entry", words)).Refused(HttpStatusCode.Conflict, "clue.not_refusable");
    }

    [Fact]
    public async Task A_rule_no_text_could_be_held_against_is_refused()
    {
        object Of(string term) => new { matters = new[] { new { term, reason = Where } } };
        foreach (var term in new[] { "", "密", "、。", "a\u0007b" })
            (await _api.PutAsync(_matters.Admin, Rule, Of(term))).Refused(HttpStatusCode.BadRequest, "request.invalid");
        var seen = (await _api.GetAsync(_matters.Member, Rule)).Ok();
        (await _api.PutAsync(_matters.Admin, Rule, Of(Outside), "\"1\"")).Refused(HttpStatusCode.PreconditionFailed, "precondition.failed");
        Assert.Equal(seen.Text, (await _api.GetAsync(_matters.Member, Rule)).Text);
    }

    [Theory]
    [InlineData("省管事项", "反映省管\n事项一件", true)]
    [InlineData("ＡＢＣ", "some abc here", true)]
    [InlineData("省管事项", "省里管的事项", false)]
    public void A_term_is_found_however_it_is_written(string term, string text, bool found) =>
        Assert.Equal(found, EntryRule.NamedIn([new(term, Where)], [null, text]) is not null);

    static string Told(Answer refused) => refused.Json.GetProperty("title").GetString()!;

    async Task<Answer> SetAsync(string term)
    {
        var before = (await _api.GetAsync(_matters.Admin, Rule)).Ok();
        return (await _api.PutAsync(_matters.Admin, Rule, new { matters = new[] { new { term, reason = Where } } }, before.EntityTag)).Ok();
    }

    async Task ResetAsync(Answer set) => (await _api.PutAsync(_matters.Admin, Rule, new { matters = Array.Empty<object>() }, set.EntityTag)).Ok();

    Task<long> CountAsync() => platform.ScalarAsync<long>("select count(*) from clues");

    /// <summary>No row of any of the service's tables contains the text.</summary>
    async Task AssertNothingIsKeptAsync(string words)
    {
        var tables = await platform.ScalarAsync<string[]>(
            "select array_agg(relname::text) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'");
        foreach (var table in tables!)
            Assert.True(await platform.ScalarAsync<long>($"select count(*) from \"{table}\" t where t::text like '%' || $1 || '%'", words) == 0, $"{table} keeps it.");
    }
}
