using Aspire.Hosting.ApplicationModel;
using Supervision.AppHost.Native.Running;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    /// <summary>
    /// A setting of the operator, from <c>Parameters:&lt;name&gt;</c> of the AppHost's configuration. A secret that is not
    /// configured is made up once and kept in the data folder.
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false)
    {
        var application = (DistributedApplicationBuilder)builder;
        return application.Add(new ParameterResource(name, Value, secret));

        string Value() =>
            secret
            ? application.Secret(name)
            : application.Configuration[$"Parameters:{name}"] ?? throw new HostException($"Parameter '{name}' has no value: set Parameters__{name}.");
    }
}

public static class PostgresBuilderExtensions
{
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name)
    {
        var application = (DistributedApplicationBuilder)builder;
        return application.Add(new PostgresServerResource(name, () => application.Secret($"{name}-password")));
    }

    /// <summary>Native always keeps its data, in a folder of its own under the data folder; the name is for containers.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null) => builder;

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.Databases.Add(database);
        return ((IOwnedBuilder)builder).Application.Add(database);
    }
}

public static class RabbitMQBuilderExtensions
{
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder, string name)
    {
        var application = (DistributedApplicationBuilder)builder;
        return application.Add(new RabbitMQServerResource(name, () => application.Secret($"{name}-password")));
    }

    /// <summary>Native always keeps its data, in a folder of its own under the data folder; the name is for containers.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder, string? name = null) => builder;

    /// <summary>Adds the endpoint <c>management</c>, the broker's HTTP API.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder)
    {
        builder.Resource.Endpoints.Add(new Endpoint(builder.Resource, RabbitMQServerResource.ManagementEndpoint, "http", null));
        return builder;
    }
}

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        ((DistributedApplicationBuilder)builder).Add(new ProjectResource(name, new TProject()));
}
