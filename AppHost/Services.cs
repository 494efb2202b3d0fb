namespace Supervision.AppHost;

/// <summary>
/// A service's built program, run as it is. For a project resource Aspire starts <c>dotnet run</c>, which takes two seconds of a processor
/// to start and 70 MiB to stand there. Published and debugged it is the project that it is.
/// </summary>
internal sealed class ServiceResource(string name, string program, string folder)
    : ExecutableResource(name, program, folder), IResourceWithServiceDiscovery, IDotnetProgramResource
{
    public IProjectMetadata Project => Annotations.OfType<IProjectMetadata>().Single();

    /// <summary>The step that runs before any service starts: schema, role, queues. None for a service without a database.</summary>
    public ServiceResource? Migrations { get; set; }

    /// <summary>Whether it publishes and consumes events.</summary>
    public bool HasBroker { get; set; }
}

internal static class Services
{
    /// <summary>A service with one HTTP endpoint that no proxy stands before, healthy when <c>/health</c> says so.</summary>
    /// <param name="port">The endpoint's port; a free one without it.</param>
    public static IResourceBuilder<ServiceResource> AddService<TProject>(this IDistributedApplicationBuilder builder, string name, int? port = null)
        where TProject : IProjectMetadata, new() => builder.AddService(new TProject(), name, port);

    public static IResourceBuilder<ServiceResource> AddService(
        this IDistributedApplicationBuilder builder, IProjectMetadata project, string name, int? port = null)
    {
        var service = builder.AddProgram(project, name).WithHttpEndpoint(port, isProxied: false).WithHttpHealthCheck("/health");
        var address = service.GetEndpoint("http");
        if (builder.ExecutionContext.IsRunMode)
        {
            service.WithEnvironment("ASPNETCORE_URLS", ReferenceExpression.Create($"http://127.0.0.1:{address.Property(EndpointProperty.TargetPort)}"));
        }

        return service.RestartsAfterCrash();
    }

    /// <summary>
    /// A database of its own. The service enters it as a role with no rights beyond its rows; the migrations, which run as the owner, make
    /// that role. A service is told its own role's password and nobody else's.
    /// </summary>
    public static IResourceBuilder<ServiceResource> WithDatabase(
        this IResourceBuilder<ServiceResource> service, IResourceBuilder<PostgresServerResource> server)
    {
        var builder = service.ApplicationBuilder;
        var name = service.Resource.Name;
        var role = $"{name}_service";
        var database = server.AddDatabase($"{name}db");
        var password = builder.AddSecret($"{name}-password");
        var address = server.Resource.PrimaryEndpoint;
        var migrations = builder.AddProgram(service.Resource.Project, $"{name}-migrations").WithArgs("migrate")
            .WithReference(database).WaitForStart(database).WithParentRelationship(service) // the step itself waits until it can connect
            .WithEnvironment("Database__Role", role).WithEnvironment("Database__Password", password);
        service.Resource.Migrations = migrations.Resource;
        return service.WithEnvironment($"ConnectionStrings__{database.Resource.Name}", ReferenceExpression.Create(
            $"Host={address.Property(EndpointProperty.Host)};Port={address.Property(EndpointProperty.Port)};Database={database.Resource.DatabaseName};Username={role};Password={password}"));
    }

    /// <summary>Publishes and consumes events. The migrations declare the service's queue.</summary>
    public static IResourceBuilder<ServiceResource> WithBroker(
        this IResourceBuilder<ServiceResource> service, IResourceBuilder<RabbitMQServerResource> broker)
    {
        service.Resource.HasBroker = true;
        service.Migrations().WithReference(broker);
        return service.WithReference(broker);
    }

    public static IResourceBuilder<ServiceResource> Migrations(this IResourceBuilder<ServiceResource> service) =>
        service.ApplicationBuilder.CreateResourceBuilder(service.Resource.Migrations!);

    /// <summary>
    /// No service starts before every migration is done, so that no event is published whose consumers' queues do not exist. That holds for
    /// every service there is and will be; nobody keeps a list of who consumes what. One without a broker waits for its own only.
    /// </summary>
    public static void StartAfterMigrations(this IDistributedApplicationBuilder builder)
    {
        var services = builder.Resources.OfType<ServiceResource>().Where(one => one.Migrations is not null).ToList();
        foreach (var service in services.Select(builder.CreateResourceBuilder))
        {
            foreach (var other in service.Resource.HasBroker ? services : [service.Resource])
                service.WaitForCompletion(builder.CreateResourceBuilder(other.Migrations!));
        }
    }

    public static IResourceBuilder<ServiceResource> AddProgram(this IDistributedApplicationBuilder builder, IProjectMetadata project, string name)
    {
        var service = new ServiceResource(name, Program(project), Path.GetDirectoryName(project.ProjectPath)!);
        return builder.AddResource(service).WithAnnotation(project).WithOtlpExporter()
            .WithDebugSupport(mode => new ProjectLaunchConfiguration { ProjectPath = project.ProjectPath, Mode = mode }, "project")
            .WithDotnetProgramPublishing();
    }

    /// <summary>In bin/&lt;configuration&gt;/&lt;framework&gt;, as this assembly itself lies, be it in the AppHost's own folder or in a test's.</summary>
    private static string Program(IProjectMetadata project)
    {
        var build = string.Join(Path.DirectorySeparatorChar, AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^3..]);
        var program = $"Supervision.{Path.GetFileNameWithoutExtension(project.ProjectPath)}{(OperatingSystem.IsWindows() ? ".exe" : "")}";
        return Path.Combine(Path.GetDirectoryName(project.ProjectPath)!, build, program);
    }
}
