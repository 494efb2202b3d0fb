using System.Net;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Proposals;

/// <summary>Proposals (R2): sources per body, merging that keeps every proposer, near-duplicates, lists.</summary>
public sealed class ProposalTests(TopicsPlatform platform)
{
    const string Path = Affairs.Path + "/proposals";

    readonly ServiceApi _api = platform.Api;
    readonly Affairs _ours = new(platform);

    [Fact]
    public async Task Each_body_proposes_from_its_own_sources()
    {
        foreach (var (by, source) in new[] { (_ours.Reviewer, "partyAssigned"), (_ours.Liaison, "commissionPriority"), (_ours.Member, "cppccProposal"), (_ours.Office, "whistle") })
            await _ours.ProposalAsync(by, Affairs.Proposal(source));
        foreach (var (by, source) in new[] { (_ours.Member, "partyAssigned"), (_ours.Reviewer, "whistle"), (_ours.Office, "publicCall"), (_ours.Leader, "cppccProposal") })
            (await _api.PostAsync(by, Path, Affairs.Proposal(source))).Refused(HttpStatusCode.UnprocessableEntity, "proposal.source");
    }

    [Fact]
    public async Task A_field_or_tag_that_is_none_of_the_districts_terms_is_refused_and_its_own_is_taken()
    {
        (await _api.PostAsync(_ours.Office, Path, Affairs.Proposal("whistle", tags: ["nobodyKnows"]))).Refused(HttpStatusCode.UnprocessableEntity, "term.unknown");
        var code = $"own{Guid.NewGuid():N}"[..16];
        var term = await _ours.TermAsync(new { kind = "tag", code, chinese = "山海协作", english = "Mountains and sea" });
        await _ours.ProposalAsync(content: Affairs.Proposal("whistle", tags: [code]));
        var tags = (await _api.GetAsync(_ours.Member, $"{Affairs.Path}/terms?kind=tag")).Ok().Json.EnumerateArray().ToList();
        Assert.Contains(tags, tag => tag.GetProperty("code").GetString() == code);
        Assert.All(tags, tag => Assert.Equal("tag", tag.GetProperty("kind").GetString()));
        (await _api.PostAsync(_ours.Admin, $"{Affairs.Path}/terms", new { kind = "tag", code, chinese = "同名", english = "Same" })).Refused(HttpStatusCode.Conflict, "term.exists");
        (await _api.PutAsync(_ours.Admin, $"{Affairs.Path}/terms/{term}", new { chinese = "山海协作", english = "Mountains and sea", active = false })).Ok();
        (await _api.PostAsync(_ours.Office, Path, Affairs.Proposal("whistle", tags: [code]))).Refused(HttpStatusCode.UnprocessableEntity, "term.unknown");
    }

    [Fact]
    public async Task Merging_keeps_every_proposer_and_tells_them()
    {
        await using var told = await Listener.ToAsync(platform, "ProposalMerged");
        var (from, into) = (await _ours.ProposalAsync(_ours.Member), await _ours.ProposalAsync(_ours.Supervisor));
        (await _api.PostAsync(_ours.Office, $"{Path}/{from}/merge", new { into = from })).Refused(HttpStatusCode.Conflict, "proposal.merge_into_itself");
        Assert.Equal("merged", (await _api.PostAsync(_ours.Office, $"{Path}/{from}/merge", new { into }))["status"]);
        var proposers = (await _api.GetAsync(_ours.Member, $"{Path}/{into}")).Ok().Json.GetProperty("proposers").EnumerateArray().Select(p => p.GetProperty("userId").GetGuid());
        Assert.Equal([_ours.Supervisor.UserId, _ours.Member.UserId], proposers);
        var fact = await told.NextAsync(e => e.GetProperty("proposalId").GetGuid() == from);
        Assert.Equal(_ours.Member.UserId, fact.GetProperty("proposers").EnumerateArray().Single().GetGuid());
        (await _api.PostAsync(_ours.Office, $"{Path}/{from}/shortlist", new { @class = "policy" })).Refused(HttpStatusCode.Conflict, "proposal.not_open");
    }

    [Fact]
    public async Task A_proposal_shortlisted_twice_at_the_same_instant_becomes_one_topic()
    {
        var id = await _ours.ProposalAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _api.PostAsync(_ours.Office, $"{Path}/{id}/shortlist", new { @class = "policy" })));
        Assert.Single(answers, answer => answer.IsSuccess);
        Assert.All(answers, answer => Assert.True(answer.IsSuccess || answer.Status is HttpStatusCode.Conflict, answer.Text));
    }

    [Fact]
    public async Task A_near_duplicate_is_hinted_and_another_matter_is_not()
    {
        var mark = $"{Guid.NewGuid():N}"[..8];
        var id = await _ours.ProposalAsync(content: Affairs.Proposal("whistle", $"渔港码头停靠费收取不规范{mark}", "码头停靠费明码标价"));
        var near = await _ours.ProposalAsync(content: Affairs.Proposal("whistle", $"渔港码头停靠费收取不够规范{mark}", "停靠费明码标价"));
        var found = (await _api.GetAsync(_ours.Office, $"{Path}/{id}/similar")).Ok().Json.EnumerateArray().Select(s => s.GetProperty("id").GetGuid()).ToList();
        Assert.Contains(near, found);
        var other = (await _api.PostAsync(_ours.Office, $"{Path}/similar", new { title = "乡村小学营养餐", scope = "配餐公示" })).Ok().Json.EnumerateArray();
        Assert.DoesNotContain(other, s => s.GetProperty("id").GetGuid() == id);
    }

    [Fact]
    public async Task Two_characters_inside_a_longer_word_are_found_and_pages_lose_nothing()
    {
        var mark = $"{Guid.NewGuid():N}"[..10];
        for (var i = 0; i < 5; i++) await _ours.ProposalAsync(content: Affairs.Proposal("whistle", $"优化营商环境{mark}", "一网通办"));
        Assert.Equal(5, await CountAsync($"?search={mark}"));
        Assert.NotEqual(0, await CountAsync("?search=营商"));
        Assert.Equal(0, await CountAsync($"?search={mark}%25"));
        foreach (var sort in new[] { "newest", "oldest", "title" })
        {
            var (seen, after) = (new HashSet<Guid>(), "");
            do
            {
                var page = (await _api.GetAsync(_ours.Leader, $"{Path}?search={mark}&limit=2&sort={sort}{after}")).Ok().Json;
                Assert.All(page.GetProperty("items").EnumerateArray(), row => Assert.True(seen.Add(row.GetProperty("id").GetGuid())));
                after = page.GetProperty("next").GetString() is { } next ? $"&after={next}" : "";
            }
            while (after.Length > 0);
            Assert.Equal(5, seen.Count);
        }

        async Task<int> CountAsync(string query) => (await _api.GetAsync(_ours.Office, Path + query)).Ok().Json.GetProperty("items").GetArrayLength();
    }
}
