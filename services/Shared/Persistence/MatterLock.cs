using Microsoft.EntityFrameworkCore;

namespace Supervision.Persistence;

public static class MatterLock
{
    /// <summary>Locks a matter against other commands until the transaction ends.</summary>
    /// <param name="matter">Unique in the service's database, e.g. <c>visit/{id}</c>.</param>
    public static Task LockMatterAsync(this DbContext db, string matter, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({matter}, 0))", ct);

    /// <inheritdoc cref="LockMatterAsync(DbContext, string, CancellationToken)"/>
    /// <param name="matter">Id of the record that several commands and gates share.</param>
    public static Task LockMatterAsync(this DbContext db, Guid matter, CancellationToken ct) => db.LockMatterAsync(Of(matter), ct);

    /// <summary>The matter name of a record's id.</summary>
    public static string Of(Guid matter) => $"matter/{matter}";
}
