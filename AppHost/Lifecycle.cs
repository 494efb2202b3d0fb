using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Supervision.AppHost;

/// <summary>The platform's lifecycle, from its start to its orderly stop.</summary>
internal static class Lifecycle
{
    /// <summary>Restarts a resource whose process ends by itself (see <see cref="CrashRestarts"/>).</summary>
    public static IResourceBuilder<T> RestartsAfterCrash<T>(this IResourceBuilder<T> resource)
        where T : IResource => resource.WithAnnotation(new RestartAnnotation());

    /// <summary>Stops a server only after every service has ended.</summary>
    public static IResourceBuilder<T> StopsAfterServices<T>(this IResourceBuilder<T> resource)
        where T : IResource => resource.WithAnnotation(new StopsLastAnnotation());

    /// <summary>Reports a problem the operator can fix, such as a taken port, as one line on standard error, with exit code 1.</summary>
    public static void SaysProblemsPlainly() => AppDomain.CurrentDomain.UnhandledException += (_, ended) =>
    {
        if (ended.ExceptionObject is not DistributedApplicationException problem) return;
        Console.Error.WriteLine($"error: {problem.Message}");
        Environment.Exit(1);
    };

    /// <summary>Runs until Ctrl-C or SIGTERM.</summary>
    /// <param name="entrance">The service whose address is shown as the platform's.</param>
    public static void RunPlatform(this IDistributedApplicationBuilder builder, IResourceBuilder<IResourceWithEndpoints> entrance)
    {
        builder.StartAfterMigrations();
        builder.Services.AddSingleton<CrashRestarts>().AddHostedService(services => services.GetRequiredService<CrashRestarts>());
        builder.Services.AddSingleton<OrderlyStop>().AddHostedService(services => services.GetRequiredService<OrderlyStop>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
        // The process ends only after its servers have, so that the next start does not run into them.
        builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true";
        var app = builder.Build();
        if (builder.ExecutionContext.IsRunMode) app.Announce(entrance, builder.DataFolder());
        app.Run();
    }

    /// <summary>Prints the platform's address once everything is healthy, and writes it to the file <c>ready</c> for waiting scripts.</summary>
    private static void Announce(this DistributedApplication app, IResourceBuilder<IResourceWithEndpoints> entrance, string dataFolder)
    {
        var ready = Path.Combine(dataFolder, "ready");
        File.Delete(ready);
        var life = app.Services.GetRequiredService<IHostApplicationLifetime>();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Supervision");
        life.ApplicationStopping.Register(() => File.Delete(ready));
        life.ApplicationStarted.Register(() => _ = Task.Run(async () =>
        {
            try
            {
                var services = app.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ServiceResource>()
                    .Where(one => one.Migrations is not null && !one.Annotations.OfType<ExplicitStartupAnnotation>().Any()).ToList();
                if (await FailedMigrationAsync(app, services, life.ApplicationStopping) is { } failed)
                {
                    // Every service would wait for the failed migrations for ever.
                    await Console.Error.WriteLineAsync($"error: {failed} failed; its log is in the dashboard and above.");
                    Environment.ExitCode = 1;
                    life.StopApplication();
                    return;
                }

                await Task.WhenAll(services.Select(one => UntilHealthyAsync(one, life.ApplicationStopping)));
                var address = entrance.GetEndpoint("http").Url;
                await File.WriteAllTextAsync(ready, $"{address}\n", life.ApplicationStopping);
                log.LogInformation(
                    "The platform is running at {Address}, {Seconds:0.0} s after the start. Sample accounts: {Data}/accounts.json. API: {Api}/docs",
                    address, (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds, dataFolder, address);
            }
            catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
            {
                // Stopped before it was ready.
            }
        }));
    }

    /// <summary>Checks by itself, because Aspire waits up to five seconds between its checks of a resource that is not healthy yet.</summary>
    private static async Task UntilHealthyAsync(ServiceResource service, CancellationToken stop)
    {
        var endpoint = service.GetEndpoint("http");
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var healthy = false; !healthy; await Task.Delay(100, stop))
        {
            try
            {
                if (!endpoint.IsAllocated) continue;
                using var answer = await client.GetAsync(new Uri($"{endpoint.Url}/health"), stop);
                healthy = answer.IsSuccessStatusCode;
            }
            catch (Exception away) when (away is HttpRequestException || (away is TaskCanceledException && !stop.IsCancellationRequested))
            {
                // It does not listen yet.
            }
        }
    }

    /// <returns>Name and exit code of a step that failed, after printing its log; null when all succeeded.</returns>
    private static async Task<string?> FailedMigrationAsync(DistributedApplication app, IReadOnlyList<ServiceResource> services, CancellationToken stop)
    {
        var ends = services.Select(one => one.Migrations!).Select(async migrations =>
        {
            var end = await app.ResourceNotifications.WaitForResourceAsync(
                migrations.Name, now => KnownResourceStates.TerminalStates.Contains(now.Snapshot.State?.Text), stop);
            return (Migrations: migrations, end.Snapshot.ExitCode);
        });
        await foreach (var end in Task.WhenEach(ends).WithCancellation(stop))
        {
            var (migrations, code) = await end;
            if (code is 0) continue;
            await foreach (var lines in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(migrations).WithCancellation(stop))
            {
                foreach (var line in lines) Console.WriteLine($"{migrations.Name} | {line.Content}");
            }

            return $"{migrations.Name} (exit code {code})";
        }

        return null;
    }

    internal sealed class RestartAnnotation : IResourceAnnotation;

    internal sealed class StopsLastAnnotation : IResourceAnnotation;
}

/// <summary>
/// Restarts, after a growing pause, whatever ended by itself; Aspire does not restart executables. What somebody stopped (in the
/// dashboard or by the CLI) stays stopped.
/// </summary>
internal sealed class CrashRestarts(
    ResourceNotificationService notifications, ResourceCommandService commands, ILogger<CrashRestarts> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, Life> _known = [];
    private readonly HashSet<string> _held = [];
    private readonly Lock _gate = new();

    /// <summary>Keeps a stopped resource down until <see cref="Release"/>, so that a test can see what the others do meanwhile.</summary>
    public void Hold(string name)
    {
        lock (_gate) _held.Add(name);
    }

    public void Release(string name)
    {
        lock (_gate) _held.Remove(name);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken))
            {
                if (!change.Resource.Annotations.OfType<Lifecycle.RestartAnnotation>().Any()) continue;
                var known = _known.GetValueOrDefault(change.ResourceId) ?? new Life(null, default, 0);
                var state = change.Snapshot.State?.Text;
                if (state is null || state == known.State) continue;
                var next = state == KnownResourceStates.Running ? known with { RunningSince = DateTime.UtcNow } : known;
                if (HasCrashed(known.State, state))
                {
                    next = known with { Failures = DateTime.UtcNow - known.RunningSince > Steady ? 1 : known.Failures + 1, RunningSince = DateTime.UtcNow };
                    _ = StartAgainAsync(change, next.Failures, stoppingToken);
                }

                _known[change.ResourceId] = next with { State = state };
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The platform is stopping.
        }
    }

    /// <summary>Not a crash: it ended because somebody stopped it, or never started because of what it waits for.</summary>
    private static bool HasCrashed(string? before, string now) =>
        (now == KnownResourceStates.Finished || now == KnownResourceStates.FailedToStart)
        && before is not null && before != KnownResourceStates.Stopping && before != KnownResourceStates.Waiting && before != KnownResourceStates.NotStarted
        && before != KnownResourceStates.Finished && before != KnownResourceStates.FailedToStart;

    private async Task StartAgainAsync(ResourceEvent ended, int failures, CancellationToken stop)
    {
        var name = ended.Resource.Name;
        try
        {
            while (!IsHeld(name))
            {
                var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 1), LongestPause.TotalSeconds));
                log.LogWarning("{Resource} ended with exit code {Code}; restart in {Seconds} s", name, ended.Snapshot.ExitCode, pause.TotalSeconds);
                await Task.Delay(pause, stop);
                if (IsHeld(name)) return;
                var answer = await commands.ExecuteCommandAsync(ended.ResourceId, KnownResourceCommands.StartCommand, stop);
                if (answer.Success) return;
                failures++;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The platform is stopping.
        }
    }

    private bool IsHeld(string name)
    {
        lock (_gate) return _held.Contains(name);
    }

    private sealed record Life(string? State, DateTime RunningSince, int Failures);
}

/// <summary>Stops the services first and then the servers, so that no service loses its database and nothing needs recovery.</summary>
internal sealed class OrderlyStop(
    DistributedApplicationModel model, ResourceNotificationService notifications, ResourceCommandService commands) : IHostedLifecycleService
{
    public Task StoppingAsync(CancellationToken cancellationToken) => StopAllAsync(cancellationToken);

    public async Task StopAllAsync(CancellationToken cancellationToken)
    {
        await StopAsync(model.Resources.OfType<ServiceResource>(), cancellationToken);
        await StopAsync(model.Resources.Where(one => one.Annotations.OfType<Lifecycle.StopsLastAnnotation>().Any()), cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task<ExecuteCommandResult[]> StopAsync(IEnumerable<IResource> resources, CancellationToken cancellationToken) => Task.WhenAll(resources
        .Where(one => notifications.TryGetCurrentState(one.Name, out var now) && now.Snapshot.State?.Text == KnownResourceStates.Running)
        .Select(one => commands.ExecuteCommandAsync(one, KnownResourceCommands.StopCommand, cancellationToken)));
}
