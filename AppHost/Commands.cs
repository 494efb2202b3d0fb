using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Supervision.AppHost;

/// <summary>Operator commands in the dashboard and under <c>aspire resource</c>, besides start and stop.</summary>
internal static class Commands
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static IResourceBuilder<ServiceResource> WithPortalLinks(this IResourceBuilder<ServiceResource> gateway) => gateway
        .WithUrlForEndpoint("http", url => url.DisplayText = "Portal")
        .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/docs", DisplayText = "API documentation" });

    /// <summary>Returns to the service the messages its consumers failed on, once the cause is fixed. Reports their number.</summary>
    public static IResourceBuilder<ServiceResource> WithRedriveCommand(this IResourceBuilder<ServiceResource> service) => service.WithCommand(
        "redrive-dead-letters",
        "Redrive dead letters",
        context => RedriveAsync(service.Resource, context),
        new CommandOptions { Description = "Returns to the service the messages it set aside.", IconName = "ArrowRepeatAll" });

    /// <summary>Empties the platform: databases, queues, files, sample accounts. Only for servers that run as local processes.</summary>
    public static IResourceBuilder<PostgresServerResource> WithResetCommand(this IResourceBuilder<PostgresServerResource> server) => server.WithCommand(
        "reset-data",
        "Reset all data",
        context => ResetAsync(server.ApplicationBuilder, context),
        new CommandOptions
        {
            Description = "Stops everything, removes all data and restarts.",
            ConfirmationMessage = "All clues, topics, forms, messages and files of all districts are removed. This cannot be undone.",
            IconName = "DatabaseWarning",
            UpdateState = _ => Local.LocalServers.HasLocalServers(server.ApplicationBuilder) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
        });

    private static async Task<ExecuteCommandResult> RedriveAsync(ServiceResource service, ExecuteCommandContext context)
    {
        var start = new ProcessStartInfo(service.Command, ["dead-letters", "redrive", "--all"])
        {
            WorkingDirectory = service.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        context.Services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState(context.ResourceName, out var now);
        foreach (var setting in now!.Snapshot.EnvironmentVariables.Where(one => one.IsFromSpec)) start.Environment[setting.Name] = setting.Value;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        deadline.CancelAfter(Longest);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        var said = (await output + await errors).Trim();
        return process.ExitCode is 0 ? CommandResults.Success(said) : CommandResults.Failure(said);
    }

    private static async Task<ExecuteCommandResult> ResetAsync(IDistributedApplicationBuilder builder, ExecuteCommandContext context)
    {
        var stop = context.CancellationToken;
        var commands = context.Services.GetRequiredService<ResourceCommandService>();
        var notifications = context.Services.GetRequiredService<ResourceNotificationService>();
        await context.Services.GetRequiredService<OrderlyStop>().StopAllAsync(stop);
        Data.Empty(builder.DataFolder());
        foreach (var server in builder.Resources.Where(one => one.Annotations.OfType<Lifecycle.StopsLastAnnotation>().Any()))
        {
            if (await StartAsync(server) is { Success: false } failed) return failed;
        }

        var services = builder.Resources.OfType<ServiceResource>().ToList();
        foreach (var database in builder.Resources.OfType<PostgresDatabaseResource>()) await notifications.WaitForResourceHealthyAsync(database.Name, stop);
        foreach (var migrations in services.Where(one => one.Migrations is null))
        {
            if (await StartAsync(migrations) is { Success: false } failed) return failed;
        }

        foreach (var migrations in services.Where(one => one.Migrations is null))
        {
            await notifications.WaitForResourceAsync(migrations.Name, KnownResourceStates.Finished, stop);
        }

        foreach (var service in services.Where(one => one.Migrations is not null))
        {
            if (await StartAsync(service) is { Success: false } failed) return failed;
        }

        return CommandResults.Success("All data was removed; the platform restarts.");

        Task<ExecuteCommandResult> StartAsync(IResource resource) => commands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, stop);
    }
}
