using System.Net;
using System.Text.Json;
using Supervision.Contracts;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Supervisors.Tests.Field;

/// <summary>Findings and their dispositions (R19).</summary>
public sealed class FindingTests(SupervisorsPlatform platform)
{
    readonly Fieldwork _field = new(platform);

    [Fact]
    public async Task A_finding_goes_on_as_a_clue_and_its_fate_comes_back()
    {
        await using var handovers = await Listener.ToAsync(platform, nameof(FindingReferred));
        var finding = (await _field.FindingAsync("clue")).Id;
        var referred = await handovers.NextAsync(e => Concerns(e, finding));
        Assert.Equal(("clue", true, _field.Supervisor.UserId), (Text(referred, "disposition"), referred.GetProperty("standing").GetBoolean(), referred.GetProperty("by").GetGuid()));
        Assert.Equal("示例·监督发现的情况", Text(referred, "description"));
        var clue = Guid.CreateVersion7();
        foreach (var (status, version) in new[] { ("draft", 1), ("transferred", 3), ("collated", 2) }) // the last one is late
            await platform.PublishAsync(new ReferredFindingChanged(finding, SampleAccounts.Dongtou, "clue", clue, "2026-0007", status, version, DateTimeOffset.UtcNow));
        await platform.PublishAsync(new ReferredFindingChanged(finding, SampleAccounts.Dongtou, "rectification", Guid.NewGuid(), null, "issued", 9, DateTimeOffset.UtcNow));
        await Eventually.EqualAsync("transferred", async () => await FateAsync(_field.Supervisor, finding));
    }

    [Fact]
    public async Task The_commission_sees_a_clues_fate_from_its_transfer_on()
    {
        var finding = (await _field.FindingAsync("clue")).Id;
        await platform.PublishAsync(new ReferredFindingChanged(finding, SampleAccounts.Dongtou, "clue", Guid.NewGuid(), "2026-0008", "inApproval", 1, DateTimeOffset.UtcNow));
        await Eventually.EqualAsync("inApproval", async () => await FateAsync(_field.Supervisor, finding));
        Assert.Null(await FateAsync(_field.Handler, finding));
        await platform.PublishAsync(new ReferredFindingChanged(finding, SampleAccounts.Dongtou, "clue", Guid.NewGuid(), "2026-0008", "transferred", 2, DateTimeOffset.UtcNow));
        await Eventually.EqualAsync("transferred", async () => await FateAsync(_field.Handler, finding));
    }

    [Fact]
    public async Task Another_disposition_is_recorded_and_the_service_that_had_it_is_told()
    {
        await using var handovers = await Listener.ToAsync(platform, nameof(FindingReferred));
        var finding = (await _field.FindingAsync("clue")).Id;
        (await _field.Api.PostAsync(_field.Supervisor, $"{Fieldwork.Path}/findings/{finding}/dispose", new { disposition = "rectification", reason = "改为整改" })).Ok();
        (await _field.Api.PostAsync(_field.Office, $"{Fieldwork.Path}/findings/{finding}/dispose", new { disposition = "rectification" })).Refused(HttpStatusCode.Conflict, "finding.unchanged");
        (string, bool)[] expected = [("clue", true), ("clue", false), ("rectification", true)];
        long last = 0;
        foreach (var step in expected)
        {
            var told = await handovers.NextAsync(e => Concerns(e, finding));
            Assert.Equal(step, (Text(told, "disposition"), told.GetProperty("standing").GetBoolean()));
            Assert.True(told.GetProperty("version").GetInt64() > last);
            last = told.GetProperty("version").GetInt64();
        }

        var dispositions = (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/findings/{finding}")).Ok().Json.GetProperty("dispositions");
        Assert.Equal(["clue", "rectification"], dispositions.EnumerateArray().Select(d => Text(d, "disposition")));
    }

    [Fact]
    public async Task A_photo_that_comes_after_is_told_to_who_goes_on_with_the_finding()
    {
        await using var handovers = await Listener.ToAsync(platform, nameof(FindingReferred));
        var finding = await _field.FindingAsync("rectification");
        var hash = Fieldwork.HashOf(Fieldwork.Jpeg());
        var visit = Guid.Parse(finding.Values!["visit"]);
        (await _field.SyncAsync(visit, _field.Supervisor, Fieldwork.PhotoEntry(Guid.CreateVersion7(), DateTimeOffset.UtcNow, hash, finding.Id))).Ok();
        var told = await handovers.NextAsync(e => Concerns(e, finding.Id) && e.GetProperty("evidence").GetArrayLength() == 1);
        Assert.Equal(hash, told.GetProperty("evidence")[0].GetString());
    }

    [Fact]
    public async Task A_look_back_lists_the_earlier_findings_and_says_how_they_stand()
    {
        var finding = (await _field.FindingAsync("rectification")).Id;
        var visit = await _field.PlannedAsync(earlier: [finding]);
        var earlier = (await _field.Api.GetAsync(_field.Handler, $"{Fieldwork.Path}/visits/{visit}/earlier-findings")).Ok().Json;
        Assert.Equal(finding, earlier[0].GetProperty("id").GetGuid());
        var at = DateTimeOffset.UtcNow;
        (await _field.SyncAsync(visit, _field.Supervisor, new { id = Guid.CreateVersion7(), recordedAt = at, check = new { findingId = finding, result = "rectified" } })).Ok();
        Assert.Equal(0, await ChecksAsync(finding)); // the visit has not started
        (await _field.SyncAsync(visit, _field.Supervisor, new { id = Guid.CreateVersion7(), recordedAt = at, start = new { } })).Ok();
        Assert.Equal(1, await ChecksAsync(finding));
        (await _field.SyncAsync(visit, _field.Supervisor, new { id = Guid.CreateVersion7(), recordedAt = at, check = new { findingId = Guid.NewGuid(), result = "rectified" } }))
            .Refused(HttpStatusCode.UnprocessableEntity, "entry.finding_unknown");
    }

    [Fact]
    public async Task Lists_filter_sort_and_page()
    {
        var visit = await _field.StartedAsync();
        var ids = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        var at = DateTimeOffset.UtcNow.AddMinutes(-30);
        (await _field.SyncAsync(visit, _field.Supervisor, [.. ids.Select((id, i) => Fieldwork.FindingEntry(id, at.AddMinutes(i), $"示例·监督第{i}项"))])).Ok();
        List<Guid> seen = [];
        for (string? after = null; ;)
        {
            var page = (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/findings?visit={visit}&limit=2&ascending=true{(after is null ? "" : $"&after={after}")}")).Ok().Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(f => f.GetProperty("id").GetGuid()));
            if ((after = page.GetProperty("next").GetString()) is null) break;
        }

        Assert.Equal(ids, seen);
        var found = (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/findings?visit={visit}&search={Uri.EscapeDataString("第3项")}&undecided=true")).Ok().Json.GetProperty("items");
        Assert.Equal(ids[3], Assert.Single(found.EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal(0, (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/findings?visit={visit}&disposition=clue")).Ok().Json.GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await _field.Api.GetAsync(_field.Member, $"{Fieldwork.Path}/findings?visit={visit}")).Ok().Json.GetProperty("items").GetArrayLength());
    }

    async Task<int> ChecksAsync(Guid finding) =>
        (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/findings/{finding}")).Ok().Json.GetProperty("checks").GetArrayLength();

    async Task<string?> FateAsync(SampleAccount by, Guid finding)
    {
        var fate = (await _field.Api.GetAsync(by, $"{Fieldwork.Path}/findings/{finding}")).Ok().Json.GetProperty("finding").GetProperty("fate");
        return fate.ValueKind is JsonValueKind.Null ? null : Text(fate, "status");
    }

    static bool Concerns(JsonElement e, Guid finding) => e.GetProperty("findingId").GetGuid() == finding;

    static string? Text(JsonElement e, string property) => e.GetProperty(property).GetString();
}
