using System.Diagnostics;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supervision.AppHost;
using Supervision.AppHost.Local;

namespace Supervision.Testing;

/// <summary>
/// The platform of AppHost.cs, or a part of it, started inside a test by Aspire: real processes on free ports with a temporary data
/// folder. Disposing stops them all.
/// </summary>
public sealed class TestHost : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private readonly DistributedApplication _app;
    private readonly HttpClient _probe = new() { Timeout = TimeSpan.FromSeconds(3) };
    private readonly Dictionary<string, string> _connectionStrings = [];
    private readonly IReadOnlyList<IResource> _resources;

    private TestHost(DistributedApplication app, string dataFolder)
    {
        (_app, DataFolder) = (app, dataFolder);
        _resources = [.. app.Services.GetRequiredService<DistributedApplicationModel>().Resources];
    }

    /// <summary>Where this platform keeps its data.</summary>
    public string DataFolder { get; }

    /// <summary>Starts PostgreSQL, RabbitMQ, all migrations, and the services named in the options, or all services if none is named.</summary>
    /// <exception cref="InvalidOperationException">It did not become healthy in time; the message contains the processes' output.</exception>
    public static async Task<TestHost> StartAsync(TestHostOptions? options = null, CancellationToken ct = default)
    {
        var settings = options ?? new TestHostOptions();
        var folder = settings.DataFolder ?? Directory.CreateTempSubdirectory("supervision-test-").FullName;
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [
                $"--DataFolder={folder}", "--Servers=local", $"--Servers:Durable={(settings.Durable ? "true" : "false")}", "--GATEWAY_PORT=0",
                .. settings.Configuration.Select(setting => $"--{setting.Key}={setting.Value}"),
            ],
            (_, host) => host.EnvironmentName = "Production",
            ct);
        builder.Services.AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Warning));
        TestTopology.Apply(builder, settings);
        var app = await builder.BuildAsync(ct);
        var host = new TestHost(app, folder);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(settings.StartTimeout);
        try
        {
            await app.StartAsync(deadline.Token);
            await host.UntilReadyAsync(deadline.Token);
            return host;
        }
        catch (Exception problem)
        {
            var report = await host.ReportAsync();
            await host.DisposeAsync();
            throw new InvalidOperationException($"The platform did not start: {problem.Message}\n{report}", problem);
        }
    }

    /// <summary>Starts only the two servers; their data is not kept.</summary>
    public static Task<TestHost> StartServersAsync(bool durable = false, CancellationToken ct = default) =>
        StartAsync(new TestHostOptions { ServersOnly = true, Durable = durable }, ct);

    /// <summary>Where a service or server listens, such as <c>http://127.0.0.1:18123</c>.</summary>
    public Uri Address(string resource, string endpoint = "http")
    {
        var url = new Uri(((IResourceWithEndpoints)Find(resource)).GetEndpoint(endpoint).Url);
        // "localhost" is tried over IPv6 first, where nobody listens. The gateway's public address stays as browsers know it.
        return resource is "gateway" ? url : new UriBuilder(url) { Host = "127.0.0.1" }.Uri;
    }

    /// <summary>The owner's connection string of a server or database.</summary>
    public string ConnectionString(string resource) => _connectionStrings[resource];

    /// <summary>The environment variables set for a running service, without the inherited ones.</summary>
    public IReadOnlyDictionary<string, string?> EnvironmentOf(string resource) => State(resource).EnvironmentVariables
        .Where(one => one.IsFromSpec).ToDictionary(one => one.Name, one => one.Value);

    /// <summary>The output of a resource so far.</summary>
    public async Task<IReadOnlyList<string>> LogsAsync(string resource)
    {
        var lines = new List<string>();
        var logs = _app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(ProcessOf(resource));
        await foreach (var some in logs) lines.AddRange(some.Select(line => line.Content));
        return lines;
    }

    /// <summary>The id of the resource's process; null while it has none.</summary>
    public int? ProcessId(string resource)
    {
        if (!_app.ResourceNotifications.TryGetCurrentState(ProcessOf(resource).Name, out var now)) return null;
        if (now.Snapshot.State?.Text != KnownResourceStates.Running) return null;
        return now.Snapshot.Properties.FirstOrDefault(one => one.Name is "executable.pid")?.Value as int?;
    }

    /// <summary>
    /// Kills a resource (kill -9; PostgreSQL's immediate shutdown) and keeps it down until <see cref="StartAgainAsync"/>.
    /// </summary>
    public async Task KillAsync(string resource, CancellationToken ct = default)
    {
        var process = ProcessOf(resource);
        _app.Services.GetRequiredService<CrashRestarts>().Hold(process.Name);
        if (resource is "postgres") await Machine.RunAsync(["kill", "-QUIT", Postmaster()], "/", ct);
        else Kill(ProcessId(resource)!.Value);
        await _app.ResourceNotifications.WaitForResourceAsync(process.Name, KnownResourceStates.Finished, ct);
    }

    /// <summary>Starts a killed resource again and waits until it is healthy.</summary>
    public async Task StartAgainAsync(string resource, CancellationToken ct = default)
    {
        var process = ProcessOf(resource);
        _app.Services.GetRequiredService<CrashRestarts>().Release(process.Name);
        var answer = await _app.ResourceCommands.ExecuteCommandAsync(process, KnownResourceCommands.StartCommand, ct);
        if (!answer.Success) throw new InvalidOperationException($"{resource} could not be started again: {answer.Message}");
        await WaitForHealthyAsync(resource, ct);
    }

    /// <summary>Waits until the resource itself answers, which is faster than waiting for Aspire's checks.</summary>
    public async Task WaitForHealthyAsync(string resource, CancellationToken ct = default)
    {
        while (!await AnswersAsync(resource, ct)) await Task.Delay(Pace, ct);
    }

    public async ValueTask DisposeAsync()
    {
        _probe.Dispose();
        // A test's throw-away data needs no orderly stop, which would take ten seconds.
        var restarts = _app.Services.GetRequiredService<CrashRestarts>();
        foreach (var one in _resources.Where(one => one is ExecutableResource)) restarts.Hold(one.Name);
        foreach (var process in _resources.Where(one => one is ExecutableResource).Select(one => ProcessId(one.Name)).OfType<int>()) Kill(process);
        await _app.DisposeAsync();
        if (Directory.Exists(DataFolder) && DataFolder.StartsWith(Path.GetTempPath(), StringComparison.Ordinal)) Directory.Delete(DataFolder, recursive: true);
    }

    private static IEnumerable<string> Servers => ["postgres", "rabbitmq"];

    private static void Kill(int process)
    {
        try
        {
            using var victim = Process.GetProcessById(process);
            victim.Kill(entireProcessTree: true);
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
    }

    private async Task UntilReadyAsync(CancellationToken ct)
    {
        foreach (var server in _resources.OfType<IResourceWithConnectionString>())
            _connectionStrings[server.Name] = (await server.GetConnectionStringAsync(ct))!;
        var awaited = Servers.Concat(_resources.OfType<IResourceWithEndpoints>()
            .Where(one => one is ExecutableResource && one.Annotations.OfType<EndpointAnnotation>().Any() && !TestTopology.IsLeftOut(one)).Select(one => one.Name));
        await Task.WhenAll(awaited.Select(one => WaitForHealthyAsync(one, ct)));
    }

    private async Task<bool> AnswersAsync(string resource, CancellationToken ct)
    {
        try
        {
            switch (resource)
            {
                case "postgres":
                    return await HasDatabasesAsync(ct);
                case "rabbitmq":
                    return await GreetsAsync(ct) && (await _probe.GetAsync(Address(resource, "management"), ct)).IsSuccessStatusCode;
                default:
                    ThrowIfEnded(resource);
                    using (var answer = await _probe.GetAsync(new Uri(Address(resource), "/health"), ct)) return answer.IsSuccessStatusCode;
            }
        }
        catch (Exception away) when (away is HttpRequestException or NpgsqlException or SocketException or IOException
            || (away is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false; // it does not listen yet, or is still starting
        }
    }

    /// <summary>The broker opens AMQP last, so an answer to the protocol's header means that it is up.</summary>
    private async Task<bool> GreetsAsync(CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Address("rabbitmq", "tcp").Port, ct);
        var stream = client.GetStream();
        await stream.WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), ct);
        return await stream.ReadAsync(new byte[1], ct) is 1;
    }

    private async Task<bool> HasDatabasesAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString("postgres")};Database=postgres;Pooling=false;Timeout=3");
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select array(select datname::text from pg_database)", connection);
        var existing = (string[])(await command.ExecuteScalarAsync(ct))!;
        return _resources.OfType<PostgresDatabaseResource>().All(one => existing.Contains(one.DatabaseName));
    }

    /// <summary>A service waits for the migrations; if one has failed, waiting would be in vain.</summary>
    private void ThrowIfEnded(string service)
    {
        var failed = _resources.OfType<ServiceResource>().Where(one => one.Migrations is null && one.Name != service).FirstOrDefault(one =>
            _app.ResourceNotifications.TryGetCurrentState(one.Name, out var now) && now.Snapshot.ExitCode is not (null or 0));
        if (failed is not null) throw new InvalidOperationException($"{failed.Name} failed with exit code {State(failed.Name).ExitCode}.");
    }

    private async Task<string> ReportAsync()
    {
        var report = new List<string>();
        foreach (var one in _resources.Where(one => one is ExecutableResource && !TestTopology.IsLeftOut(one)))
        {
            var state = _app.ResourceNotifications.TryGetCurrentState(one.Name, out var now) ? now.Snapshot : null;
            report.Add($"--- {one.Name}: {state?.State?.Text} {state?.ExitCode}");
            if (state?.State?.Text != KnownResourceStates.Waiting && state?.State is not null) report.AddRange((await LogsAsync(one.Name)).TakeLast(20));
        }

        return string.Join('\n', report);
    }

    private CustomResourceSnapshot State(string resource) => _app.ResourceNotifications.TryGetCurrentState(resource, out var now)
        ? now.Snapshot
        : throw new InvalidOperationException($"{resource} has no state yet.");

    private string Postmaster() =>
        File.ReadLines(Path.Combine(ServerHome.Place(DataFolder), "postgres", "cluster", "postmaster.pid")).First();

    private IResource Find(string name) => _resources.FirstOrDefault(one => one.Name == name) ?? throw new ArgumentException($"There is no resource '{name}'.");

    /// <summary>For a server, the process that runs it locally.</summary>
    private IResource ProcessOf(string name) => Find(Servers.Contains(name) ? $"{name}-server" : name);
}
