using Microsoft.Extensions.DependencyInjection;

namespace Supervision.AppHost.Local;

/// <summary>
/// Where there is no container engine, the topology's servers run from the machine's own binaries. In the model they stay containers:
/// references, waits and health checks work the same, and publishing still produces containers.
/// </summary>
internal static class LocalServers
{
    private static readonly string[] Engines =
    [
        "/var/run/docker.sock", "/run/podman/podman.sock", $"{Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR")}/podman/podman.sock",
    ];

    /// <summary>Whether servers run as processes: on Linux, unless the setting <c>Servers</c> says otherwise or a container engine listens.</summary>
    public static bool HasLocalServers(this IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsRunMode && (builder.Configuration["Servers"] ?? Default()) is "local";

    private static string Default() => OperatingSystem.IsLinux() && !Array.Exists(Engines, File.Exists) ? "local" : "containers";

    /// <summary>Removes from a server everything that makes it a container, and gives each endpoint a free port of the loopback address.</summary>
    public static void Detach<T>(this IResourceBuilder<T> server, string kind)
        where T : ContainerResource
    {
        var annotations = server.Resource.Annotations;
        foreach (var one in annotations.Where(one => one is ContainerImageAnnotation or ContainerMountAnnotation or EnvironmentCallbackAnnotation).ToList())
        {
            annotations.Remove(one);
        }

        foreach (var endpoint in annotations.OfType<EndpointAnnotation>())
        {
            endpoint.Port = endpoint.TargetPort = Machine.FreePort();
            endpoint.IsProxied = false;
            endpoint.TargetHost = "127.0.0.1";
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", endpoint.Port.Value);
        }

        server.WithInitialState(new CustomResourceSnapshot { ResourceType = kind, Properties = [], State = KnownResourceStates.NotStarted });
    }

    /// <summary>Makes the server's state follow its process.</summary>
    public static void LivesAs<T>(this IResourceBuilder<T> server, IResourceBuilder<ExecutableResource> process)
        where T : ContainerResource, IResourceWithConnectionString
    {
        process.WithParentRelationship(server).StopsAfterServices().RestartsAfterCrash();
        server.OnInitializeResource(async (resource, started, stop) =>
        {
            var model = started.Services.GetRequiredService<DistributedApplicationModel>();
            IResource[] family = [resource, .. model.Resources.OfType<IResourceWithParent>().Where(child => child.Parent == (IResource)resource)];
            await started.Eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, started.Services), stop);
            foreach (var one in family) await started.Eventing.PublishAsync(new ConnectionStringAvailableEvent(one, started.Services), stop);
            await started.Eventing.PublishAsync(new BeforeResourceStartedEvent(resource, started.Services), stop);
            await foreach (var change in started.Notifications.WatchAsync(stop))
            {
                if (change.Resource != process.Resource) continue;
                if (change.Snapshot.State?.Text == KnownResourceStates.Running) Weigh(change.Snapshot);
                foreach (var one in family)
                {
                    await started.Notifications.PublishUpdateAsync(one, state => state with
                    {
                        State = change.Snapshot.State,
                        StartTimeStamp = change.Snapshot.StartTimeStamp,
                        StopTimeStamp = change.Snapshot.StopTimeStamp,
                        ExitCode = change.Snapshot.ExitCode,
                        Urls = [.. state.Urls.Select(url => url with { IsInactive = false })],
                    });
                }
            }
        });
    }

    /// <summary>
    /// Linux shares processor time among sessions first (autogroup), and every PostgreSQL backend is a session of its own. Under load a hundred of
    /// them made the broker (one session) and the services (one session together) wait 400 ms for a turn. So these sessions get more weight: the
    /// broker as much as nine backends, and so do the services, which share a session with PostgreSQL's first process. Only root may set this; for
    /// others, and without autogroups, the shares stay as they are.
    /// </summary>
    private static void Weigh(CustomResourceSnapshot process)
    {
        var share = $"/proc/{process.Properties.FirstOrDefault(one => one.Name is "executable.pid")?.Value}/autogroup";
        if (!Environment.IsPrivilegedProcess || !File.Exists(share)) return;
        try
        {
            File.WriteAllText(share, "-10");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The process has ended already, or root lacks the right here, as in some containers.
        }
    }
}
