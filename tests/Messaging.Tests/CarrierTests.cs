using System.Text.Json;
using System.Threading.Channels;
using MassTransit.Serialization;
using Supervision.Messaging.Broker;
using Supervision.Messaging.Consumers;
using Supervision.Testing;

namespace Supervision.Messaging.Tests;

/// <summary>Where MassTransit's behaviour does not fit this platform, and its replacements.</summary>
public sealed class CarrierTests(Infrastructure infrastructure)
{
    [Fact]
    public void Deliveries_are_put_into_the_order_of_their_tags_channel_by_channel()
    {
        var ordered = Channel.CreateUnbounded<Delivery>();
        var numbers = new Dictionary<Delivery, int>(ReferenceEqualityComparer.Instance);
        var (first, second) = (new QueueOrder(ordered.Writer), new QueueOrder(ordered.Writer));
        foreach (var tag in new[] { 3, 1, 2, 5 }) first.Arrived((ulong)tag, Note(tag));
        second.Arrived(1, Note(11));
        first.Arrived(4, null); // an unreadable message also takes its place
        Assert.Equal([1, 2, 3, 11, 5], Taken());

        Delivery Note(int number)
        {
            var delivery = (Delivery)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(Delivery));
            numbers[delivery] = number;
            return delivery;
        }

        IEnumerable<int> Taken()
        {
            while (ordered.Reader.TryRead(out var delivery)) yield return numbers[delivery];
        }
    }

    [Fact]
    public async Task Its_JSON_options_are_its_own()
    {
        var before = SystemTextJsonMessageSerializer.Options;
        var converters = before.Converters.Count;
        await using var service = await TestService.StartAsync(infrastructure);
        Assert.Same(before, SystemTextJsonMessageSerializer.Options);
        Assert.Equal(converters, before.Converters.Count);
    }

    [Fact]
    public void It_reads_every_contract_as_it_is_stored() => Assert.All(EventTypes.InContracts, type =>
    {
        var written = JsonSerializer.Serialize(Sample.Of(type), type, EventJson.Options);
        var read = JsonSerializer.Deserialize(written, type, SystemTextJsonMessageSerializer.Options);
        Assert.Equal(written, JsonSerializer.Serialize(read, type, EventJson.Options));
    });

    [Fact]
    public async Task One_refused_row_among_many_is_blamed_alone_and_the_others_go_out_in_their_order()
    {
        await using var service = await TestService.CreateAsync(infrastructure);
        var copy = await service.AddCopyAsync(start: false);
        var aggregates = Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7()).ToList();
        await service.WorkAsync(async db =>
        {
            foreach (var number in Enumerable.Range(1, 5))
            {
                if (number == 3) db.Enqueue(new OutboundMessage(Guid.CreateVersion7(), "amq.direct", "x", "x", TestService.District, Guid.CreateVersion7(), "text/plain", [1]));
                foreach (var id in aggregates) db.Enqueue(new MatterChanged(id, TestService.District, number));
            }

            await db.SaveChangesAsync();
        });
        await copy.StartAsync(TestContext.Current.CancellationToken);
        foreach (var id in aggregates) await Eventually.EqualAsync([1, 2, 3, 4, 5], () => service.NumbersAsync(id));
        await Eventually.EqualAsync(1, service.WaitingAsync);
        Assert.Equal("amq.direct", await service.ScalarAsync<string>("select exchange from outbox where attempts > 0"));
        Assert.All(service.Log.Where(line => line.Contains("was not published", StringComparison.Ordinal)), line => Assert.Contains("of type x", line));
    }

    [Fact]
    public async Task Consumers_of_the_same_message_take_turns_in_their_transaction()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        var id = Guid.CreateVersion7();
        await service.CommitAsync([.. Enumerable.Range(1, 10).Select(number => new MatterChanged(id, TestService.District, number, "witness"))]);
        await Eventually.EqualAsync(20, async () => (await service.NumbersAsync(id)).Length);
        Assert.Equal(10, (await service.NumbersAsync(id)).Count(number => number < 0));
        Assert.Equal(10, await service.ScalarAsync<long>("select count(*) from inbox"));
    }
}
