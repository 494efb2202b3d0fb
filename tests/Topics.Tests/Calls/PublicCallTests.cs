using System.Net;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Calls;

/// <summary>The public call (R2): no account needed, a receipt to look up the state, and nothing else visible.</summary>
public sealed class PublicCallTests(TopicsPlatform platform)
{
    readonly ServiceApi _api = platform.Api;
    readonly Affairs _ours = new(platform);

    string Public => $"{Affairs.Path}/public/{_ours.District}";

    [Fact]
    public async Task Somebody_without_an_account_proposes_and_follows_it_by_the_receipt()
    {
        var call = await _ours.CallAsync();
        Assert.Contains((await _api.GetAsync(Actor.Nobody, $"{Public}/calls")).Ok().Json.EnumerateArray(), c => c.GetProperty("id").GetGuid() == call);
        var receipt = (await _api.PostAsync(Actor.Nobody, $"{Public}/calls/{call}/proposals", Proposal)).Ok()["receipt"];
        Assert.Equal("submitted", await StateAsync(receipt, "status"));

        var id = await platform.ScalarAsync<Guid>("select id from proposals where call_id = $1", call);
        var seen = (await _api.GetAsync(_ours.Office, $"{Affairs.Path}/proposals/{id}")).Ok().Json.GetProperty("proposers")[0];
        Assert.Equal(("public", "13800000000"), (seen.GetProperty("body").GetString(), seen.GetProperty("contact").GetString()));
        Assert.Equal("", (await _api.GetAsync(_ours.Leader, $"{Affairs.Path}/proposals/{id}")).Ok().Json.GetProperty("proposers")[0].GetProperty("contact").ToString());

        var other = await _ours.ProposalAsync();
        (await _api.PostAsync(_ours.Office, $"{Affairs.Path}/proposals/{id}/merge", new { into = other })).Ok();
        await _ours.SolicitedAsync(other);
        Assert.Equal("merged", await StateAsync(receipt, "status"));
        Assert.NotEqual("", await StateAsync(receipt, "mergedInto"));
        Assert.Equal("", await StateAsync(receipt, "reason"));
    }

    [Fact]
    public async Task A_receipt_shows_its_own_proposal_only_and_only_in_its_district()
    {
        var call = await _ours.CallAsync();
        var receipt = (await _api.PostAsync(Actor.Nobody, $"{Public}/calls/{call}/proposals", Proposal)).Ok()["receipt"];
        Assert.Equal(HttpStatusCode.NotFound, (await LookUpAsync("2222-2222-2222")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.PostAsync(Actor.Nobody, $"{Affairs.Path}/public/330302/receipts", new { receipt })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await LookUpAsync("' or 1=1")).Status);
    }

    [Fact]
    public async Task What_is_not_open_takes_nothing()
    {
        var call = await _ours.CallAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await _api.PostAsync(Actor.Nobody, $"{Affairs.Path}/public/330302/calls/{call}/proposals", Proposal)).Status);
        (await _api.PostAsync(_ours.Office, $"{Affairs.Path}/calls/{call}/end")).Ok();
        Assert.Equal(HttpStatusCode.NotFound, (await _api.PostAsync(Actor.Nobody, $"{Public}/calls/{call}/proposals", Proposal)).Status);
        (await _api.PostAsync(_ours.Office, $"{Affairs.Path}/calls/{call}/end")).Refused(HttpStatusCode.Conflict, "call.over");
    }

    static object Proposal => new { title = "窗口办事", scope = "证明材料过多", field = "publicService", name = "居民", contact = "13800000000" };

    Task<Answer> LookUpAsync(string receipt) => _api.PostAsync(Actor.Nobody, $"{Public}/receipts", new { receipt });

    async Task<string> StateAsync(string receipt, string property) => (await LookUpAsync(receipt))[property];
}
