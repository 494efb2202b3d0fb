using System.Text;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.EndToEnd.Faults;

public sealed class RepeatedAndPoisonTests(FaultPlatform platform, ITestOutputHelper output) : FaultTest(platform, output)
{
    private const string Queue = "notifications";
    private const string DeadLetters = "/api/notifications/dead-letters";

    [Fact]
    public async Task A_message_that_comes_ten_times_more_takes_effect_once()
    {
        var clues = await Platform.Dongtou.PrepareAsync(2);
        await using var broker = await BrokerTap.OpenAsync(Platform.Host);
        var copies = await broker.CopyAsync(nameof(ClueTransferred));
        (await Platform.Dongtou.TransferAsync(clues[0])).Require();
        var copy = await broker.TakeAsync(copies);
        for (var time = 0; time < 10; time++) await broker.PutAsync(Queue, copy);
        (await Platform.Dongtou.TransferAsync(clues[1])).Require(); // follows them in the queue: once it is notified, they are processed

        await Oracle.SettledAsync(Platform);
        var message = Guid.Parse(copy.Properties.MessageId!);
        Assert.Equal(1, await Records.EffectsAsync(Platform.Host, "notificationsdb", message, Queue));
    }

    /// <summary>A clue whose event the database rejects, until the cause is fixed and an administrator replays the message.</summary>
    [Fact]
    public async Task A_poison_message_holds_up_no_other_and_is_redriven_once_its_cause_is_mended()
    {
        var clues = await Platform.Dongtou.PrepareAsync(10);
        var poison = clues[4];
        await Records.ExecuteAsync(Platform.Host, "notificationsdb", $"alter table notifications add constraint poison check (link <> '/clues/{poison.Id}') not valid");
        foreach (var clue in clues) (await Platform.Dongtou.TransferAsync(clue)).Require();

        var admin = Platform.Accounts.Holder(Cppcc.Admin, Platform.Dongtou.Code);
        var letter = await Eventually.GetAsync(
            async () => (await Platform.SendAsync(HttpMethod.Get, DeadLetters, admin)).Require().Json.EnumerateArray().ToList(),
            letters => letters.Count > 0,
            _ => "no dead letter");
        var dead = Assert.Single(letter);
        Assert.Equal((nameof(ClueTransferred), Queue), (dead.GetProperty("type").GetString(), dead.GetProperty("queue").GetString()));
        Assert.Equal(Platform.Dongtou.Code, dead.GetProperty("district").GetString());
        Assert.NotEmpty(dead.GetProperty("reason").GetString()!);
        Assert.Equal(5, dead.GetProperty("attempts").GetInt32());
        var told = (await Records.InboxLinesAsync(Platform.Host)).Select(line => line.Clue).ToHashSet();
        Assert.All(clues, clue => Assert.Equal(clue != poison, told.Contains(clue.Id)));

        await Records.ExecuteAsync(Platform.Host, "notificationsdb", "alter table notifications drop constraint poison");
        await Platform.Dongtou.PostAsync($"{DeadLetters}/{dead.GetProperty("id").GetGuid()}/redrive", admin);
        await Oracle.SettledAsync(Platform);
    }

    [Fact]
    public async Task What_no_consumer_can_read_is_kept_with_its_payload_and_its_reason()
    {
        const string Payload = "{\"clueId\": 12, ";
        var clues = await Platform.Dongtou.PrepareAsync(2);
        await using var broker = await BrokerTap.OpenAsync(Platform.Host);
        var properties = Envelope.Properties(Guid.CreateVersion7(), nameof(ClueTransferred), Platform.Dongtou.Code);
        (await Platform.Dongtou.TransferAsync(clues[0])).Require();
        await broker.PublishAsync(nameof(ClueTransferred), properties, Encoding.UTF8.GetBytes(Payload));
        (await Platform.Dongtou.TransferAsync(clues[1])).Require();

        var dead = await broker.TakeAsync($"{Queue}_error");
        Assert.Equal((properties.MessageId, Payload), (dead.Properties.MessageId, Encoding.UTF8.GetString(dead.Body.Span)));
        Assert.EndsWith("JsonReaderException", Encoding.UTF8.GetString((byte[])dead.Properties.Headers!["MT-Fault-ExceptionType"]!));
        await Oracle.SettledAsync(Platform);
    }
}
