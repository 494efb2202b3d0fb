using System.Data.Common;
using Npgsql;

namespace Supervision.Notifications.Data;

internal static class DatabaseTrouble
{
    /// <summary>Whether the database caused it; Entity Framework wraps errors it takes for transient.</summary>
    public static bool IsOfDatabase(this Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException) return true;
        }

        return false;
    }

    /// <summary>Whether another transaction held a row for longer than this work waits.</summary>
    public static bool IsOfLockedRow(this Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable }) return true;
        }

        return false;
    }
}
