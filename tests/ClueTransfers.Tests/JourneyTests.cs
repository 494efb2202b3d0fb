using System.Net;
using System.Text.Json;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests;

/// <summary>The main job of the platform through the service's API: R24 to R28 and R32.</summary>
public sealed class JourneyTests(CluesPlatform platform)
{
    readonly ServiceApi _api = platform.Api;
    readonly Matters _matters = platform.Matters();

    [Fact]
    public async Task A_clue_goes_from_the_register_to_its_close()
    {
        var id = await _matters.DraftAsync(_matters.Member);
        Assert.Matches(@"^\d{4}-\d{4,}$", (await DetailAsync(_matters.Member, id)).GetProperty("reference").GetString());
        await Command(_matters.Office, id, "collate");
        await Command(_matters.Office, id, "submit");

        var hash = await _matters.HashAsync(id);
        var returned = await Command(_matters.OfficeHead, id, "return", new { contentHash = hash, comment = "请补充发生时间" });
        Assert.Equal("returned", returned["status"]);
        var seen = (await _api.GetAsync(_matters.Office, $"/api/clues/{id}")).Ok();
        Assert.Equal("请补充发生时间", seen["reason"]);
        (await _api.PutAsync(_matters.Office, $"/api/clues/{id}", Matters.Content("沿街商铺审批多头往返（更正）"), seen.EntityTag)).Ok();
        await Command(_matters.Office, id, "submit");
        foreach (var approver in new[] { _matters.OfficeHead, _matters.Secretary, _matters.Chair }) await _matters.ApproveAsync(id, approver);

        var transferred = await Command(_matters.Office, id, "transfer");
        Assert.Matches(@"^〔\d{4}〕\d+号$", transferred["letterNumber"]);
        Assert.NotEqual(hash, transferred["contentHash"]);

        var system = platform.Accounts.System(Bodies.Discipline);
        Assert.Equal("transferred", await _matters.StatusAsync(id, system));
        await Command(_matters.Intake, id, "receive");
        await Command(_matters.Intake, id, "accept", new { handler = _matters.Handler.UserId });
        await Command(_matters.Handler, id, "disposal", Matters.Proposal);
        Assert.Equal("", (await _api.GetAsync(_matters.Chair, $"/api/clues/{id}"))["outcomeSummary"]);
        await Command(_matters.Leader, id, "disposal/send-back", new { reason = "请补充依据" });
        await Command(_matters.Handler, id, "disposal", Matters.Proposal);
        await Command(_matters.Leader, id, "disposal/approve", new { });

        var outcome = (await _api.GetAsync(_matters.Member, $"/api/clues/{id}")).Ok();
        Assert.Equal("disposed", outcome["status"]);
        Assert.Equal("已核查处理，窗口流程已整改。", outcome["outcomeSummary"]);
        Assert.Equal("closed", (await Command(_matters.Handler, id, "close"))["status"]);
        await HistoryTellsEachBodyItsPart(id);
        await LogsShowEachBodyItsReads(id);
    }

    [Fact]
    public async Task Neither_body_is_shown_the_others_people_or_deliberations()
    {
        var id = await _matters.DisposedAsync();
        var (ours, theirs) = (await DetailAsync(_matters.Chair, id), await DetailAsync(_matters.Leader, id));

        Assert.Equal(JsonValueKind.Null, ours.GetProperty("handler").ValueKind);
        Assert.Equal(JsonValueKind.Null, ours.GetProperty("disposalDue").ValueKind);
        Assert.Equal(_matters.Handler.Name, theirs.GetProperty("handler").GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, theirs.GetProperty("authors").ValueKind);
        Assert.Equal(JsonValueKind.Null, theirs.GetProperty("chain").ValueKind);
        foreach (var secret in new[] { "谈话函询", "interview", _matters.Handler.Name })
            Assert.DoesNotContain(secret, (await _api.GetAsync(_matters.Chair, $"/api/clues/{id}/history")).Text + ours, StringComparison.Ordinal);
        foreach (var secret in new[] { _matters.Office.Name, _matters.Secretary.Name })
            Assert.DoesNotContain(secret, (await _api.GetAsync(_matters.Leader, $"/api/clues/{id}/history")).Text + theirs, StringComparison.Ordinal);
        (await _api.GetAsync(_matters.Chair, $"/api/clues/{id}/disposal")).Refused(HttpStatusCode.Forbidden, "role.required");
        (await _api.GetAsync(_matters.Leader, $"/api/clues/{id}/decisions")).Refused(HttpStatusCode.Forbidden, "role.required");
    }

    [Fact]
    public async Task Merging_keeps_every_author()
    {
        var (into, from) = (await _matters.DraftAsync(), await _matters.DraftAsync(_matters.Member));
        await Command(_matters.Office, from, "merge", new { into });

        var merged = await DetailAsync(_matters.Member, into);
        Assert.Equal([_matters.Office.UserId, _matters.Member.UserId], merged.GetProperty("authors").EnumerateArray().Select(a => a.GetProperty("userId").GetGuid()));
        Assert.Equal(into, (await DetailAsync(_matters.Member, from)).GetProperty("mergedInto").GetGuid());
        (await _api.PostAsync(_matters.Office, $"/api/clues/{into}/merge", new { into })).Refused(HttpStatusCode.Conflict, "clue.merge_into_itself");
        (await _api.PostAsync(_matters.Office, $"/api/clues/{from}/merge", new { into })).Refused(HttpStatusCode.Conflict, "clue.not_mergeable");
    }

    async Task HistoryTellsEachBodyItsPart(Guid id)
    {
        string[] Kinds(Answer answer) => [.. answer.Ok().Json.EnumerateArray().Select(e => e.GetProperty("kind").GetString()!)];
        Assert.Equal(
            ["registered", "collated", "submitted", "returned", "edited", "submitted", "levelApproved", "levelApproved", "approved", "transferred",
                "received", "accepted", "disposed", "closed"],
            Kinds(await _api.GetAsync(_matters.Chair, $"/api/clues/{id}/history")));
        Assert.Equal(
            ["transferred", "received", "accepted", "disposalProposed", "disposalSentBack", "disposalProposed", "disposed", "closed"],
            Kinds(await _api.GetAsync(_matters.Leader, $"/api/clues/{id}/history")));
    }

    async Task LogsShowEachBodyItsReads(Guid id)
    {
        var theirs = (await _api.GetAsync(_matters.Leader, $"/api/clues/{id}/access-log")).Ok().Json.GetProperty("items").EnumerateArray().ToList();
        Assert.All(theirs, read => Assert.Equal(Bodies.Discipline, read.GetProperty("body").GetString()));
        Assert.Contains(theirs, read => read.GetProperty("client").GetString() == $"{SampleAccounts.Dongtou}-discipline-system");
        var ours = (await _api.GetAsync(_matters.Chair, $"/api/clues/{id}/access-log")).Ok().Json.GetProperty("items").EnumerateArray().ToList();
        Assert.All(ours, read => Assert.Equal(Bodies.Cppcc, read.GetProperty("body").GetString()));
        Assert.Contains(ours, read => read.GetProperty("name").GetString() == _matters.Member.Name && read.GetProperty("part").GetString() == "detail");
        Assert.Contains(ours, read => read.GetProperty("part").GetString() == "history" && read.GetProperty("client").GetString() == SignInClient.Client);
    }

    async Task<JsonElement> DetailAsync(Actor by, Guid id) => (await _api.GetAsync(by, $"/api/clues/{id}")).Ok().Json;

    async Task<Answer> Command(Actor by, Guid id, string command, object? body = null) =>
        (await _api.PostAsync(by, $"/api/clues/{id}/{command}", body)).Ok();
}
