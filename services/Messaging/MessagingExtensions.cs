using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
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
        var messaging = new MessagingBuilder(builder.Services);
        configure(messaging);
        await using var connection = await BrokerConnection.ConnectAsync(BrokerSettings.Read(builder.Configuration, service), "migrate", ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        await Topology.DeclareAsync(channel, service, messaging.Subscriptions.Types, ct);
    }

    static void AddConsumers<TContext>(this IServiceCollection services, BrokerSettings settings) where TContext : DbContext
    {
        var queue = Topology.Queue(settings.Service);
        services.AddScoped<FlushBeforeQuery>();
        services.ConfigureDbContext<TContext>((provider, options) => options.AddInterceptors(provider.GetRequiredService<FlushBeforeQuery>()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<UnitOfWork<TContext>>(provider, queue));
        services.AddSingleton<EventQueue<TContext>>();
        services.AddHostedService(provider => provider.GetRequiredService<EventQueue<TContext>>());
        services.AddMassTransit(bus =>
        {
            // Without the broker a service still serves its callers: degraded, not unready.
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
            bus.UsingRabbitMq((provider, rabbit) => ConfigureEndpoint(rabbit, provider.GetRequiredService<EventQueue<TContext>>(), settings, queue));
        });
    }

    static void ConfigureEndpoint(IRabbitMqBusFactoryConfigurator rabbit, IFilter<ReceiveContext> filter, BrokerSettings settings, string queue)
    {
        rabbit.Host(settings.Address, $"{settings.Service} consumer", host =>
        {
            var user = settings.Address.UserInfo.Split(':', 2);
            host.Username(Uri.UnescapeDataString(user[0]));
            if (user.Length > 1) host.Password(Uri.UnescapeDataString(user[1]));
            host.Heartbeat(TimeSpan.FromSeconds(10));
        });
        rabbit.ReceiveEndpoint(queue, endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.PublishFaults = false;
            endpoint.PrefetchCount = EventQueue<DbContext>.Prefetch;
            endpoint.SetQuorumQueue();
            foreach (var (name, value) in Topology.QueueArguments(queue)) endpoint.SetQueueArgument(name, value!);
            endpoint.ConfigureReceive(pipe => pipe.AddPipeSpecification(new HeadOfPipe(filter)));
        });
    }

    sealed class HeadOfPipe(IFilter<ReceiveContext> filter) : MassTransit.Configuration.IPipeSpecification<ReceiveContext>
    {
        public void Apply(MassTransit.Configuration.IPipeBuilder<ReceiveContext> builder) => builder.AddFilter(filter);

        public IEnumerable<ValidationResult> Validate() => [];
    }
}
