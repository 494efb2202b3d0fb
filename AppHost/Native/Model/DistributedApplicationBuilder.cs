using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Supervision.AppHost.Native.Running;
using Supervision.AppHost.Native.Testing;

namespace Aspire.Hosting;

public interface IDistributedApplicationBuilder
{
    DistributedApplication Build();
}

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly TestSession? _test;

    public DistributedApplicationBuilder(string[] args, Assembly? appHost, TestSession? test)
    {
        _test = test;
        AppHostFolder = ProjectFolder(appHost);
        Configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppHostFolder, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .AddInMemoryCollection(test?.Options.Configuration(test.Options.DataFolder!) ?? [])
            .Build();
        Data = new DataFolder(
            test?.Options.DataFolder ?? Configuration["Native:DataFolder"] ?? Path.Combine(AppHostFolder, "..", ".data"));
    }

    public string AppHostFolder { get; }

    public IConfiguration Configuration { get; }

    public DataFolder Data { get; }

    public List<Resource> Resources { get; } = [];

    /// <summary>As the operator set it, or made up once and kept.</summary>
    public string Secret(string name) => Configuration[$"Parameters:{name}"] ?? Data.Secret(name);

    public DistributedApplication Build()
    {
        var app = new DistributedApplication(this, _test);
        _test?.Built(app);
        return app;
    }

    public IResourceBuilder<T> Add<T>(T resource)
        where T : Resource
    {
        if (Resources.Exists(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidOperationException($"There are two resources named '{resource.Name}'.");
        }

        Resources.Add(resource);
        return new ResourceBuilder<T>(resource, this);
    }

    /// <summary>
    /// What the operator reads once all is healthy, from the AppHost's own configuration; <c>{name}</c> stands for the
    /// address of that resource.
    /// </summary>
    public IEnumerable<string> Greeting() => Configuration.GetSection("Native:Greeting").GetChildren().Select(line =>
        Resources.SelectMany(resource => resource.Endpoints).Where(endpoint => endpoint.Name == "http")
            .Aggregate(line.Value ?? "", (text, endpoint) => text.Replace($"{{{endpoint.Owner.Name}}}", endpoint.Url, StringComparison.Ordinal)));

    private static string ProjectFolder(Assembly? appHost) =>
        appHost?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(one => one.Key == "apphostprojectpath")?.Value
        ?? AppContext.BaseDirectory;
}

internal sealed class ResourceBuilder<T>(T resource, DistributedApplicationBuilder application) : IResourceBuilder<T>, IOwnedBuilder
    where T : Resource
{
    public T Resource { get; } = resource;

    public DistributedApplicationBuilder Application { get; } = application;
}

/// <summary>Lets a builder of any resource type lead back to the application it belongs to.</summary>
internal interface IOwnedBuilder
{
    DistributedApplicationBuilder Application { get; }
}
