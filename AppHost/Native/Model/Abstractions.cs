namespace Aspire.Hosting.ApplicationModel;

public interface IResource
{
    string Name { get; }
}

/// <summary>Something whose text is known once ports are allotted and secrets are read, shortly before the first process starts.</summary>
public interface IValueProvider
{
    string Value { get; }
}

/// <summary>Something that can be written down symbolically, such as <c>{cluesdb.connectionString}</c>, before it has a value.</summary>
public interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}

public interface IResourceWithEnvironment : IResource;

public interface IResourceWithArgs : IResource;

public interface IResourceWithWaitSupport : IResource;

public interface IResourceWithEndpoints : IResource;

public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

public interface IResourceWithConnectionString : IResource, IValueProvider, IManifestExpressionProvider;

public interface IResourceBuilder<out T>
    where T : IResource
{
    T Resource { get; }
}
