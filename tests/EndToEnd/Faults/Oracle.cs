using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.EndToEnd.Faults;

/// <summary>
/// Checks that every transfer ever made on this platform had its effect exactly once wherever it belongs: the register, the
/// inboxes of all whom it concerns, and at least once under one event id in the queue of the commission's own system.
/// </summary>
internal static class Oracle
{
    private const string Transferred = "clue.transferred.v1";
    private const string Received = "clue.received.v1";

    /// <summary>Waits until everything has arrived, then counts.</summary>
    public static async Task SettledAsync(FaultPlatform platform)
    {
        await Eventually.EmptyAsync("left in an outbox", () => Records.OutboxAsync(platform.Host));
        var transfers = await Records.TransfersAsync(platform.Host);
        var expected = transfers.SelectMany(transfer => Told(platform, transfer)).ToHashSet();
        await Eventually.EmptyAsync<(Guid, Guid, string)>("not notified", async () =>
            [.. expected.Except((await Records.InboxLinesAsync(platform.Host)).Select(line => (line.Clue, line.User, line.Kind)))]);

        AssertRegister(platform, transfers);
        AssertInboxes(expected, await Records.InboxLinesAsync(platform.Host));
        Assert.Empty(await Records.UnevenInboxesAsync(platform.Host));
        foreach (var district in platform.Districts) await AssertQueueAsync(district, [.. transfers.Where(one => one.District == district.Code)]);
        Assert.Empty(await Records.DeadLettersAsync(platform.Host));
        Assert.Empty(await Records.OutboxAsync(platform.Host));
    }

    /// <summary>Who must be notified of a transfer and of its receipt; nobody is notified of their own actions.</summary>
    private static IEnumerable<(Guid Clue, Guid User, string Kind)> Told(FaultPlatform platform, TransferRecord transfer)
    {
        IEnumerable<SampleAccount> Holders(params Role[] roles) => platform.Accounts.Accounts.Where(account =>
            account.District == transfer.District && roles.Any(role => role.Body == account.Body && account.Roles.Contains(role.Name)));
        var office = platform.Districts.Single(district => district.Code == transfer.District).Office;

        foreach (var intake in Holders(Discipline.Intake)) yield return (transfer.Clue, intake.UserId, "clue.awaiting_receipt");
        foreach (var reader in Holders(Cppcc.Office, Cppcc.Secretary, Cppcc.Chair).Where(one => one.UserId != office.UserId))
            yield return (transfer.Clue, reader.UserId, "clue.transferred");
        if (!transfer.IsReceived) yield break;
        foreach (var reader in Holders(Cppcc.Office)) yield return (transfer.Clue, reader.UserId, "clue.received");
    }

    /// <summary>Each response had the letter's true number, each transfer is once in its history, and numbers have no gaps.</summary>
    private static void AssertRegister(FaultPlatform platform, IReadOnlyList<TransferRecord> transfers)
    {
        var byClue = transfers.ToDictionary(transfer => transfer.Clue);
        foreach (var (clue, letter) in platform.Accepted)
        {
            Assert.True(byClue.TryGetValue(clue, out var transfer), $"The transfer of {clue} as {letter} was accepted but does not exist.");
            Assert.Equal(letter, transfer.Letter);
        }

        Assert.All(transfers, transfer => Assert.Equal(1, transfer.Entries));
        foreach (var district in transfers.GroupBy(transfer => transfer.District))
            Assert.Equal(Enumerable.Range(1, district.Count()), district.Select(transfer => transfer.Number).Order());
    }

    /// <summary>Everyone who must be notified is notified once, nobody else is, and all by the same event.</summary>
    private static void AssertInboxes(HashSet<(Guid Clue, Guid User, string Kind)> expected, IReadOnlyList<InboxLine> lines)
    {
        Assert.DoesNotContain(lines, line => !expected.Contains((line.Clue, line.User, line.Kind)));
        Assert.Empty(lines.GroupBy(line => (line.Clue, line.User, line.Kind)).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.Empty(lines.GroupBy(line => (line.Clue, Receipt: line.Kind == "clue.received"))
            .Where(told => told.Select(line => line.Event).Distinct().Count() > 1).Select(told => told.Key));
    }

    /// <summary>At least once, under one id, only from the own district, and in the clue's order of events.</summary>
    private static async Task AssertQueueAsync(District district, IReadOnlyCollection<TransferRecord> transfers)
    {
        var expected = transfers.SelectMany(transfer =>
            transfer.IsReceived ? new[] { (transfer.Clue, Transferred), (transfer.Clue, Received) } : [(transfer.Clue, Transferred)]).ToHashSet();
        await Eventually.EmptyAsync<(Guid, string)>($"not in the queue of {district.Code}", async () =>
            [.. expected.Except((await district.System.ReadAsync()).Select(one => (one.Clue, one.Type)))]);

        var events = district.System.Events;
        Assert.All(events, one => Assert.Equal(district.Code, one.District));
        Assert.DoesNotContain(events, one => !expected.Contains((one.Clue, one.Type)));
        foreach (var clue in events.GroupBy(one => one.Clue))
        {
            var first = clue.DistinctBy(one => one.Id).Select(one => one.Type).ToList();
            Assert.Equal(first.Count is 1 ? [Transferred] : [Transferred, Received], first);
        }
    }
}
