using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Supervision.Messaging.Broker;
using Supervision.Messaging.Consumers;
using Supervision.Messaging.DeadLetters;
using Supervision.Messaging.Outbox;

namespace Supervision.Messaging;

/// <summary>Events between services: transactional outbox, relay, inbox, consumers, dead letters.</summary>
public static class MessagingExtensions
{
    /// <summary>
    /// Lets <typeparamref name="TContext"/> enqueue events and publishes them; consumes the events named in <paramref name="configure"/>. Comes after
    /// <c>AddDatabase</c>. Needs the connection string <c>rabbitmq</c>.
    /// </summary>
    /// <param name="service">Names the service's queue (<c>clues.events</c>); the name of its resource in AppHost.</param>
    public static WebApplicationBuilder AddMessaging<TContext>(
        this WebApplicationBuilder builder, string service, Action<MessagingBuilder>? configure = null)
        where TContext : DbContext
    {
        var services = builder.Services;
        var messaging = new MessagingBuilder(services);
        configure?.Invoke(messaging);
        var settings = BrokerSettings.Read(builder.Configuration, service);

        services.AddSingleton(settings);
        services.AddSingleton(messaging.Subscriptions);
        services.AddSingleton<MessagingMetrics>();
        services.AddSingleton<BrokerConnection>();
        services.AddSingleton<DeadLetterQueue>();
        services.AddSingleton<RelaySignal>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<CommitInterceptor>();
        services.ConfigureDbContext<TContext>((provider, options) => options.AddInterceptors(provider.GetRequiredService<CommitInterceptor>()));
        services.AddHostedService<Relay>();
        services.AddHostedService<Upkeep>();
        services.AddHealthChecks().AddCheck<BrokerHealth>("broker", HealthStatus.Degraded);
        if (messaging.Subscriptions.Types.Count > 0) services.AddConsumers<TContext>(settings);
        return builder;
    }

    /// <summary>
    /// Declares the service's queue and bindings: its part of the <c>migrate</c> step. Done for every service before the first one starts
    /// publishing, so that no event finds its consumer's queue missing.
    /// </summary>
    public static async Task DeclareQueuesAsync(
        this WebApplicationBuilder builder, string service, Action<MessagingBuilder> configure, CancellationToken ct = default)
    {
        var messaging = new MessagingBuilder(new ServiceCollection()); // only the names of what is consumed are of use here
        configure(messaging);
        await using var connection = await ConnectAsync(BrokerSettings.Read(builder.Configuration, service), ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        await Topology.DeclareAsync(channel, service, messaging.Subscriptions.Types, ct);
    }

    /// <summary>A broker that is still starting is waited for, a minute at most.</summary>
    static async Task<IConnection> ConnectAsync(BrokerSettings settings, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await BrokerConnection.ConnectAsync(settings, "migrate", ct);
            }
            catch (BrokerUnreachableException) when (clock.Elapsed < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            }
        }
    }

    static void AddConsumers<TContext>(this IServiceCollection services, BrokerSettings settings) where TContext : DbContext
    {
        var queue = Topology.Queue(settings.Service);
        services.AddSingleton<FlushBeforeQuery>();
        services.ConfigureDbContext<TContext>((provider, options) => options.AddInterceptors(provider.GetRequiredService<FlushBeforeQuery>()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<UnitOfWork<TContext>>(provider, queue));
        services.AddSingleton<QueueReader>();
        services.AddHostedService<EventQueue<TContext>>();
    }
}
