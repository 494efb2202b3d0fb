using Microsoft.Extensions.DependencyInjection;
using Supervision.ClueTransfers.Handshake;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Persistence;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests;

/// <summary>A missed deadline is flagged at its instant, once, however many copies of the service check (R27, R28).</summary>
public sealed class OverdueTests(CluesPlatform platform)
{
    readonly ServiceApi _api = platform.Api;
    readonly Matters _matters = platform.Matters();

    [Fact]
    public async Task A_receipt_that_is_late_is_flagged_at_its_instant_and_once()
    {
        var id = await _matters.TransferredAsync();
        await DueInAsync(id, "receipt", TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(async () => await ToldAsync(id, "ReceiptOverdue") == 1, "the missed receipt is published");
        var clue = (await _api.GetAsync(_matters.Office, $"/api/clues/{id}")).Ok();
        Assert.Equal("True", clue["overdue"]);
        var listed = (await _api.GetAsync(_matters.Office, "/api/clues?overdue=true&limit=100")).Ok().Json.GetProperty("items").EnumerateArray();
        Assert.Contains(listed, row => row.GetProperty("id").GetGuid() == id);
        (await _api.PostAsync(_matters.Intake, $"/api/clues/{id}/receive")).Ok();
        Assert.Equal("False", (await _api.GetAsync(_matters.Office, $"/api/clues/{id}"))["overdue"]);
    }

    [Fact]
    public async Task Overdue_disposals_are_the_commissions_own_affair()
    {
        var id = await _matters.AcceptedAsync();
        await DueInAsync(id, "disposal", TimeSpan.Zero);
        await Eventually.TrueAsync(async () => await ToldAsync(id, "DisposalOverdue") == 1, "the missed disposal is published");
        Assert.Equal("True", (await _api.GetAsync(_matters.Leader, $"/api/clues/{id}"))["overdue"]);
        Assert.Equal("False", (await _api.GetAsync(_matters.Chair, $"/api/clues/{id}"))["overdue"]);
        Assert.DoesNotContain("disposalOverdue", (await _api.GetAsync(_matters.Chair, $"/api/clues/{id}/history")).Ok().Text, StringComparison.Ordinal);
        (await _api.PostAsync(_matters.Handler, $"/api/clues/{id}/disposal", Matters.Proposal)).Ok();
        Assert.Equal("False", (await _api.GetAsync(_matters.Leader, $"/api/clues/{id}"))["overdue"]);
    }

    [Fact]
    public async Task Many_copies_sweeping_at_once_tell_of_each_miss_once()
    {
        await using var copy = new InProcessClues(platform);
        var sweep = copy.Services.GetRequiredService<DueWork<OverdueSweep>>();
        var ids = new List<Guid>();
        for (var i = 0; i < 12; i++) ids.Add(await _matters.TransferredAsync());
        foreach (var id in ids) await DueInAsync(id, "receipt", TimeSpan.Zero);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => sweep.RunOnceAsync(TestContext.Current.CancellationToken)));
        await Eventually.TrueAsync(
            async () => await platform.ScalarAsync<long>("select count(*) from clues where id = any ($1) and due_check is not null", ids) == 0, "all are swept");
        foreach (var id in ids) Assert.Equal(1, await ToldAsync(id, "ReceiptOverdue"));
    }

    /// <summary>Moves a deadline of the clue, as if it had been transferred or received that much earlier.</summary>
    Task DueInAsync(Guid id, string deadline, TimeSpan from) => platform.ExecuteAsync(
        $"update clues set {deadline}_due = now() + $2, due_check = now() + $2 where id = $1", id, from);

    Task<long> ToldAsync(Guid id, string kind) =>
        platform.ScalarAsync<long>("select count(*) from clue_events where clue_id = $1 and kind = $2", id, kind);
}
