using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Supervision.Gateway.Routing;

/// <summary>Resolves the service names used as destinations in the configuration (<c>http://clues</c>) to the services' addresses.</summary>
internal sealed class ServiceDestinations(ServiceEndpointResolver services) : IDestinationResolver
{
    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var resolved = new Dictionary<string, DestinationConfig>();
        var changes = new List<IChangeToken>();
        foreach (var (name, destination) in destinations)
        {
            var named = new Uri(destination.Address);
            var source = await services.GetEndpointsAsync(named.GetLeftPart(UriPartial.Authority), cancellationToken);
            changes.Add(source.ChangeToken);
            foreach (var endpoint in source.Endpoints)
            {
                var address = Address(named, endpoint.ToString()!);
                resolved[$"{name}/{address.Authority}"] = destination with { Address = address.AbsoluteUri };
            }
        }

        return new ResolvedDestinationCollection(resolved, new CompositeChangeToken(changes));
    }

    /// <summary>An endpoint is an address with its scheme, or only host and port, which then gets the scheme of the service name.</summary>
    static Uri Address(Uri named, string endpoint) =>
        new(new Uri(endpoint.Contains("://", StringComparison.Ordinal) ? endpoint : $"{named.Scheme}://{endpoint}"), named.PathAndQuery);
}
