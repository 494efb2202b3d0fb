using RabbitMQ.Client;
using Supervision.Contracts;
using Supervision.Messaging.Broker;
using Supervision.Testing;

namespace Supervision.Messaging.Tests;

/// <summary>An event that should have a consumer but has none.</summary>
public sealed record Unheard(Guid Aggregate, string District) : IIntegrationEvent;

/// <summary>An event that no service of the platform consumes or needs to.</summary>
[ForOthers]
public sealed record ToldToOthers(Guid Aggregate, string District) : IIntegrationEvent;

public sealed class RoutingTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task An_event_without_a_queue_is_an_error_that_is_seen_and_goes_out_once_there_is_one()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        var (unheard, heard) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.WorkAsync(async db =>
        {
            db.Enqueue(new Unheard(unheard, TestService.District));
            db.Enqueue(new MatterChanged(heard, TestService.District, 1));
            await db.SaveChangesAsync();
        });
        await Eventually.EqualAsync([1], () => service.NumbersAsync(heard));
        await Eventually.TrueAsync(() => service.ScalarAsync<bool>("select exists (select from outbox where attempts > 1)"), "it is tried again");
        Assert.Equal($"No queue is bound to {EventTypes.ExchangeOf(typeof(Unheard))}.", await service.ScalarAsync<string>("select last_error from outbox"));
        Assert.Contains(service.Log, line => line.Contains("No queue is bound", StringComparison.Ordinal));

        await using var connection = await OperatorConnection.OpenAsync(service.Broker, "test", TestContext.Current.CancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        var queue = await BindAsync(channel, EventTypes.ExchangeOf(typeof(Unheard)));
        await Eventually.EqualAsync(0, service.WaitingAsync);
        Assert.NotNull(await channel.BasicGetAsync(queue, autoAck: true, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_event_for_others_goes_out_whether_or_not_somebody_listens()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        await service.WorkAsync(async db =>
        {
            db.Enqueue(new ToldToOthers(Guid.CreateVersion7(), TestService.District));
            await db.SaveChangesAsync();
        });
        await Eventually.EqualAsync(0, service.WaitingAsync);
        Assert.DoesNotContain(service.Log, line => line.Contains("was not published", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_for_other_systems_are_plain_AMQP_and_byte_for_byte_what_was_stored()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        await using var connection = await OperatorConnection.OpenAsync(service.Broker, "test", TestContext.Current.CancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        await channel.ExchangeDeclareAsync("supervision.events", ExchangeType.Topic, durable: true, cancellationToken: TestContext.Current.CancellationToken);
        var queue = await BindAsync(channel, "supervision.events", "clue.transferred.v1.330305");
        var message = new OutboundMessage(
            Guid.CreateVersion7(), "supervision.events", "clue.transferred.v1.330305", "clue.transferred.v1", TestService.District, Guid.CreateVersion7(),
            "application/cloudevents+json", "{\"specversion\": \"1.0\", \"名\": \"示例\"}"u8.ToArray());
        await service.WorkAsync(async db =>
        {
            db.Enqueue(message);
            await db.SaveChangesAsync();
        });
        var told = await Eventually.GetAsync(() => channel.BasicGetAsync(queue, autoAck: true), found => found is not null, _ => "nothing came");
        Assert.Equal(message.Body, told!.Body.ToArray());
        var properties = told.BasicProperties;
        Assert.Equal((message.Id.ToString(), message.Type, message.ContentType, service.Name), (properties.MessageId, properties.Type, properties.ContentType, properties.AppId));
        Assert.True(properties is { Persistent: true, Timestamp.UnixTime: > 0 });
        Assert.Equal(["district", "x-dotnet-pub-seq-no"], properties.Headers!.Keys); // the second is added by RabbitMQ.Client to count confirms
    }

    static async Task<string> BindAsync(IChannel channel, string exchange, string key = "")
    {
        var queue = (await channel.QueueDeclareAsync(exclusive: true, cancellationToken: TestContext.Current.CancellationToken)).QueueName;
        await channel.QueueBindAsync(queue, exchange, key, cancellationToken: TestContext.Current.CancellationToken);
        return queue;
    }
}
