namespace Supervision.Gateway.Edge;

/// <summary>
/// Section <c>Forwarding</c>: the load balancers in front of the gateway whose X-Forwarded-For, -Proto and -Host headers are trusted
/// to name the caller. None by default: then the connection itself decides, and such headers from callers are dropped.
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
