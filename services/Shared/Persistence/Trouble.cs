using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Supervision.Persistence;

/// <summary>Something that background work depends on, such as a mail server, is away; no single item is at fault.</summary>
public abstract class UnavailableException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The one definition of trouble that passes by itself, and the pauses until then.</summary>
public static class Trouble
{
    /// <summary>Whether the failure is no item's fault: no connection, a server that stops or starts or is out of resources.</summary>
    public static bool IsTransient(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException refused) return refused.SqlState is ['0', '8', ..] or ['5', '3', ..] or ['5', '7', 'P', ..];
            if (cause is NpgsqlException { InnerException: IOException or TimeoutException or SocketException }) return true;
            if (cause is DbException { IsTransient: true } or UnavailableException or ObjectDisposedException) return true;
        }

        return false;
    }

    /// <summary>Doubles from 0.1 s up to <paramref name="longest"/>, by default 5 s; partly random, so that copies retry apart.</summary>
    public static TimeSpan Pause(int failures, TimeSpan? longest = null)
    {
        var milliseconds = Math.Min((longest ?? TimeSpan.FromSeconds(5)).TotalMilliseconds, 50 * Math.Pow(2, Math.Min(failures, 20)));
        return TimeSpan.FromMilliseconds(milliseconds * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
