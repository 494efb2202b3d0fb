namespace Aspire.Hosting.ApplicationModel;

/// <summary>What every kind of resource may carry: whom it waits for, what it is told, where it listens.</summary>
public abstract class Resource(string name) : IResource
{
    public string Name { get; } = name;

    internal List<WaitCondition> Waits { get; } = [];

    /// <summary>In the order they were set; a later setting of the same name wins, as with Aspire.</summary>
    internal List<EnvironmentSetting> Environment { get; } = [];

    internal List<string> Arguments { get; } = [];

    internal List<Endpoint> Endpoints { get; } = [];

    /// <summary>Names of what it was given by WithReference, for the listing.</summary>
    internal List<string> References { get; } = [];

    /// <summary>The services whose addresses it is given; resolved late, because endpoints may be added after the reference.</summary>
    internal List<Resource> EndpointReferences { get; } = [];

    internal HealthCheck? HealthCheck { get; set; }

    internal Endpoint FindEndpoint(string endpointName) =>
        Endpoints.Find(endpoint => endpoint.Name == endpointName)
        ?? throw new InvalidOperationException($"Resource '{Name}' has no endpoint '{endpointName}'.");
}

internal sealed record WaitCondition(Resource On, bool Completion);

internal sealed record EnvironmentSetting(string Name, Func<string> Value, string Symbol);

internal sealed record HealthCheck(string EndpointName, string Path, int StatusCode);

internal sealed class Endpoint(Resource owner, string name, string scheme, int? fixedPort)
{
    public Resource Owner { get; } = owner;

    public string Name { get; } = name;

    public string Scheme { get; } = scheme;

    /// <summary>The port the topology asks for; null leaves the choice to the host.</summary>
    public int? FixedPort { get; } = fixedPort;

    public bool IsExternal { get; set; }

    /// <summary>The port in use; 0 until allotted.</summary>
    public int Port { get; set; }

    /// <summary>
    /// People and browsers are told <c>localhost</c>; processes among themselves use the address that needs no look-up.
    /// </summary>
    public string Url => Port is 0
        ? throw new InvalidOperationException($"Endpoint '{Owner.Name}/{Name}' has no port yet.")
        : $"{Scheme}://{(IsExternal ? "localhost" : "127.0.0.1")}:{Port}";
}

public sealed class EndpointReference : IValueProvider, IManifestExpressionProvider
{
    private readonly Resource _owner;
    private readonly string _name;

    internal EndpointReference(Resource owner, string name) => (_owner, _name) = (owner, name);

    public string Value => _owner.FindEndpoint(_name).Url;

    public string ValueExpression => $"{{{_owner.Name}.bindings.{_name}.url}}";
}
