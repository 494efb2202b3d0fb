using System.Text.Json;
using RabbitMQ.Client;
using Supervision.Contracts;
using Supervision.Messaging.Broker;
using Supervision.Testing;

namespace Supervision.Messaging.Tests;

/// <summary>What the step <c>migrate</c> leaves at the broker.</summary>
public sealed class TopologyTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task Migrate_declares_the_queues_and_the_exchange_of_every_event_and_may_be_repeated()
    {
        await using var service = await TestService.CreateAsync(infrastructure);
        await service.AddCopyAsync(); // with what is there
        await service.DeclareAsync();
        var queues = (await service.AskBrokerAsync("queues")).ToDictionary(queue => queue.GetProperty("name").GetString()!, queue => queue.GetProperty("arguments"));
        Assert.Equal([service.Name, $"{service.Name}_error"], queues.Keys.Order(StringComparer.Ordinal));
        Assert.True(queues[service.Name].GetProperty("x-single-active-consumer").GetBoolean());
        Assert.Equal(["x-delivery-limit", "x-queue-type"], queues[$"{service.Name}_error"].EnumerateObject().Select(argument => argument.Name).Order(StringComparer.Ordinal));

        var exchanges = (await service.AskBrokerAsync("exchanges")).Select(exchange => exchange.GetProperty("name").GetString()).ToHashSet();
        Assert.All(EventTypes.InContracts, type => Assert.Contains(EventTypes.ExchangeOf(type), exchanges));
        var bindings = (await service.AskBrokerAsync("bindings")).Select(binding => (Text(binding, "source"), Text(binding, "destination"))).ToHashSet();
        Assert.Contains((EventTypes.ExchangeOf(typeof(MatterChanged)), service.Name), bindings);
        Assert.Contains((EventTypes.ExchangeOf(typeof(ClueTransferred)), EventTypes.ExchangeOf(typeof(IClueEvent))), bindings);
        Assert.Contains((EventTypes.ExchangeOf(typeof(IClueEvent)), EventTypes.ExchangeOf(typeof(IIntegrationEvent))), bindings);
    }

    [Fact]
    public async Task Migrate_removes_empty_queues_of_the_former_version_and_stops_at_others()
    {
        await using var service = await TestService.CreateAsync(infrastructure, declare: false);
        var (former, dead) = ($"{service.Name}.events", $"{service.Name}.events.dead");
        await using (var connection = await OperatorConnection.OpenAsync(service.Broker, "test", TestContext.Current.CancellationToken))
        await using (var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), TestContext.Current.CancellationToken))
        {
            var quorum = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };
            await channel.ExchangeDeclareAsync("supervision.internal", ExchangeType.Topic, durable: true, cancellationToken: TestContext.Current.CancellationToken);
            foreach (var queue in new[] { former, dead })
                await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, quorum, cancellationToken: TestContext.Current.CancellationToken);
            await channel.QueueBindAsync(former, "supervision.internal", "x", cancellationToken: TestContext.Current.CancellationToken);
            await channel.BasicPublishAsync("", dead, mandatory: true, new BasicProperties(), default, TestContext.Current.CancellationToken);
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(service.DeclareAsync);
            Assert.Contains(dead, refused.Message);
            Assert.NotNull(await channel.BasicGetAsync(dead, autoAck: true, TestContext.Current.CancellationToken));
        }

        await service.DeclareAsync();
        Assert.Equal([service.Name, $"{service.Name}_error"], (await service.AskBrokerAsync("queues")).Select(queue => Text(queue, "name")).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("supervision.internal", (await service.AskBrokerAsync("exchanges")).Select(exchange => Text(exchange, "name")));
    }

    static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
