using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Data;

namespace Supervision.Supervisors.Protection;

/// <summary>
/// Decides who sees which protection case, on top of row-level security, which enforces the same: leaders, the reporter, the assigned handler.
/// </summary>
internal class ProtectionAccess
{
    public virtual bool MaySee(ProtectionCase @case, Caller caller) =>
        @case.District == caller.District && (caller.Is(Discipline.Leader)
            || (caller.Body == Bodies.Cppcc && @case.Reporter == caller.UserId) || (caller.Is(Discipline.Handler) && @case.Handler == caller.UserId));
}

/// <summary>
/// A request about protection cases. It runs in a transaction in which the database knows the caller's mark; what is read is decrypted in memory
/// only, and nothing of it goes into an event, a log or a kept answer.
/// </summary>
internal readonly record struct ProtectionCall(
    Caller Caller, SupervisorsDb Db, ProtectionAccess Access, Sealing Sealing, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    /// <summary>Runs the work in a transaction that carries the caller's mark.</summary>
    public async Task<T> InMarkAsync<T>(Func<ProtectionCall, Task<T>> work)
    {
        var call = this;
        T result = default!;
        await Db.InTransactionAsync(async () =>
        {
            var mark = call.Sealing.MarkOf(call.Caller.UserId);
            await call.Db.Database.ExecuteSqlAsync($"select set_config('app.mark', {mark}, true)", call.Cancellation);
            result = await work(call);
        }, Cancellation);
        return result;
    }

    /// <summary>The cases the caller sees, latest first.</summary>
    public async Task<List<ProtectionCase>> ListAsync()
    {
        var (call, district) = (this, Caller.District);
        var rows = await Db.Set<SealedCase>().AsNoTracking().Where(c => c.District == district).OrderByDescending(c => c.Id).ToListAsync(Cancellation);
        return [.. rows.Select(row => call.Sealing.Open(row)).Where(@case => call.Access.MaySee(@case, call.Caller)).OrderByDescending(@case => @case.ReportedAt)];
    }

    public async Task<(SealedCase Row, ProtectionCase Case)?> FindAsync(Guid id)
    {
        if (await Db.Set<SealedCase>().SingleOrDefaultAsync(c => c.Id == id, Cancellation) is not { } row) return null;
        var @case = Sealing.Open(row);
        return Access.MaySee(@case, Caller) ? (row, @case) : null;
    }

    /// <summary>Runs a command on a case; concurrent ones run one after the other.</summary>
    /// <param name="tell">Who is notified that something awaits them.</param>
    public Task<Results<Ok<ProtectionView>, NotFound>> RunAsync(
        Guid id, Func<ProtectionCall, ProtectionCase, DateTimeOffset, Task<ProtectionCase>> command, Func<ProtectionCase, IEnumerable<Guid>>? tell = null) =>
        InMarkAsync<Results<Ok<ProtectionView>, NotFound>>(async call =>
        {
            await call.Db.LockMatterAsync($"sealed/{id}", call.Cancellation);
            if (await call.FindAsync(id) is not var (row, @case)) return TypedResults.NotFound();
            call.Http.Request.CheckMatch(row.Version);
            var now = call.Clock.GetUtcNow();
            var changed = await command(call, @case, now);
            row.Content = call.Sealing.Seal(changed);
            row.Marks = call.Marks(changed);
            var persons = (tell?.Invoke(changed) ?? []).Distinct().Where(user => user != call.Caller.UserId).ToList();
            if (persons.Count > 0) call.Db.Enqueue(Notice(changed.District, persons, [], now));
            await call.Db.SaveChangesAsync(call.Cancellation);
            call.Http.SetEntityTag(row.Version);
            return TypedResults.Ok(ProtectionView.For(changed, call.Caller, now));
        });

    public string[] Marks(ProtectionCase @case)
    {
        string[] marks = @case.Handler is { } handler ? [Sealing.MarkOf(@case.Reporter), Sealing.MarkOf(handler)] : [Sealing.MarkOf(@case.Reporter)];
        return marks;
    }

    /// <summary>Notifies somebody that something awaits them, without saying what or by whom.</summary>
    public static SealedNoticeGiven Notice(string district, IReadOnlyList<Guid> persons, IReadOnlyList<Role> roles, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), district, persons, [.. roles.Select(role => role.ToString())], now);
}
