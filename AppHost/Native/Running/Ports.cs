using System.Net;
using System.Net.Sockets;

namespace Supervision.AppHost.Native.Running;

/// <summary>Hands out free loopback ports, none of them twice.</summary>
internal sealed class Ports(IReadOnlyDictionary<string, int> remembered)
{
    // Below the range the system takes outgoing connections' ports from, so that none is taken between choice and use.
    private const int First = 18000;
    private const int Last = 32000;
    private readonly Dictionary<string, int> _given = [];

    public IReadOnlyDictionary<string, int> Given => _given;

    /// <summary>The same port as last time where it is still free, so that addresses people noted stay right.</summary>
    public int Free(string purpose)
    {
        if (remembered.TryGetValue(purpose, out var last) && !_given.ContainsValue(last) && IsFree(last)) return _given[purpose] = last;

        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var port = Random.Shared.Next(First, Last);
            if (!_given.ContainsValue(port) && IsFree(port)) return _given[purpose] = port;
        }

        throw new HostException("No free port was found on 127.0.0.1.");
    }

    public int Fixed(string purpose, int port) =>
        IsFree(port) ? _given[purpose] = port : throw new HostException($"Port {port}, which '{purpose}' is to have, is in use by another program.");

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // As servers do: a port whose last connections are still being forgotten (TIME_WAIT) counts as free.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
