using System.Text.Json;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.EndToEnd.Faults;

/// <summary>kill -9 of a service at each step between a change and its effect elsewhere.</summary>
public sealed class KilledProcessTests(FaultPlatform platform, ITestOutputHelper output) : FaultTest(platform, output)
{
    [Fact]
    public async Task A_transfer_whose_service_dies_before_the_commit_did_not_happen_and_can_be_asked_for_again()
    {
        var clue = await Platform.Dongtou.PrepareAsync();
        var risen = Platform.Arm("clues", FaultPoint.BeforeCommit);
        var answer = await Platform.Dongtou.TransferAsync(clue);
        Assert.True(answer.IsOutage, answer.ToString());
        Assert.DoesNotContain(await Records.TransfersAsync(Platform.Host), transfer => transfer.Clue == clue.Id);

        await risen();
        (await Platform.Dongtou.TransferUntilAnsweredAsync(clue)).Require();
        await Oracle.SettledAsync(Platform);
    }

    [Fact]
    public async Task A_transfer_whose_service_dies_after_the_commit_happened_and_says_so_when_asked_again()
    {
        var clue = await Platform.Dongtou.PrepareAsync();
        var risen = Platform.Arm("clues", FaultPoint.AfterCommit);
        var answer = await Platform.Dongtou.TransferAsync(clue);
        Assert.True(answer.IsOutage, answer.ToString());
        var letter = Assert.Single(await Records.TransfersAsync(Platform.Host), transfer => transfer.Clue == clue.Id).Letter;

        await risen();
        await Oracle.SettledAsync(Platform); // without a retry by the caller
        var again = (await Platform.Dongtou.TransferUntilAnsweredAsync(clue)).Require();
        Assert.Equal(letter, again.Json.GetProperty("letterNumber").GetString());
        await Oracle.SettledAsync(Platform);
    }

    [Fact]
    public async Task Events_whose_publisher_dies_before_it_knows_go_out_twice_and_take_effect_once()
    {
        var clue = await Platform.Dongtou.PrepareAsync();
        await Oracle.SettledAsync(Platform);
        var risen = Platform.Arm("clues", FaultPoint.AfterPublish);
        await Platform.Dongtou.TransferUntilAnsweredAsync(clue);
        await risen();

        await Oracle.SettledAsync(Platform);
        var seen = Platform.Dongtou.System.Events.Where(one => one.Clue == clue.Id).ToList();
        Assert.True(seen.Count > 1, "The queue received it only once: the process did not die between publishing and deleting.");
        Assert.Single(seen.Select(one => one.Id).Distinct());
    }

    [Theory]
    [InlineData(FaultPoint.AfterDelivery)]
    [InlineData(FaultPoint.BeforeAck)]
    public async Task People_are_told_once_though_their_notifier_dies(string point)
    {
        var clues = await Platform.Dongtou.PrepareAsync(5);
        await Oracle.SettledAsync(Platform);
        var risen = Platform.Arm("notifications", point);
        foreach (var clue in clues) (await Platform.Dongtou.TransferAsync(clue)).Require();
        await risen();
        await Oracle.SettledAsync(Platform);
    }

    /// <summary>ClueTransfers and Notifications both copy people; each dies while handling the event of a new one.</summary>
    [Theory]
    [InlineData("clues", FaultPoint.AfterDelivery)]
    [InlineData("clues", FaultPoint.BeforeAck)]
    public async Task A_new_person_is_taken_note_of_once_though_the_service_dies(string service, string point)
    {
        var risen = Platform.Arm(service, point);
        await AssertKnownAsync(await AnnouncePersonAsync("identitydb"), risen);
    }

    /// <summary>Notifications publishes no event of its own yet; one put into its outbox shows that its relay is equally safe.</summary>
    [Fact]
    public async Task What_a_notifier_publishes_takes_effect_once_though_it_dies_before_it_knows()
    {
        var risen = Platform.Arm("notifications", FaultPoint.AfterPublish);
        await AssertKnownAsync(await AnnouncePersonAsync("notificationsdb"), risen);
    }

    private async Task AssertKnownAsync((Guid Message, Guid Person) news, Func<Task> risen)
    {
        await risen();
        foreach (var database in new[] { "cluesdb", "notificationsdb" })
        {
            await Eventually.GetAsync(() => Records.KnowsAsync(Platform.Host, database, news.Person), known => known, _ => $"{database} does not know the person");
            Assert.Equal(1, await Records.EffectsAsync(Platform.Host, database, news.Message, database.Replace("db", "", StringComparison.Ordinal)));
        }

        await Oracle.SettledAsync(Platform);
    }

    /// <summary>Puts the event into a service's outbox, as the service's own commit does.</summary>
    private async Task<(Guid Message, Guid Person)> AnnouncePersonAsync(string database)
    {
        var (message, person) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var payload = JsonSerializer.Serialize(
            new UserChanged(person, Platform.Dongtou.Code, Bodies.Public, "示例·新人", [], null, true, 1), JsonSerializerOptions.Web);
        await Records.ExecuteAsync(
            Platform.Host,
            database,
            $"""
            insert into outbox (id, exchange, routing_key, type, content_type, partition_key, district, payload)
            values ('{message}', '{Envelope.ExchangeOf(nameof(UserChanged))}', '', '{nameof(UserChanged)}', 'application/json', '{person}',
                '{Platform.Dongtou.Code}', convert_to('{payload}', 'utf8'))
            """);
        return (message, person);
    }
}
