using System.Text.Json;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests;

/// <summary>Clues made from findings (R19): drafts in the register, whose finder sees their progress.</summary>
public sealed class FindingTests(CluesPlatform platform)
{
    readonly ServiceApi _api = platform.Api;
    readonly Matters _matters = platform.Matters();

    [Fact]
    public async Task A_finding_becomes_a_draft_of_its_finder_that_the_office_takes_up_and_its_fate_is_told()
    {
        await using var fates = await Listener.ToAsync(platform, nameof(ReferredFindingChanged));
        await using var registered = await Listener.ToAsync(platform, nameof(ClueRegistered));
        var finding = Finding();
        await platform.PublishAsync(finding);
        var clue = (await registered.NextAsync(e => e.GetProperty("by").GetGuid() == finding.By)).GetProperty("clueId").GetGuid();
        var detail = (await _api.GetAsync(platform.Accounts.Holder(Cppcc.Supervisor), $"/api/clues/{clue}")).Ok();
        Assert.Equal(("draft", "finding", finding.Reference), (detail["status"], detail["source"], detail["sourceReference"]));
        Assert.Contains(finding.Evidence[0], detail["account"], StringComparison.Ordinal);

        Assert.Equal("draft", await NextStatusAsync(fates, finding));
        await _matters.AfterAsync(clue, _matters.Office, "collate");
        Assert.Equal("collated", await NextStatusAsync(fates, finding));
        await _matters.AfterAsync(clue, _matters.Office, "submit");
        foreach (var approver in new[] { _matters.OfficeHead, _matters.Secretary, _matters.Chair }) await _matters.ApproveAsync(clue, approver);
        await _matters.AfterAsync(clue, _matters.Office, "transfer");
        var told = await fates.NextAsync(e => Concerns(e, finding) && e.GetProperty("status").GetString() == "transferred");
        Assert.Equal(["aggregate", "at", "disposition", "district", "findingId", "matterId", "reference", "status", "version"], told.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        await _matters.AfterAsync(clue, _matters.Intake, "receive");
        Assert.Equal("received", await NextStatusAsync(fates, finding));
    }

    [Fact]
    public async Task The_same_handover_twice_is_one_clue_and_a_later_one_changes_the_draft()
    {
        var finding = Finding();
        await platform.PublishAsync(finding);
        await platform.PublishAsync(finding);
        await platform.PublishAsync(finding with { Heading = "更正后的标题", Version = 2, Evidence = [new('b', 64)] });
        await Eventually.EqualAsync("更正后的标题", () => platform.ScalarAsync<string>("select title from clues where finding_id = $1", finding.FindingId));
        await platform.PublishAsync(finding with { Heading = "迟到的旧标题", Version = 1 });
        await platform.PublishAsync(finding with { Version = 3, Standing = false });
        await Eventually.EqualAsync("Withdrawn", () => platform.ScalarAsync<string>("select status from clues where finding_id = $1", finding.FindingId));
        Assert.Equal(1, await CountAsync(finding));
        Assert.Equal("更正后的标题", await platform.ScalarAsync<string>("select title from clues where finding_id = $1", finding.FindingId));
        await platform.PublishAsync(finding with { Version = 4 });
        await Eventually.EqualAsync(2L, () => CountAsync(finding));
    }

    [Fact]
    public async Task What_was_begun_with_goes_its_way_and_what_was_changed_by_hand_stays()
    {
        var finding = Finding();
        await platform.PublishAsync(finding);
        await Eventually.EqualAsync(1L, () => CountAsync(finding));
        var clue = await platform.ScalarAsync<Guid>("select id from clues where finding_id = $1", finding.FindingId);
        (await _api.PutAsync(_matters.Office, $"/api/clues/{clue}", Matters.Content("委室改写"), "*")).Ok();
        await platform.PublishAsync(finding with { Heading = "监督员改写", Version = 2 });
        await Eventually.EqualAsync(2L, () => platform.ScalarAsync<long>("select finding_version from clues where id = $1", clue));
        Assert.Equal("委室改写", await platform.ScalarAsync<string>("select title from clues where id = $1", clue));
        await _matters.AfterAsync(clue, _matters.Office, "collate");
        await platform.PublishAsync(finding with { Version = 3, Standing = false });
        await Eventually.EqualAsync(3L, () => platform.ScalarAsync<long>("select finding_version from clues where id = $1", clue));
        Assert.Equal("Collated", await platform.ScalarAsync<string>("select status from clues where id = $1", clue));
    }

    [Fact]
    public async Task Rectifications_are_not_its_affair()
    {
        var (rectification, clue) = (Finding() with { Disposition = "rectification" }, Finding());
        await platform.PublishAsync(rectification);
        await platform.PublishAsync(clue);
        await Eventually.EqualAsync(1L, () => CountAsync(clue));
        Assert.Equal(0, await CountAsync(rectification));
    }

    FindingReferred Finding() => new(
        Guid.CreateVersion7(), SampleAccounts.Dongtou, $"V2026-0001/{Random.Shared.Next():X8}", "clue", true, Guid.CreateVersion7(), null, "businessEnvironment",
        ["U01"], "serious", "窗口违规收费", "走访发现窗口收取无依据费用。", [new('a', 64)], platform.Accounts.Holder(Cppcc.Supervisor).UserId, 1, DateTimeOffset.UtcNow);

    Task<long> CountAsync(FindingReferred finding) => platform.ScalarAsync<long>("select count(*) from clues where finding_id = $1", finding.FindingId);

    static bool Concerns(JsonElement e, FindingReferred finding) => e.GetProperty("findingId").GetGuid() == finding.FindingId;

    static async Task<string?> NextStatusAsync(Listener fates, FindingReferred finding) =>
        (await fates.NextAsync(e => Concerns(e, finding))).GetProperty("status").GetString();
}
