using Aspire.Hosting.ApplicationModel;

namespace Supervision.AppHost.Native.Testing;

/// <summary>A topology in words, as Aspire's manifest would hold it.</summary>
internal static class Description
{
    public static IReadOnlyList<string> Of(IEnumerable<Resource> resources) => [.. resources.SelectMany(Of)];

    private static IEnumerable<string> Of(Resource resource) =>
    [
        $"{resource.Name}: {Kind(resource)}",
        .. resource.Arguments.Select(argument => $"{resource.Name} argument {argument}"),
        .. resource.Endpoints.Select(endpoint => $"{resource.Name} endpoint {endpoint.Name}{(endpoint.IsExternal ? " external" : "")}"),
        .. resource.References.Select(reference => $"{resource.Name} refers to {reference}"),
        .. resource.Environment.Select(setting => $"{resource.Name} is told {setting.Name}={setting.Symbol}"),
        .. resource.Waits.Select(wait => $"{resource.Name} waits for {wait.On.Name}{(wait.Completion ? " to finish" : "")}"),
    ];

    private static string Kind(Resource resource) => resource switch
    {
        ParameterResource parameter => parameter.IsSecret ? "secret parameter" : "parameter",
        PostgresServerResource => "PostgreSQL server",
        PostgresDatabaseResource database => $"database of {database.Parent.Name}",
        RabbitMQServerResource => "RabbitMQ broker",
        ProjectResource project => $"project {Path.GetFileNameWithoutExtension(project.Project.ProjectPath)}",
        _ => resource.GetType().Name,
    };
}
