using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Supervision.AppHost.Native.Running;

/// <summary>One run of the topology: from claiming the data folder to the last process gone.</summary>
internal sealed class Orchestration : IAsyncDisposable
{
    private readonly DistributedApplicationBuilder _application;
    private readonly OrchestrationOptions _options;
    private readonly HostOutput _output;
    private readonly IReadOnlyList<Resource> _resources;
    private readonly StateBoard _board;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<string, ResourceSupervisor> _supervisors = [];
    private readonly List<Task> _running = [];
    private readonly List<string> _history = [];
    private bool _claimed;

    public Orchestration(DistributedApplicationBuilder application, OrchestrationOptions options, HostOutput output)
    {
        _application = application;
        _options = options;
        _output = output;
        _resources = Selection.Of(application.Resources, options.Only);
        _board = new StateBoard(_resources.Select(resource => resource.Name));
        _board.Changed += output.Show;
        _board.Changed += (resource, state) =>
        {
            lock (_history) _history.Add($"{resource} {HostOutput.Word(state)}");
        };
    }

    public IReadOnlyList<string> History
    {
        get
        {
            lock (_history) return [.. _history];
        }
    }

    private DataFolder Data => _application.Data;

    /// <summary>Starts everything and returns when all is healthy.</summary>
    /// <exception cref="HostException">Something is missing, taken or broken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux()) throw new HostException("The native host runs on Linux only; use --aspire here.");
        Data.Claim();
        _claimed = true;
        File.Delete(Data.ReadyFile); // a killed host leaves it
        if (await Data.Processes.EndLeftoversAsync() is > 0 and var left) _output.Say($"ended {left} processes left by an earlier run");
        if (_options.Fresh) Data.Empty();

        var ports = AllotPorts();
        foreach (var resource in _resources) _supervisors[resource.Name] = Supervise(resource, ports);
        Data.Ports = new Dictionary<string, int>(ports.Given);
        foreach (var resource in _resources) _output.Add(resource.Name, Address(resource));
        foreach (var (name, folder) in _supervisors.Values.Where(one => IsElsewhere(one.Home)).Select(one => (one.Name, one.Home)))
        {
            _output.Say($"{name} keeps its data in {folder}, because its user may not enter {Data.Path}");
        }

        _running.AddRange(_supervisors.Values.Select(supervisor => Task.Run(() => supervisor.RunAsync(_stopping.Token), CancellationToken.None)));

        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        await _board.UntilAsync(AllUp, both.Token);
        DataFolder.Write(Data.ReadyFile, string.Join('\n', _resources.SelectMany(resource => resource.Endpoints)
            .Where(endpoint => endpoint.IsExternal).Select(endpoint => endpoint.Url)));
    }

    /// <summary>Ends everything, users of others first, and leaves no process behind. The data folder stays claimed.</summary>
    public async Task StopAsync()
    {
        if (!_claimed || _stopping.IsCancellationRequested) return;
        File.Delete(Data.ReadyFile);
        await _stopping.CancelAsync();
        await Task.WhenAll(_running);
        await Task.WhenAll(Supervisors<ProjectResource>().Select(supervisor => supervisor.StopAsync()));
        await Task.WhenAll(_supervisors.Values.Except(Supervisors<ProjectResource>()).Select(supervisor => supervisor.StopAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Data.Dispose();
        _stopping.Dispose();
    }

    public ResourceSupervisor Supervisor(string resource) =>
        _supervisors.TryGetValue(resource, out var supervisor)
            ? supervisor
            : throw new ArgumentException($"'{resource}' is not running: there are {string.Join(", ", _supervisors.Keys)}.");

    public Task UntilHealthyAsync(string resource, CancellationToken cancellationToken) =>
        _board.UntilAsync(states => states[Supervisor(resource).Name] is ResourceState.Healthy, cancellationToken);

    public Task UntilAsync(string resource, string state, CancellationToken cancellationToken) =>
        _board.UntilAsync(states => HostOutput.Word(states[Supervisor(resource).Name]) == state, cancellationToken);

    public Dictionary<string, string?> EnvironmentOf(string resource) =>
        Launch((ProjectResource)_resources.First(one => one.Name == resource)).Environment();

    /// <summary>Where each resource stands and what it last said, for a test that did not get off the ground.</summary>
    public string Report() => string.Join('\n', _supervisors.Values.Select(supervisor =>
        $"{supervisor.Name}: {_board[supervisor.Name]}\n  {string.Join("\n  ", supervisor.Log.Lines().TakeLast(15))}"));

    private static bool AllUp(IReadOnlyDictionary<string, ResourceState> states) =>
        states.Values.All(state => state is ResourceState.Healthy or ResourceState.Finished);

    private bool IsElsewhere(string? folder) => folder is not null && !folder.StartsWith(Data.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private Ports AllotPorts()
    {
        var ports = new Ports(Data.Ports);
        // Fixed ports first: they must not be given away.
        foreach (var endpoint in _application.Resources.SelectMany(resource => resource.Endpoints).OrderBy(one => one.FixedPort is null))
        {
            var purpose = $"{endpoint.Owner.Name}/{endpoint.Name}";
            endpoint.Port = endpoint.FixedPort is { } wanted && !_options.FreePorts ? ports.Fixed(purpose, wanted) : ports.Free(purpose);
        }

        return ports;
    }

    private ResourceSupervisor Supervise(Resource resource, Ports ports)
    {
        var configuration = _application.Configuration;
        ILaunch launch = resource switch
        {
            PostgresServerResource server => new PostgresLaunch(
                server, Programs.Postgres(configuration["Native:PostgresBin"]), Data.HomeOf(server.Name, "postgres"), _options.Durable),
            RabbitMQServerResource broker => new RabbitLaunch(
                broker, Programs.RabbitMq(configuration["Native:RabbitMqBin"]), Programs.Epmd(), Data.HomeOf(broker.Name, "rabbitmq"), ports),
            _ => Launch((ProjectResource)resource),
        };
        var endsByItself = _application.Resources.Exists(other => other.Waits.Exists(wait => wait.Completion && wait.On == resource));
        return new ResourceSupervisor(resource, launch, endsByItself, _board, Data.Processes, _output);
    }

    private ProjectLaunch Launch(ProjectResource resource) =>
        new(resource, _options.Environment.GetValueOrDefault(resource.Name) ?? [], _options.OtherBuilds.GetValueOrDefault(resource.Name));

    private IEnumerable<ResourceSupervisor> Supervisors<T>() =>
        _resources.OfType<T>().OfType<Resource>().Where(resource => _supervisors.ContainsKey(resource.Name)).Select(resource => _supervisors[resource.Name]);

    private static string Address(Resource resource) => resource switch
    {
        ProjectResource => string.Join(' ', resource.Endpoints.Select(endpoint => endpoint.Url)),
        _ => string.Join(' ', resource.Endpoints.Select(endpoint => $"127.0.0.1:{endpoint.Port}")),
    };
}

/// <summary>What a run may differ in from the topology as written.</summary>
internal sealed record OrchestrationOptions
{
    public bool Fresh { get; init; }

    /// <summary>Ignores the ports the topology asks for.</summary>
    public bool FreePorts { get; init; }

    /// <summary>Resources to start, with what they wait for; empty starts all.</summary>
    public IReadOnlyCollection<string> Only { get; init; } = [];

    public IReadOnlyDictionary<string, Dictionary<string, string>> Environment { get; init; } = new Dictionary<string, Dictionary<string, string>>();

    public IReadOnlyDictionary<string, string> OtherBuilds { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether PostgreSQL's commits wait for the disk.</summary>
    public bool Durable { get; init; } = true;
}

/// <summary>Which resources a run consists of: those named, and what they wait for, all the way down.</summary>
internal static class Selection
{
    public static IReadOnlyList<Resource> Of(IReadOnlyList<Resource> all, IReadOnlyCollection<string> only)
    {
        var runnable = all.Where(resource => resource is ProjectResource or PostgresServerResource or RabbitMQServerResource).ToList();
        if (only.Count is 0) return runnable;

        var wanted = new HashSet<Resource>();
        foreach (var name in only)
        {
            Add(runnable.Find(resource => resource.Name == name) ?? throw new ArgumentException($"There is no resource '{name}'."), wanted);
        }

        return [.. runnable.Where(wanted.Contains)];
    }

    private static void Add(Resource resource, HashSet<Resource> wanted)
    {
        if (!wanted.Add(resource)) return;
        foreach (var wait in resource.Waits) Add(wait.On is PostgresDatabaseResource database ? database.Parent : wait.On, wanted);
    }
}
