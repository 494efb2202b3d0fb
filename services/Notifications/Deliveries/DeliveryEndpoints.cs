using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Notifications.Data;
using Supervision.Notifications.Inbox;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Deliveries;

/// <summary>How a notification went out by one channel.</summary>
/// <param name="Attempts">Failures of its own; an outage of the channel does not count.</param>
/// <param name="LastError">Why the last attempt failed, as a stable code.</param>
/// <param name="DueAt">UTC instant of the next attempt, while it is waiting.</param>
/// <param name="DoneAt">When it was delivered, given up or parked.</param>
internal sealed record DeliveryView(string Channel, DeliveryStatus Status, int Attempts, string? LastError, DateTimeOffset? DueAt, DateTimeOffset? DoneAt);

internal sealed record DeliveryList(IReadOnlyList<DeliveryView> Items);

/// <summary>A line of the body's delivery log: recipient and outcome, no content.</summary>
internal sealed record DeliveryLine(
    Guid Id, Guid UserId, Guid NotificationId, string Channel, DeliveryStatus Status, int Attempts, string? LastError, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt);

internal static class DeliveryEndpoints
{
    const int DefaultPage = 50;

    public static void MapDeliveries(this RouteGroupBuilder notifications)
    {
        notifications.MapGet("/{id:guid}/deliveries", OwnAsync).WithName("ListDeliveriesOfNotification");
        notifications.MapGet("/deliveries", LogAsync).RequireRole(Cppcc.Admin, Discipline.Admin).WithName("ListDeliveries")
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    /// <summary>How one of the caller's notifications went out, by each channel.</summary>
    static async Task<Results<Ok<DeliveryList>, NotFound>> OwnAsync(Guid id, Caller caller, NotificationsDb db, InboxAccess access, CancellationToken ct)
    {
        if (!await access.Of(caller, db).AnyAsync(n => n.Id == id, ct)) return TypedResults.NotFound();
        var rows = await access.Deliveries(caller, db).Where(d => d.NotificationId == id).OrderBy(d => d.Channel)
            .Select(d => new DeliveryView(
                d.Channel, d.Status, d.Attempts, d.LastError, d.Status == DeliveryStatus.Waiting ? d.DueAt : null, d.DoneAt)).ToListAsync(ct);
        return TypedResults.Ok(new DeliveryList(rows));
    }

    /// <summary>What went out to people of the caller's body, newest first.</summary>
    /// <param name="status">Only those with this status.</param>
    /// <param name="cursor">Where the previous page ended.</param>
    /// <param name="limit">Length of a page, 1 to 200.</param>
    static async Task<Ok<Page<DeliveryLine>>> LogAsync(
        Caller caller, NotificationsDb db, BodyAccess access, CancellationToken ct,
        Choice<DeliveryStatus>? status = null, string? cursor = null, [Range(1, 200)] int limit = DefaultPage)
    {
        var rows = access.Deliveries(caller, db);
        if (status is { } chosen) rows = rows.Where(d => d.Status == chosen.Value);
        if (Place(Cursor.Decode(cursor, 2)) is var (at, id))
            rows = rows.Where(d => d.CreatedAt < at || (d.CreatedAt == at && d.Id.CompareTo(id) < 0));
        var page = await rows.OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id).Take(limit + 1)
            .Select(d => new DeliveryLine(d.Id, d.UserId, d.NotificationId, d.Channel, d.Status, d.Attempts, d.LastError, d.CreatedAt, d.DoneAt)).ToListAsync(ct);
        var next = page.Count > limit ? Cursor.Encode(page[limit - 1].CreatedAt.ToString("O", CultureInfo.InvariantCulture), page[limit - 1].Id.ToString()) : null;
        return TypedResults.Ok(new Page<DeliveryLine>([.. page.Take(limit)], next));
    }

    static (DateTimeOffset At, Guid Id)? Place(string[]? cursor) => cursor switch
    {
        null => null,
        [var at, var id] when DateTimeOffset.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            && instant.Offset == TimeSpan.Zero && Guid.TryParse(id, out var row) => (instant, row),
        _ => throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor"),
    };
}
