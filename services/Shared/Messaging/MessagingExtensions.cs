using System.Diagnostics;
using System.Net.Sockets;
using System.Threading.Channels;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Supervision.Messaging.Broker;
using Supervision.Messaging.Consumers;
using Supervision.Messaging.Outbox;

namespace Supervision.Messaging;

/// <summary>Events between services: MassTransit over RabbitMQ, with our own transactional outbox, inbox and group commit.</summary>
public static class MessagingExtensions
{
    /// <summary>
    /// Lets <typeparamref name="TContext"/> enqueue events, publishes them, and passes received events to the <see cref="IConsumer{TMessage}"/>s
    /// that <paramref name="consumers"/> adds. Comes after <c>AddDatabase</c>. Needs the connection string <c>rabbitmq</c>.
    /// </summary>
    /// <remarks>
    /// A consumer only changes <typeparamref name="TContext"/> (and may enqueue further events). Saving and committing, together with the inbox
    /// entry that the message had its effect, is done here, exactly once per message. Waiting messages are handled in one transaction, each by
    /// its own call in the order of arrival; earlier calls' changes are saved before a query runs, so a consumer sees them. An exception
    /// undoes only that message's changes; the message is retried a few times and then moved to the error queue. The unit of work runs in the
    /// service's own scope for the event's district.
    /// </remarks>
    /// <param name="service">Names the service's queue; the name of its resource in AppHost.</param>
    public static WebApplicationBuilder AddMessaging<TContext>(
        this WebApplicationBuilder builder, string service, Action<IBusRegistrationConfigurator>? consumers = null)
        where TContext : DbContext
    {
        var services = builder.Services;
        var settings = BrokerSettings.Read(builder.Configuration, service);
        var arrived = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleReader = true });
        services.AddSingleton(settings);
        services.AddSingleton<MessagingMetrics>();
        services.AddSingleton<RelaySignal>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<CommitInterceptor>();
        services.AddSingleton<FlushBeforeQuery>();
        services.AddSingleton(arrived.Reader);
        services.AddSingleton(arrived.Writer);
        services.AddSingleton<UnitOfWork<TContext>>();
        services.AddSingleton<Reception>();
        services.ConfigureDbContext<TContext>((provider, options) =>
            options.AddInterceptors(provider.GetRequiredService<CommitInterceptor>(), provider.GetRequiredService<FlushBeforeQuery>()));
        // They stop in reverse order: sending stops, the queue is closed, the bus stops, and last the worker on what was received.
        services.AddHostedService<EventQueue<TContext>>();
        services.AddBus(settings, consumers);
        services.AddHostedService(provider => provider.GetRequiredService<Reception>());
        services.AddHostedService<Relay>();
        services.AddHostedService<Upkeep>();
        // When the broker is lost, MassTransit logs a stack trace per open message. Outages, failures and dead letters are logged here instead.
        builder.Logging.AddFilter("MassTransit", LogLevel.None);
        return builder;
    }

    static void AddBus(this IServiceCollection services, BrokerSettings settings, Action<IBusRegistrationConfigurator>? consumers)
    {
        services.Configure<MassTransitHostOptions>(options => options.StopTimeout = TimeSpan.FromSeconds(15));
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.ConfigureHealthCheckOptions(health => (health.Name, health.MinimalFailureStatus) = ("broker", HealthStatus.Degraded));
            consumers?.Invoke(bus);
            bus.UsingRabbitMq((_, rabbit) => rabbit.Connect(settings)); // Reception connects the queue
        });
    }

    /// <summary>
    /// Declares the service's queues and bindings and the exchanges of all events: its part of the <c>migrate</c> step, so that publishers
    /// find every queue in place. Repeating it changes nothing. Waits, at most one minute, for a broker that is still starting.
    /// </summary>
    public static async Task DeclareQueuesAsync(
        this WebApplicationBuilder builder, string service, Action<IBusRegistrationConfigurator>? consumers = null, CancellationToken ct = default)
    {
        var settings = BrokerSettings.Read(builder.Configuration, service);
        await ReachAsync(settings.Address, ct);
        var services = new ServiceCollection().AddLogging();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            consumers?.Invoke(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Connect(settings);
                rabbit.Declare(context, service);
            });
        });
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IBusControl>().DeployAsync(ct);
    }

    /// <summary>Waits for the broker, so that MassTransit's first attempt to connect succeeds: its second would come four seconds later.</summary>
    static async Task ReachAsync(Uri broker, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(broker.Host, broker.Port > 0 ? broker.Port : broker.Scheme is "amqps" ? 5671 : 5672, ct);
                return;
            }
            catch (SocketException) when (clock.Elapsed < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            }
        }
    }
}
