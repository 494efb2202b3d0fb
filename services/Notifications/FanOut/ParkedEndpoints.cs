using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Notifications.Data;
using Supervision.Notifications.Inbox;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.FanOut;

/// <summary>A notice that waits because its texts could not be rendered.</summary>
/// <param name="Reason">What is wrong with them.</param>
/// <param name="Released">True: it is being tried again.</param>
internal sealed record ParkedNotice(Guid Id, string Kind, string Reason, DateTimeOffset CreatedAt, bool Released);

internal sealed record ParkedList(IReadOnlyList<ParkedNotice> Items);

internal static class ParkedEndpoints
{
    const int Most = 200;

    public static void MapParked(this RouteGroupBuilder notifications)
    {
        var parked = notifications.MapGroup("/parked").RequireRole(Cppcc.Admin, Discipline.Admin);
        parked.MapGet("/", ListAsync).WithName("ListParkedNotices");
        parked.MapPost("/{id:guid}/release", ReleaseAsync).WithName("ReleaseParkedNotice");
    }

    /// <summary>Notices to people of the caller's body that could not be sent, oldest first.</summary>
    static async Task<Ok<ParkedList>> ListAsync(Caller caller, NotificationsDb db, BodyAccess access, CancellationToken ct) =>
        TypedResults.Ok(new ParkedList(await access.Parked(caller, db).OrderBy(job => job.Id).Take(Most)
            .Select(job => new ParkedNotice(job.Id, job.Kind, job.ParkedReason!, job.CreatedAt, job.Released)).ToListAsync(ct)));

    /// <summary>Has a notice tried again, after the fault in its texts is fixed.</summary>
    static async Task<Results<NoContent, NotFound>> ReleaseAsync(Guid id, Caller caller, NotificationsDb db, BodyAccess access, CancellationToken ct) =>
        await access.Parked(caller, db).Where(job => job.Id == id).ExecuteUpdateAsync(row => row.SetProperty(job => job.Released, true), ct) == 1
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}
