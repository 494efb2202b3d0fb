using Microsoft.Extensions.DependencyInjection;

namespace Supervision.AppHost.Local;

/// <summary>
/// Where there is no container engine, the topology's servers run from the machine's own binaries. They stay what they are in the model: what
/// refers to them, waits for them or checks their health sees no difference, and what is published still is a container.
/// </summary>
internal static class LocalServers
{
    private static readonly string[] Engines =
    [
        "/var/run/docker.sock", "/run/podman/podman.sock", $"{Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR")}/podman/podman.sock",
    ];

    /// <summary>Whether servers run as processes: on Linux, where the setting <c>Servers</c> says nothing else and no engine listens.</summary>
    public static bool HasLocalServers(this IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsRunMode && (builder.Configuration["Servers"] ?? Default()) is "local";

    private static string Default() => OperatingSystem.IsLinux() && !Array.Exists(Engines, File.Exists) ? "local" : "containers";

    /// <summary>Takes from a server all that makes it a container and gives each endpoint a free port of the loopback address.</summary>
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

    /// <summary>Lets the server live as its process does.</summary>
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
    /// Linux shares the processors among sessions first (autogroup), and each PostgreSQL backend makes itself a session: under load a hundred of
    /// them left the broker, which is one, and the services, which are one together, waiting 400 ms for a turn. So these sessions weigh more: the
    /// broker as much as nine backends, and the services, which share theirs with PostgreSQL's first process, too. Only root may say so; for
    /// others, and where there are no autogroups, the shares stay as they are.
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
            // It has ended already, or this root may not, as in a container without the right.
        }
    }
}
