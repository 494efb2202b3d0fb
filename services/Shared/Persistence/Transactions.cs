using Microsoft.EntityFrameworkCore;

namespace Supervision.Persistence;

public static class Transactions
{
    /// <summary>Runs the work in the current transaction, or in a new one if there is none.</summary>
    public static async Task InTransactionAsync(this DbContext db, Func<Task> work, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            await work();
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await work();
        await transaction.CommitAsync(ct);
    }
}
