using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Supervision.AppHost.Local;

/// <summary>Programs and ports of this machine.</summary>
internal static class Machine
{
    private static readonly List<FileStream> Reservations = [];

    /// <summary>The folder of a program; with several versions, the newest.</summary>
    /// <param name="places">Folders to search; a <c>*</c> stands for a version.</param>
    public static string Newest(string program, params string[] places) =>
        places.SelectMany(Folders).LastOrDefault(folder => File.Exists(Path.Combine(folder, program)))
        ?? throw new DistributedApplicationException($"{program} was not found in {string.Join(" or ", places)}: install it, or a container engine.");

    /// <summary>
    /// A free port of the loopback address, below the range the system uses for outgoing connections, so that none of these takes it before
    /// it is used. No other AppHost on this machine gets it either while this one runs.
    /// </summary>
    public static int FreePort()
    {
        var reserved = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "supervision-ports"));
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_700);
            if (!IsFree(port)) continue;
            try
            {
                var reservation = new FileStream(Path.Combine(reserved.FullName, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                lock (Reservations) Reservations.Add(reservation);
                return port;
            }
            catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }
    }

    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // As servers do: a port counts as free although its last connections are still in TIME_WAIT.
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

    public static async Task RunAsync(IEnumerable<string> command, string folder, CancellationToken stop)
    {
        var start = new ProcessStartInfo("/usr/bin/env", command)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var errors = process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        if (process.ExitCode is not 0) throw new DistributedApplicationException($"{string.Join(' ', command)}: {await errors}{await output}");
    }

    private static IEnumerable<string> Folders(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return [pattern];
        var root = pattern[..pattern.LastIndexOf('/', star)];
        var name = pattern[(root.Length + 1)..].Split('/');
        return Directory.Exists(root)
            ? Directory.GetDirectories(root, name[0]).OrderBy(VersionOf).Select(folder => Path.Combine([folder, .. name[1..]]))
            : [];
    }

    private static Version VersionOf(string folder)
    {
        var digits = folder[(folder.LastIndexOfAny(['-', '/']) + 1)..];
        return Version.TryParse(digits.Contains('.', StringComparison.Ordinal) ? digits : $"{digits}.0", out var version) ? version : new Version();
    }
}
