namespace Supervision.AppHost;

/// <summary>
/// A service's built program, run directly. For a project resource Aspire runs <c>dotnet run</c>, which takes two seconds of processor time
/// to start and 70 MiB while it runs. When published or debugged, it is still handled as a project.
/// </summary>
internal sealed class ServiceResource(string name, string program, string folder)
    : ExecutableResource(name, program, folder), IResourceWithServiceDiscovery, IDotnetProgramResource
{
    public IProjectMetadata Project => Annotations.OfType<IProjectMetadata>().Single();

    /// <summary>The step that runs before any service starts: schema, role, queues. Null for a service without a database.</summary>
    public ServiceResource? Migrations { get; set; }

    /// <summary>Whether it publishes and consumes events.</summary>
    public bool HasBroker { get; set; }
}

internal static class Services
{
    /// <summary>A service with one HTTP endpoint and no proxy in front of it; healthy when <c>/health</c> says so.</summary>
    /// <param name="port">The endpoint's port; a free one by default.</param>
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
    /// Gives the service a database of its own. The service connects as a role with no rights beyond its rows; the migrations, which run as the
    /// owner, create that role. A service gets only its own role's password.
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
            .WithReference(database).WaitForStart(database).WithParentRelationship(service) // the migrations themselves wait until they can connect
            .WithEnvironment("Database__Role", role).WithEnvironment("Database__Password", password);
        service.Resource.Migrations = migrations.Resource;
        return service.WithEnvironment($"ConnectionStrings__{database.Resource.Name}", ReferenceExpression.Create(
            $"Host={address.Property(EndpointProperty.Host)};Port={address.Property(EndpointProperty.Port)};Database={database.Resource.DatabaseName};Username={role};Password={password}"));
    }

    /// <summary>Makes the service publish and consume events. The migrations declare its queue.</summary>
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
    /// No service with a broker starts before all migrations are done, so that no event is published before its consumers' queues exist. This
    /// covers every present and future service, without a list of who consumes what. A service without a broker waits for its own migrations only.
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

    /// <summary>Path of the program: below bin, in the same configuration and framework as this assembly (AppHost's or a test's).</summary>
    private static string Program(IProjectMetadata project)
    {
        var build = string.Join(Path.DirectorySeparatorChar, AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^3..]);
        var program = $"Supervision.{Path.GetFileNameWithoutExtension(project.ProjectPath)}{(OperatingSystem.IsWindows() ? ".exe" : "")}";
        return Path.Combine(Path.GetDirectoryName(project.ProjectPath)!, build, program);
    }
}
