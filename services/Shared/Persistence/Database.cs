using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Persistence;

/// <summary>A service's PostgreSQL database, accessed with a role that owns nothing, each unit of work under its <see cref="DataScope"/>.</summary>
public static class DatabaseExtensions
{
    /// <param name="name">Name of the connection string, which is the database's resource name in AppHost, e.g. <c>cluesdb</c>.</param>
    public static WebApplicationBuilder AddDatabase<TContext>(this WebApplicationBuilder builder, string name)
        where TContext : DbContext
    {
        var source = Source(builder.Configuration, name);
        builder.Services.AddSingleton(source);
        builder.Services.TryAddScoped<DataScope>();
        // Contexts are pooled, which saves a tenth of the processor time per request; each unit of work enters one under its own scope.
        builder.Services.AddPooledDbContextFactory<TContext>(options => Configure(options, source).AddInterceptors(new DataScopeInterceptor()));
        builder.Services.AddScoped(services => services.GetRequiredService<DataScope>().Enter(
            services.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext()));
        builder.Services.AddHealthChecks().AddCheck(name, new DatabaseHealth(source));
        return builder;
    }

    /// <summary>
    /// From this point the request's database work runs under its caller's scope, and log entries name the caller (district and person, never the
    /// subject of the request). Must come after authentication.
    /// </summary>
    public static WebApplication UseCallerScope(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Supervision.Caller");
        app.Use(async (context, next) =>
        {
            if (Caller.From(context.User) is not { } caller)
            {
                await next(context);
                return;
            }

            context.RequestServices.GetRequiredService<DataScope>().Use(caller);
            using (log.BeginScope("{District} {CallerId}", caller.District, caller.UserId)) await next(context);
        });
        return app;
    }

    public static NpgsqlDataSource Source(IConfiguration configuration, string name)
    {
        var text = configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException($"The setting ConnectionStrings:{name} is missing.");
        var settings = new NpgsqlConnectionStringBuilder(text);
        // Several services share one server; connections beyond its cores would only queue there, ahead of the relay and the consumers.
        if (!text.Contains("Pool Size", StringComparison.OrdinalIgnoreCase)) settings.MaxPoolSize = 12;
        if (!text.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase)) settings.MaxAutoPrepare = 100; // parsing and planning cost more than running
        if (!text.Contains("Application Name", StringComparison.OrdinalIgnoreCase)) settings.ApplicationName = name;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    /// <summary>Configures contexts the same way at run time and in the migration tools.</summary>
    public static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options.UseNpgsql(source).UseSnakeCaseNamingConvention();

    sealed class DatabaseHealth(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
