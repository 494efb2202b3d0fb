using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.Problems;
using Supervision.Topics.Data;
using Supervision.Topics.PublicCalls;
using Supervision.Topics.Work;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Activities;

/// <summary>Gives, takes back and moves places, each inside a transaction that locks the row of <see cref="ActivitySeats"/>.</summary>
internal static class ActivityPlaces
{
    /// <summary>The places of an activity, locked until the transaction ends.</summary>
    /// <exception cref="RequestProblem">404 <c>not_found</c>: the caller may not change them.</exception>
    public static async Task<ActivitySeats> LockSeatsAsync(this TopicsDb db, Guid activity, CancellationToken ct) =>
        await db.Set<ActivitySeats>().FromSql($"select * from activity_seats where activity_id = {activity} for update").SingleOrDefaultAsync(ct)
            ?? throw new RequestProblem(StatusCodes.Status404NotFound, "not_found");

    /// <summary>Registers somebody, or puts them on the waiting list.</summary>
    /// <returns>The registration and the receipt code, which is shown only now.</returns>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">registration.closed, registration.twice, registration.full</exception>
    public static async Task<(ActivityRegistration Registration, string Receipt)> RegisterAsync(
        this TopicsDb db, Activity activity, string name, string phone, DateTimeOffset now, CancellationToken ct)
    {
        var seats = await db.LockSeatsAsync(activity.Id, ct);
        await db.Entry(activity).ReloadAsync(ct); // it may have been cancelled meanwhile
        activity.RequireRegistrationOpen(now);
        var twice = await Present(db, activity.Id).AnyAsync(r => r.Phone == phone, ct);
        Require(!twice, RegistrationTwice);
        var (number, status) = seats.Take();
        var receipt = ReceiptCode.New();
        var registration = new ActivityRegistration
        {
            Id = Guid.CreateVersion7(now),
            ActivityId = activity.Id,
            District = activity.District,
            Number = number,
            Name = name,
            Phone = phone,
            ReceiptHash = PublicWork.HashOf(receipt),
            At = now,
            Status = status,
        };
        db.Add(registration);
        await db.SaveChangesAsync(ct);
        return (registration, receipt);
    }

    /// <summary>Withdraws a registration; the first on the waiting list moves up.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">registration.withdrawn, activity.over</exception>
    public static async Task WithdrawAsync(this TopicsDb db, ActivityRegistration registration, CancellationToken ct)
    {
        var seats = await db.LockSeatsAsync(registration.ActivityId, ct);
        await db.Entry(registration).ReloadAsync(ct); // it may have moved up meanwhile
        Require(registration.Status is not RegistrationStatus.Withdrawn, RegistrationWithdrawn);
        var moved = seats.Release(registration.Status) ? 1 : 0;
        registration.Status = RegistrationStatus.Withdrawn;
        await db.MoveUpAsync(registration.ActivityId, moved, ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Gives places to the first on the waiting list.</summary>
    public static async Task MoveUpAsync(this TopicsDb db, Guid activity, int places, CancellationToken ct)
    {
        if (places == 0) return;
        var first = await db.Set<ActivityRegistration>().Where(r => r.ActivityId == activity && r.Status == RegistrationStatus.Waiting)
            .OrderBy(r => r.Number).Take(places).ToListAsync(ct);
        foreach (var registration in first) registration.Status = RegistrationStatus.Registered;
    }

    /// <summary>How many are ahead of somebody on the waiting list; null when not waiting.</summary>
    public static async Task<int?> WaitingBeforeAsync(this TopicsDb db, ActivityRegistration registration, CancellationToken ct) =>
        registration.Status is RegistrationStatus.Waiting
            ? await db.Set<ActivityRegistration>().CountAsync(
                r => r.ActivityId == registration.ActivityId && r.Status == RegistrationStatus.Waiting && r.Number < registration.Number, ct)
            : null;

    static IQueryable<ActivityRegistration> Present(TopicsDb db, Guid activity) =>
        db.Set<ActivityRegistration>().Where(r => r.ActivityId == activity && r.Status != RegistrationStatus.Withdrawn);
}
