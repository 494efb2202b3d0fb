using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Supervision.AppHost.Native.Running;

namespace Supervision.AppHost.Native.Testing;

/// <summary>
/// A topology started inside a test: real processes on free ports with a throw-away data folder. Disposing ends them all.
/// </summary>
public sealed class NativeTestHost : IAsyncDisposable
{
    private readonly DistributedApplicationBuilder _application;
    private readonly Orchestration _run;
    private readonly TestFolder _folder;

    private NativeTestHost(DistributedApplicationBuilder application, Orchestration run, TestFolder folder) =>
        (_application, _run, _folder) = (application, run, folder);

    /// <summary>Runs an AppHost's own code, for instance <c>StartAsync&lt;Projects.AppHost&gt;()</c>.</summary>
    /// <typeparam name="TAppHost">Any type of the AppHost's assembly.</typeparam>
    public static Task<NativeTestHost> StartAsync<TAppHost>(NativeTestOptions? options = null, CancellationToken cancellationToken = default) =>
        StartAsync(typeof(TAppHost).Assembly, options, cancellationToken);

    /// <summary>Runs the code of an AppHost's assembly.</summary>
    public static Task<NativeTestHost> StartAsync(
        Assembly appHost, NativeTestOptions? options = null, CancellationToken cancellationToken = default) =>
        StartAsync(appHost, () => RunMain(appHost), options, cancellationToken);

    /// <summary>Runs a topology given by the test itself.</summary>
    public static Task<NativeTestHost> StartAsync(
        Action<IDistributedApplicationBuilder> topology, NativeTestOptions? options = null, CancellationToken cancellationToken = default) =>
        StartAsync(
            null,
            () =>
            {
                var builder = DistributedApplication.CreateBuilder([]);
                topology(builder);
                builder.Build().Run();
            },
            options,
            cancellationToken);

    /// <summary>Where a service listens, such as <c>http://127.0.0.1:18123</c>.</summary>
    public Uri Address(string resource, string endpoint = "http") => new(Find<Resource>(resource).FindEndpoint(endpoint).Url);

    /// <summary>Where this platform keeps its data.</summary>
    public string DataFolder => _folder.Path;

    /// <summary>The owner's connection string of a server or database.</summary>
    public string ConnectionString(string resource) => ((IResourceWithConnectionString)Find<Resource>(resource)).Value;

    public string Parameter(string name) => Find<ParameterResource>(name).Value;

    /// <summary>What a service is told beyond what it inherits.</summary>
    public IReadOnlyDictionary<string, string?> EnvironmentOf(string resource) => _run.EnvironmentOf(resource);

    /// <summary>The connection string a service itself was given.</summary>
    public string ConnectionStringOf(string service, string name) => EnvironmentOf(service)[$"ConnectionStrings__{name}"]!;

    /// <summary>What became of the resources so far, in order, as in <c>postgres healthy</c>.</summary>
    public IReadOnlyList<string> History => _run.History;

    /// <summary>The last 5,000 lines a resource wrote.</summary>
    public IReadOnlyList<string> Logs(string resource) => _run.Supervisor(resource).Log.Lines();

    /// <summary>The number of the resource's process; null while it has none.</summary>
    public int? ProcessId(string resource) => _run.Supervisor(resource).ProcessId;

    /// <summary>
    /// Ends a resource without warning (kill -9; PostgreSQL's immediate shutdown) and keeps it down until
    /// <see cref="StartAgainAsync"/>.
    /// </summary>
    public Task KillAsync(string resource, CancellationToken cancellationToken = default) =>
        _run.Supervisor(resource).CrashAndHoldAsync(cancellationToken);

    /// <summary>Lets a killed resource run again and waits until it is healthy.</summary>
    public async Task StartAgainAsync(string resource, CancellationToken cancellationToken = default)
    {
        _run.Supervisor(resource).Release();
        await WaitForHealthyAsync(resource, cancellationToken);
    }

    public Task WaitForHealthyAsync(string resource, CancellationToken cancellationToken = default) =>
        _run.UntilHealthyAsync(resource, cancellationToken);

    /// <summary>Waits until a resource's next or present state is the given one, as <see cref="History"/> words it.</summary>
    public Task WaitForAsync(string resource, string state, CancellationToken cancellationToken = default) =>
        _run.UntilAsync(resource, state, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _run.StopAsync();
        _folder.Dispose(); // while it is still claimed, so that no other test run tidies it up at the same time
        await _run.DisposeAsync();
    }

    private static async Task<NativeTestHost> StartAsync(
        Assembly? appHost, Action appHostCode, NativeTestOptions? options, CancellationToken cancellationToken)
    {
        var folder = await TestFolder.MakeAsync(options?.DataFolder);
        var settings = (options ?? new NativeTestOptions()) with { DataFolder = folder.Path };
        var session = new TestSession(appHost, settings);
        var application = session.Build(appHostCode);
        var run = application.Orchestrate(
            new OrchestrationOptions
            {
                FreePorts = true,
                Only = settings.Only,
                Environment = settings.Environment,
                OtherBuilds = settings.OtherBuilds,
                Durable = settings.Durable,
            },
            new HostOutput(null, live: false));
        var host = new NativeTestHost(application.Builder, run, folder);
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(settings.StartTimeout);
            await run.StartAsync(deadline.Token);
            return host;
        }
        catch (Exception problem)
        {
            var report = run.Report();
            await host.DisposeAsync();
            throw new InvalidOperationException($"The platform did not start: {problem.Message}\n{report}", problem);
        }
    }

    /// <summary>
    /// The topology an AppHost's code describes, without starting it: a line for each resource and each thing it is given,
    /// with references written as <c>{cluesdb.connectionString}</c>.
    /// </summary>
    public static IReadOnlyList<string> Describe(Assembly appHost)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"supervision-described-{Guid.NewGuid():N}"); // never made
        var session = new TestSession(appHost, new NativeTestOptions { DataFolder = folder });
        return Description.Of(session.Build(() => RunMain(appHost)).Builder.Resources);
    }

    private static void RunMain(Assembly appHost)
    {
        var main = appHost.EntryPoint ?? throw new ArgumentException($"{appHost.GetName().Name} has no entry point.", nameof(appHost));
        main.Invoke(null, main.GetParameters().Length is 0 ? [] : [Array.Empty<string>()]);
    }

    private T Find<T>(string resource)
        where T : Resource =>
        _application.Resources.OfType<T>().FirstOrDefault(one => one.Name == resource)
        ?? throw new ArgumentException($"There is no {typeof(T).Name} '{resource}'.");
}
