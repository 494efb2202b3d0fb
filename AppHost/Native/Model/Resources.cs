namespace Aspire.Hosting.ApplicationModel;

public sealed class ParameterResource : Resource, IValueProvider, IManifestExpressionProvider
{
    private readonly Func<string> _value;

    internal ParameterResource(string name, Func<string> value, bool secret)
        : base(name) => (_value, IsSecret) = (value, secret);

    public string Value => _value();

    public string ValueExpression => $"{{{Name}.value}}";

    internal bool IsSecret { get; }
}

public sealed class PostgresServerResource : Resource, IResourceWithConnectionString, IResourceWithEnvironment, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal const string UserName = "postgres";
    private readonly Func<string> _password;

    internal PostgresServerResource(string name, Func<string> password)
        : base(name)
    {
        _password = password;
        Endpoints.Add(new Endpoint(this, "tcp", "tcp", null));
    }

    public string Value => $"Host=127.0.0.1;Port={FindEndpoint("tcp").Port};Username={UserName};Password={_password()}";

    public string ValueExpression => $"{{{Name}.connectionString}}";

    internal string Password => _password();

    internal List<PostgresDatabaseResource> Databases { get; } = [];
}

public sealed class PostgresDatabaseResource : Resource, IResourceWithConnectionString
{
    internal PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent)
        : base(name) => (DatabaseName, Parent) = (databaseName, parent);

    public string DatabaseName { get; }

    public PostgresServerResource Parent { get; }

    public string Value => $"{Parent.Value};Database={DatabaseName}";

    public string ValueExpression => $"{{{Name}.connectionString}}";
}

public sealed class RabbitMQServerResource : Resource, IResourceWithConnectionString, IResourceWithEnvironment, IResourceWithEndpoints, IResourceWithWaitSupport
{
    // Not "guest", which every guide knows and every scanner tries.
    internal const string UserName = "supervision";
    internal const string ManagementEndpoint = "management";
    private readonly Func<string> _password;

    internal RabbitMQServerResource(string name, Func<string> password)
        : base(name)
    {
        _password = password;
        Endpoints.Add(new Endpoint(this, "tcp", "tcp", null));
    }

    public string Value => $"amqp://{UserName}:{_password()}@127.0.0.1:{FindEndpoint("tcp").Port}";

    public string ValueExpression => $"{{{Name}.connectionString}}";

    internal string Password => _password();

    internal bool HasManagement => Endpoints.Exists(endpoint => endpoint.Name == ManagementEndpoint);
}

public sealed class ProjectResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    internal ProjectResource(string name, IProjectMetadata project)
        : base(name) => Project = project;

    internal IProjectMetadata Project { get; }
}
