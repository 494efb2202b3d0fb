using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Supervision.Notifications.Webhooks;

/// <summary>Decides which addresses may be called: public ones and those the operator adds. Others could lead into the operator's network.</summary>
public sealed class WebhookTargets(IOptions<WebhookSettings> settings)
{
    /// <summary>Longest address an endpoint may have.</summary>
    public const int LongestAddress = 500;

    /// <summary>Networks of the special-purpose registries (RFC 6890), and those whose addresses contain an IPv4 address.</summary>
    static readonly IPNetwork[] Special =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/8", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7",
            "fe80::/10", "fec0::/10", "ff00::/8",
        ]).Select(IPNetwork.Parse),
    ];

    readonly IPNetwork[] _allowed = [.. settings.Value.AllowedNetworks.Select(IPNetwork.Parse)];

    public bool MayBeCalled(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return _allowed.Any(network => network.Contains(address)) || !Special.Any(network => network.Contains(address));
    }

    /// <summary>
    /// Why an address cannot be registered, or null. <c>webhook.address</c>: not an address, or its scheme is not allowed;
    /// <c>webhook.target</c>: it names a forbidden network directly. The addresses a name resolves to are checked at each connection.
    /// </summary>
    public string? Defect(string address)
    {
        if (address.Length > LongestAddress || !Uri.TryCreate(address, UriKind.Absolute, out var uri)) return "webhook.address";
        var scheme = uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && settings.Value.AllowPlainHttp);
        if (!scheme || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 || uri.Host.Length == 0) return "webhook.address";
        return uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 && !MayBeCalled(IPAddress.Parse(uri.IdnHost.Trim('[', ']')))
            ? "webhook.target"
            : null;
    }

    /// <summary>Connects to one of the host's current addresses, namely the one checked, so changing the name afterwards has no effect.</summary>
    /// <exception cref="WebhookTargetException">None of the addresses may be called.</exception>
    internal async ValueTask<Stream> ConnectAsync(DnsEndPoint host, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken ct)
    {
        var addresses = await resolve(host.Host, ct);
        var allowed = addresses.Where(MayBeCalled).ToArray();
        if (allowed.Length == 0) throw new WebhookTargetException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The host has no address the platform may call.</summary>
public sealed class WebhookTargetException() : Exception("The target is on a network that may not be called.");
