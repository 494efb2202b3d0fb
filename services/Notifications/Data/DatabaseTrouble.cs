using System.Data.Common;
using Npgsql;

namespace Supervision.Notifications.Data;

internal static class DatabaseTrouble
{
    /// <summary>Whether the database is behind it; Entity Framework wraps what it takes for passing.</summary>
    public static bool IsOfDatabase(this Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException) return true;
        }

        return false;
    }

    /// <summary>Whether a row was in somebody else's hands for longer than this work waits.</summary>
    public static bool IsOfLockedRow(this Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable }) return true;
        }

        return false;
    }
}
