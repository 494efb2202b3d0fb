using System.Text.Json;
using Supervision.Contracts;
using Supervision.Messaging.Broker;
using Supervision.Testing;

namespace Supervision.Messaging.Tests;

/// <summary>What the <c>migrate</c> step creates at the broker.</summary>
public sealed class TopologyTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task Migrate_declares_the_queues_and_the_exchange_of_every_event_and_may_be_repeated()
    {
        await using var service = await TestService.CreateAsync(infrastructure);
        await service.AddCopyAsync(); // on the existing topology
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

    static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
