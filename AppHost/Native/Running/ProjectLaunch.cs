using Aspire.Hosting.ApplicationModel;

namespace Supervision.AppHost.Native.Running;

/// <summary>A service: a plain process with the environment Aspire would give it.</summary>
internal sealed class ProjectLaunch(ProjectResource resource, IReadOnlyDictionary<string, string> overrides, string? otherBuild = null) : ILaunch
{
    private readonly string _assembly = otherBuild ?? resource.Project.TargetPath;
    private static readonly HttpClient Probe = new() { Timeout = TimeSpan.FromSeconds(3) };

    public string? Home => null;

    public int StopSignal => Posix.Terminate;

    public int CrashSignal => Posix.Kill;

    public TimeSpan StopPatience => TimeSpan.FromSeconds(10);

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        File.Exists(_assembly)
            ? Task.CompletedTask
            : throw new HostException($"{resource.Name} is not built: there is no {_assembly}.");

    public IReadOnlyList<ProcessPlan> Plan() =>
    [
        new ProcessPlan(
            [Programs.DotNet, _assembly, .. resource.Arguments],
            Path.GetDirectoryName(resource.Project.ProjectPath)!,
            Environment()),
    ];

    public async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        if (resource.HealthCheck is not { } check) return true;
        try
        {
            using var response = await Probe.GetAsync(
                new Uri(resource.FindEndpoint(check.EndpointName).Url + check.Path), cancellationToken);
            return (int)response.StatusCode == check.StatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // no answer in time
        }
    }

    public bool IsWorthShowing(string line) => true;

    /// <summary>What the process is told beyond what it inherits (the telemetry exporter's settings among that).</summary>
    public Dictionary<string, string?> Environment()
    {
        var environment = new Dictionary<string, string?>
        {
            ["OTEL_SERVICE_NAME"] = resource.Name,
            ["ASPNETCORE_URLS"] = resource.Endpoints.Count is 0
                ? null
                : string.Join(';', resource.Endpoints.Select(endpoint => $"{endpoint.Scheme}://127.0.0.1:{endpoint.Port}")),
        };
        foreach (var service in resource.EndpointReferences) AddAddresses(environment, service);
        foreach (var setting in resource.Environment) environment[setting.Name] = setting.Value();
        foreach (var (name, value) in overrides) environment[name] = value;
        return environment;
    }

    private static void AddAddresses(Dictionary<string, string?> environment, Resource service)
    {
        foreach (var endpoint in service.Endpoints)
        {
            environment[$"services__{service.Name}__{endpoint.Name}__0"] = endpoint.Url;
            environment[$"{service.Name.Replace('-', '_')}_{endpoint.Name}".ToUpperInvariant()] = endpoint.Url;
        }
    }
}
