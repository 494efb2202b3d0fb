using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment =>
        builder.Set(name, () => value ?? "", value ?? "");

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, in ReferenceExpression.ExpressionInterpolatedStringHandler value)
        where T : IResourceWithEnvironment =>
        builder.WithEnvironment(name, ReferenceExpression.Create(value));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResourceWithEnvironment =>
        builder.Set(name, () => value.Value, value.ValueExpression);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment =>
        builder.Set(name, () => endpointReference.Value, endpointReference.ValueExpression);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment =>
        builder.Set(name, () => parameter.Resource.Value, parameter.Resource.ValueExpression);

    /// <summary>Gives the process <c>ConnectionStrings__&lt;name&gt;</c>.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null)
        where T : IResourceWithEnvironment
    {
        builder.Inner().References.Add(source.Resource.Name);
        return builder.Set(
            $"ConnectionStrings__{connectionName ?? source.Resource.Name}", () => source.Resource.Value, source.Resource.ValueExpression);
    }

    /// <summary>Gives the process the other's addresses, both for service discovery and as <c>NAME_HTTP</c>.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResourceWithEnvironment
    {
        var target = source.Inner();
        builder.Inner().References.Add(target.Name);
        builder.Inner().EndpointReferences.Add(target);
        return builder;
    }

    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, string? name = null)
        where T : IResourceWithEndpoints
    {
        builder.Inner().Endpoints.Add(new Endpoint(builder.Inner(), name ?? "http", "http", port));
        return builder;
    }

    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        builder.Inner().Endpoints.ForEach(endpoint => endpoint.IsExternal |= endpoint.Scheme == "http");
        return builder;
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints =>
        new(builder.Inner(), name);

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        builder.Inner().HealthCheck = new HealthCheck(endpointName ?? "http", path ?? "/", statusCode ?? 200);
        return builder;
    }

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs
    {
        builder.Inner().Arguments.AddRange(args);
        return builder;
    }

    /// <summary>Starts this resource only once the other is healthy (or, where it has no health check, running).</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        builder.Inner().Waits.Add(new WaitCondition(dependency.Inner(), Completion: false));
        return builder;
    }

    /// <summary>Starts this resource only once the other has ended with exit code 0.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        builder.Inner().Waits.Add(new WaitCondition(dependency.Inner(), Completion: true));
        return builder;
    }

    internal static Resource Inner<T>(this IResourceBuilder<T> builder)
        where T : IResource =>
        (Resource)(object)builder.Resource;

    private static IResourceBuilder<T> Set<T>(this IResourceBuilder<T> builder, string name, Func<string> value, string symbol)
        where T : IResource
    {
        builder.Inner().Environment.Add(new EnvironmentSetting(name, value, symbol));
        return builder;
    }
}
