using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supervision.Contracts;
using Supervision.Messaging.Consumers;

namespace Supervision.Messaging;

/// <summary>What a service consumes.</summary>
public sealed class MessagingBuilder
{
    readonly IServiceCollection _services;

    internal MessagingBuilder(IServiceCollection services) => _services = services;

    internal Subscriptions Subscriptions { get; } = new();

    /// <summary>
    /// Gives every event of this type to the consumer. The consumer's class name is part of the note that a message had its effect: renaming
    /// the class while messages wait makes it a new consumer.
    /// </summary>
    public MessagingBuilder On<TEvent, TConsumer>()
        where TEvent : IIntegrationEvent
        where TConsumer : class, IEventConsumer<TEvent>
    {
        Subscriptions.Add<TEvent, TConsumer>();
        _services.TryAddScoped<TConsumer>();
        return this;
    }
}
