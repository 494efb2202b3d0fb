using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Consumers;
using Supervision.Assessment.Data;
using Supervision.Assessment.Forms;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Assessment.Deadlines;

/// <summary>Starts, settles and counts the clocks of answers, in the transaction of what triggers them.</summary>
internal sealed class DeadlineBook(AssessmentDb db, HolidayData holidays)
{
    /// <summary>How a district's deadlines are counted; the default rule where nobody changed anything.</summary>
    public async Task<DistrictClock> ClockAsync(string district, CancellationToken ct) =>
        await db.Set<DistrictClock>().SingleOrDefaultAsync(c => c.District == district, ct) ?? DistrictClock.Of(district);

    /// <summary>The active contacts of a unit.</summary>
    public async Task<IReadOnlyList<Guid>> ContactsAsync(string district, string unit, CancellationToken ct) =>
        await db.Set<UnitContact>().Where(c => c.District == district && c.Unit == unit && c.Active).OrderBy(c => c.UserId).Select(c => c.UserId).ToListAsync(ct);

    /// <param name="granted">Time granted on top, in the order it was granted.</param>
    public ReplyDue Count(DistrictClock clock, DateTimeOffset from, IReadOnlyList<DueExtension> granted) => DeadlineCounting.Due(clock, from, granted, holidays);

    /// <summary>Starts the clock of the form or of one item now, or restarts it.</summary>
    public async Task<DeadlineChanged> StartAsync(FeedbackForm form, FormItem? item, DateTimeOffset now, CancellationToken ct)
    {
        var clock = await ClockAsync(form.District, ct);
        var due = Count(clock, now, []);
        var deadline = await FindAsync(item?.Id ?? form.Id, ct);
        if (deadline is null) db.Add(deadline = ReplyDeadline.Start(form, item, due, clock.Paused is not null, now));
        else deadline.Restart(due, clock.Paused is not null, now);
        return deadline.Tell(await ContactsAsync(form.District, form.Unit, ct), now);
    }

    /// <summary>The clock, locked as by <see cref="FindAsync"/>.</summary>
    /// <exception cref="RequestProblem">404: the caller may not change the clock.</exception>
    public async Task<ReplyDeadline> GetAsync(Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) ?? throw new RequestProblem(StatusCodes.Status404NotFound, "not_found");

    /// <summary>The answer arrived; stops the clock.</summary>
    public async Task<DeadlineChanged> KeepAsync(ReplyDeadline deadline, DateTimeOffset now, CancellationToken ct)
    {
        deadline.Keep(now);
        return deadline.Tell(await ContactsAsync(deadline.District, deadline.Unit, ct), now);
    }

    /// <summary>Both bodies granted more time, which counts from the due day currently shown to everybody.</summary>
    public async Task<DeadlineChanged> ExtendAsync(ReplyDeadline deadline, int days, DateTimeOffset now, CancellationToken ct)
    {
        var clock = await ClockAsync(deadline.District, ct);
        IReadOnlyList<DueExtension> granted = [.. deadline.Extensions, new(days, deadline.LastDay)];
        deadline.Extend(Count(clock, deadline.From, granted), granted, now);
        return deadline.Tell(await ContactsAsync(deadline.District, deadline.Unit, ct), now);
    }

    /// <summary>Loads it with its count, locked against the worker that looks for due deadlines until the transaction ends.</summary>
    public async Task<ReplyDeadline?> FindAsync(Guid id, CancellationToken ct)
    {
        var found = await db.Set<ReplyDeadline>().FromSql($"select *, xmin from reply_deadlines where id = {id} for update").ToListAsync(ct);
        if (found is not [var deadline]) return null;
        await db.Entry(deadline).Reference(d => d.Count).LoadAsync(ct);
        return deadline;
    }
}
