using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Supervision.Messaging.Consumers;

/// <summary>
/// Before a consumer queries the database, saves what earlier consumers of the batch changed, so that it sees the same as if
/// each message had a transaction of its own.
/// </summary>
internal sealed class FlushBeforeQuery : DbCommandInterceptor
{
    /// <summary>The batch's context while consumers run. There is one batch at a time.</summary>
    public DbContext? Batch { get; set; }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await FlushAsync(eventData, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await FlushAsync(eventData, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        await FlushAsync(eventData, cancellationToken);
        return result;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (Due(eventData)) throw new InvalidOperationException("Consumers must query the database asynchronously.");
        return result;
    }

    async Task FlushAsync(CommandEventData eventData, CancellationToken ct)
    {
        if (Due(eventData)) await Batch!.SaveChangesAsync(ct);
    }

    bool Due(CommandEventData eventData) =>
        eventData.Context == Batch && Batch is not null && eventData.CommandSource != CommandSource.SaveChanges && Batch.ChangeTracker.HasChanges();
}
