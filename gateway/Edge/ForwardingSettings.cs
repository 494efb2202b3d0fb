namespace Supervision.Gateway.Edge;

/// <summary>
/// Section <c>Forwarding</c>: the load balancers before the gateway whose word (X-Forwarded-For, -Proto, -Host) is taken for who
/// asked. None by default: then the connection itself decides, and such headers of callers are dropped.
/// </summary>
internal sealed class ForwardingSettings
{
    public const string Section = "Forwarding";

    /// <summary>Addresses.</summary>
    public string[] KnownProxies { get; init; } = [];

    /// <summary>Networks, such as <c>10.0.0.0/8</c>.</summary>
    public string[] KnownNetworks { get; init; } = [];

    /// <summary>How many of them a request passes through.</summary>
    public int Hops { get; init; } = 1;
}
