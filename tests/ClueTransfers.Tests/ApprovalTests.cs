using System.Net;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests;

/// <summary>Level-by-level approval, R25.</summary>
public sealed class ApprovalTests(CluesPlatform platform)
{
    readonly ServiceApi _api = platform.Api;
    readonly Matters _matters = platform.Matters();

    [Fact]
    public async Task Every_decision_is_recorded_with_who_when_and_the_hash_of_what_was_decided_on()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-5);
        var id = await _matters.ApprovedAsync();
        var hash = await _matters.HashAsync(id);

        var decisions = (await _api.GetAsync(_matters.Chair, $"/api/clues/{id}/decisions")).Ok().Json.EnumerateArray().ToList();
        Assert.Equal(
            [_matters.OfficeHead.UserId, _matters.Secretary.UserId, _matters.Chair.UserId], decisions.Select(d => d.GetProperty("by").GetGuid()));
        Assert.Equal(["office", "secretary", "chair"], decisions.Select(d => d.GetProperty("role").GetString()));
        Assert.All(decisions, d => Assert.Equal(hash, d.GetProperty("contentHash").GetString()));
        Assert.All(decisions, d => Assert.InRange(d.GetProperty("at").GetDateTimeOffset(), before, DateTimeOffset.UtcNow.AddSeconds(5)));
    }

    [Fact]
    public async Task Nobody_decides_on_an_own_submission_or_at_anothers_level()
    {
        var id = await _matters.InApprovalAsync();
        var body = new { contentHash = await _matters.HashAsync(id) };
        (await _api.PostAsync(_matters.Office, $"/api/clues/{id}/approve", body)).Refused(HttpStatusCode.Conflict, "clue.own_submission");
        (await _api.PostAsync(_matters.Chair, $"/api/clues/{id}/approve", body)).Refused(HttpStatusCode.Conflict, "clue.not_your_level");
        (await _api.PostAsync(_matters.Member, $"/api/clues/{id}/approve", body)).Refused(HttpStatusCode.Forbidden, "role.required");
    }

    [Fact]
    public async Task An_approval_counts_only_for_the_content_that_was_seen()
    {
        var id = await _matters.InApprovalAsync();
        var stale = new { contentHash = new string('0', 64) };
        (await _api.PostAsync(_matters.OfficeHead, $"/api/clues/{id}/approve", stale)).Refused(HttpStatusCode.Conflict, "clue.content_changed");
        (await _api.PostAsync(_matters.OfficeHead, $"/api/clues/{id}/approve", new { })).Refused(HttpStatusCode.BadRequest, "request.malformed");
    }

    [Fact]
    public async Task Returned_and_submitted_again_it_starts_at_the_first_level()
    {
        var id = await _matters.InApprovalAsync(level: 2);
        var comment = new { contentHash = await _matters.HashAsync(id), comment = "请核对" };
        (await _api.PostAsync(_matters.Chair, $"/api/clues/{id}/return", comment)).Ok();
        var again = (await _api.PostAsync(_matters.Office, $"/api/clues/{id}/submit")).Ok().Json;
        Assert.Equal(0, again.GetProperty("level").GetProperty("number").GetInt32());
        var rounds = (await _api.GetAsync(_matters.Chair, $"/api/clues/{id}/decisions")).Ok().Json.EnumerateArray().Select(d => d.GetProperty("kind").GetString());
        Assert.Equal(["approved", "approved", "returned"], rounds);
    }

    [Fact]
    public async Task Of_two_approvers_at_the_same_moment_one_wins()
    {
        var third = platform.Accounts.HolderOfAll(SampleAccounts.Dongtou, Cppcc.Office, Cppcc.Liaison);
        for (var round = 0; round < 5; round++)
        {
            var id = await _matters.InApprovalAsync();
            var body = new { contentHash = await _matters.HashAsync(id) };
            var answers = await Task.WhenAll(new[] { _matters.OfficeHead, third, _matters.OfficeHead, third }
                .Select(by => _api.PostAsync(by, $"/api/clues/{id}/approve", body)));
            Assert.Equal(1, answers.Count(answer => answer.IsSuccess));
            Assert.All(answers.Where(answer => !answer.IsSuccess), answer => Assert.Equal(HttpStatusCode.Conflict, answer.Status));
            Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from approval_decisions where clue_id = $1", id));
        }
    }

    [Fact]
    public async Task An_absent_approver_is_stood_in_for_and_the_record_says_so()
    {
        var district = platform.Matters(SampleAccounts.Lucheng);
        var now = DateTimeOffset.UtcNow;
        var delegation = new { to = district.Secretary.UserId, starts = now.AddHours(-1), ends = now.AddHours(1) };
        var made = (await _api.PostAsync(district.Chair, "/api/clues/delegations", delegation)).Ok();
        (await _api.PostAsync(district.Chair, "/api/clues/delegations", delegation)).Refused(HttpStatusCode.Conflict, "delegation.overlaps");
        var unfit = new { to = district.Member.UserId, starts = now.AddHours(2), ends = now.AddHours(3) };
        (await _api.PostAsync(district.Chair, "/api/clues/delegations", unfit)).Refused(HttpStatusCode.Conflict, "delegation.delegate_unfit");

        var id = await district.InApprovalAsync(level: 2);
        var awaiting = (await _api.GetAsync(district.Secretary, "/api/clues?awaiting=true&limit=100")).Ok().Json.GetProperty("items").EnumerateArray();
        Assert.Contains(awaiting, clue => clue.GetProperty("id").GetGuid() == id);
        await district.ApproveAsync(id, district.Secretary);
        var last = (await _api.GetAsync(district.Chair, $"/api/clues/{id}/decisions")).Ok().Json.EnumerateArray().Last();
        Assert.Equal((district.Secretary.Name, district.Chair.Name), (last.GetProperty("byName").GetString(), last.GetProperty("onBehalfOf").GetString()));

        (await _api.PostAsync(district.Secretary, $"/api/clues/delegations/{made.Id}/end")).Refused(HttpStatusCode.NotFound, "not_found");
        (await _api.PostAsync(district.Chair, $"/api/clues/delegations/{made.Id}/end")).Ok();
        var next = await district.InApprovalAsync(level: 2);
        (await _api.PostAsync(district.Secretary, $"/api/clues/{next}/approve", new { contentHash = await district.HashAsync(next) }))
            .Refused(HttpStatusCode.Conflict, "clue.not_your_level");
    }

    [Fact]
    public async Task A_district_sets_its_chain_and_open_approvals_keep_theirs()
    {
        var district = platform.Matters(SampleAccounts.Lucheng);
        var open = await district.InApprovalAsync(level: 1);
        var second = platform.Accounts.Holders(Cppcc.Secretary, SampleAccounts.Lucheng)[1];
        object Chain(params object[] levels) => new { levels };
        var before = (await _api.GetAsync(district.Admin, "/api/clues/approval-chain")).Ok();
        (await _api.PutAsync(district.Admin, "/api/clues/approval-chain", Chain(new { role = "chair", label = "主席", approver = second.UserId })))
            .Refused(HttpStatusCode.Conflict, "chain.approver_unfit");
        (await _api.PutAsync(district.Admin, "/api/clues/approval-chain", Chain())).Refused(HttpStatusCode.BadRequest, "request.invalid");
        var set = (await _api.PutAsync(
            district.Admin, "/api/clues/approval-chain", Chain(new { role = "secretary", label = "副秘书长", approver = second.UserId }), before.EntityTag)).Ok();
        try
        {
            var id = await district.InApprovalAsync();
            var body = new { contentHash = await district.HashAsync(id) };
            (await _api.PostAsync(district.Secretary, $"/api/clues/{id}/approve", body)).Refused(HttpStatusCode.Conflict, "clue.not_your_level");
            Assert.Equal("approved", (await _api.PostAsync(second, $"/api/clues/{id}/approve", body))["status"]);
            await district.ApproveAsync(open, district.Secretary);
            Assert.Equal("inApproval", await district.StatusAsync(open));

            // When the person the chain names leaves, any holder of the role may decide; otherwise nobody ever could.
            var waiting = await district.InApprovalAsync();
            (await _api.PostAsync(district.Secretary, $"/api/clues/{waiting}/approve", new { contentHash = await district.HashAsync(waiting) }))
                .Refused(HttpStatusCode.Conflict, "clue.not_your_level");
            await platform.ExecuteAsync("update people set active = false where user_id = $1", second.UserId);
            var awaiting = (await _api.GetAsync(district.Secretary, "/api/clues?awaiting=true&limit=100")).Ok().Json.GetProperty("items").EnumerateArray();
            Assert.Contains(awaiting, clue => clue.GetProperty("id").GetGuid() == waiting);
            await district.ApproveAsync(waiting, district.Secretary);
        }
        finally
        {
            await platform.ExecuteAsync("update people set active = true where user_id = $1", second.UserId);
            (await _api.PutAsync(district.Admin, "/api/clues/approval-chain", Matters.UsualChain, set.EntityTag)).Ok();
        }
    }
}
