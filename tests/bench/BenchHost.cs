using MassTransit;
using Npgsql;
using Supervision.Messaging;
using Supervision.Persistence;

namespace Supervision.Bench;

/// <summary>A minimal service, set up as in production: EF Core under a role that owns nothing, row-level security, messaging.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    readonly WebApplication _app;

    BenchHost(WebApplication app, NpgsqlDataSource owner) => (_app, Owner) = (app, owner);

    public NpgsqlDataSource Owner { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Declares its queue as the <c>migrate</c> step does, and is then ready to start.</summary>
    /// <param name="consumes">Whether events take effect here; they are published in any case.</param>
    public static async Task<BenchHost> CreateAsync(BenchSite site, bool consumes)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["ConnectionStrings:benchdb"] = site.Service;
        builder.Configuration["ConnectionStrings:rabbitmq"] = site.Broker;
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<EffectLog>();
        builder.Services.AddSingleton<CommitClock>();
        builder.AddDatabase<BenchDb>("benchdb");
        builder.Services.ConfigureDbContext<BenchDb>((services, options) => options.AddInterceptors(services.GetRequiredService<CommitClock>()));
        void Consumers(IBusRegistrationConfigurator bus)
        {
            if (consumes) bus.AddConsumer<EffectConsumer>();
        }

        await builder.DeclareQueuesAsync(site.Name, Consumers);
        builder.AddMessaging<BenchDb>(site.Name, Consumers);
        return new BenchHost(builder.Build(), NpgsqlDataSource.Create(site.Owner));
    }

    public EffectLog Effects => Services.GetRequiredService<EffectLog>();

    public Task StartAsync() => _app.StartAsync();

    public Task StopAsync() => _app.StopAsync();

    /// <summary>One unit of work as a request would do it: state and event through EF Core.</summary>
    /// <returns>The matter, and when it was committed.</returns>
    public async Task<(Guid Matter, long Committed)> CommitAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(MatterChanged.Somewhere);
        var db = scope.ServiceProvider.GetRequiredService<BenchDb>();
        var id = Guid.CreateVersion7();
        db.Matters.Add(new Matter { Id = id, District = MatterChanged.Somewhere, Text = MatterChanged.Padding });
        db.Enqueue(new MatterChanged(id, MatterChanged.Somewhere, "2026-0001", MatterChanged.Padding));
        await db.SaveChangesAsync();
        return (id, db.CommittedAt);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Owner.DisposeAsync();
    }
}
