using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Contracts;

namespace Supervision.Messaging.Consumers;

/// <summary>A consumer of one event type.</summary>
internal sealed record Subscription(
    string Consumer, Func<IServiceProvider, ReadOnlyMemory<byte>, EventContext, CancellationToken, Task> HandleAsync);

/// <summary>Which consumers of this service take which events.</summary>
internal sealed class Subscriptions
{
    readonly Dictionary<string, List<Subscription>> _byType = [];

    public IReadOnlyCollection<string> Types => _byType.Keys;

    public IReadOnlyList<Subscription> Of(string type) => _byType.TryGetValue(type, out var found) ? found : [];

    public void Add<TEvent, TConsumer>() where TEvent : IIntegrationEvent where TConsumer : class, IEventConsumer<TEvent>
    {
        if (!_byType.TryGetValue(typeof(TEvent).Name, out var consumers)) _byType[typeof(TEvent).Name] = consumers = [];
        consumers.Add(new Subscription(typeof(TConsumer).Name, HandleAsync<TEvent, TConsumer>));
    }

    static Task HandleAsync<TEvent, TConsumer>(IServiceProvider services, ReadOnlyMemory<byte> payload, EventContext context, CancellationToken ct)
        where TEvent : IIntegrationEvent where TConsumer : class, IEventConsumer<TEvent>
    {
        var @event = JsonSerializer.Deserialize<TEvent>(payload.Span, EventJson.Options) ?? throw new JsonException("The event is null.");
        return services.GetRequiredService<TConsumer>().ConsumeAsync(@event, context, ct);
    }
}
