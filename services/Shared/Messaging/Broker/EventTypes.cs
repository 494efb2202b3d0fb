using System.Collections.Concurrent;
using System.Reflection;
using MassTransit;
using Supervision.Contracts;

namespace Supervision.Messaging.Broker;

/// <summary>A type of event under its MassTransit names.</summary>
/// <param name="Exchange"><c>Namespace:Type</c>.</param>
/// <param name="Names">Names of the type and of those of its interfaces that are messages too, so that a consumer of either receives it.</param>
/// <param name="IsConsumed">Whether a service of the platform consumes it; then it is an error if no queue receives it.</param>
internal sealed record EventType(string Exchange, IReadOnlyList<string> Names, bool IsConsumed)
{
    public Uri Address { get; } = new($"exchange:{Exchange}");
}

/// <summary>The events of the contracts, and any others this process has enqueued.</summary>
internal static class EventTypes
{
    public static IReadOnlyList<Type> InContracts { get; } =
        [.. typeof(IIntegrationEvent).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IIntegrationEvent)))];

    static readonly ConcurrentDictionary<string, EventType> ByExchange = new(InContracts.Select(Describe).ToDictionary(type => type.Exchange));

    public static string ExchangeOf(Type type) => $"{type.Namespace}:{type.Name}";

    /// <summary>Null for an exchange that is not an event's. A type unknown to this version of the service is from another version.</summary>
    public static EventType? Find(string exchange) => ByExchange.TryGetValue(exchange, out var known) ? known
        : exchange.Contains(':', StringComparison.Ordinal) ? new EventType(exchange, [$"urn:message:{exchange}"], IsConsumed: true) : null;

    public static EventType Of(Type type) => ByExchange.GetOrAdd(ExchangeOf(type), static (_, type) => Describe(type), type);

    static EventType Describe(Type type) =>
        new(ExchangeOf(type), MessageTypeCache.GetMessageTypeNames(type), type.GetCustomAttribute<ForOthersAttribute>() is null);
}
