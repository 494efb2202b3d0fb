using System.Net;
using System.Net.Sockets;

namespace Supervision.Testing;

/// <summary>
/// Ports for processes that tests start themselves: below the range the system uses for outgoing connections, one of which might take a
/// port between its choice and its use.
/// </summary>
public static class FreePort
{
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(28_500, 32_700);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                continue;
            }
        }
    }
}
