using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Notifications.Data;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Inbox;

internal static class InboxEndpoints
{
    const int DefaultPage = 20;

    public static WebApplicationBuilder AddInbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<InboxAccess>().AddSingleton<BodyAccess>();
        builder.Services.AddOptions<RetentionSettings>().BindConfiguration(RetentionSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedService<Retention>();
        return builder;
    }

    public static void MapInbox(this RouteGroupBuilder notifications)
    {
        notifications.MapGet("", ListAsync).WithName("ListNotifications").ProducesProblem(StatusCodes.Status400BadRequest);
        notifications.MapGet("/unread", CountAsync).WithName("CountUnreadNotifications");
        notifications.MapPost("/{id:guid}/read", ReadAsync).WithName("ReadNotification");
        notifications.MapPost("/read", ReadUpToAsync).WithName("ReadNotificationsUpTo").ProducesProblem(StatusCodes.Status400BadRequest);
    }

    /// <summary>The caller's notifications, newest first.</summary>
    /// <param name="unread">True: only those not yet read.</param>
    /// <param name="cursor">Where the previous page ended.</param>
    /// <param name="limit">Length of a page, 1 to 100.</param>
    static async Task<Ok<Page<NotificationView>>> ListAsync(
        Caller caller, NotificationsDb db, InboxAccess access, CancellationToken ct,
        bool unread = false, string? cursor = null, [Range(1, 100)] int limit = DefaultPage)
    {
        var before = Position(Cursor.Decode(cursor, 1));
        var rows = await access.Of(caller, db)
            .Where(n => n.Position < before && (!unread || n.ReadAt == null))
            .OrderByDescending(n => n.Position).Take(limit + 1).ToListAsync(ct);
        var next = rows.Count > limit ? Cursor.Encode(rows[limit - 1].Position.ToString(CultureInfo.InvariantCulture)) : null;
        return TypedResults.Ok(new Page<NotificationView>([.. rows.Take(limit).Select(NotificationView.For)], next));
    }

    /// <summary>How many of the caller's notifications are not yet read.</summary>
    static async Task<Ok<UnreadCount>> CountAsync(Caller caller, NotificationsDb db, InboxAccess access, CancellationToken ct) =>
        TypedResults.Ok(new UnreadCount(await access.Of(caller, db).CountAsync(n => n.ReadAt == null, ct)));

    /// <summary>Marks one notification read. Repeating it does nothing.</summary>
    static async Task<Results<NoContent, NotFound>> ReadAsync(
        Guid id, Caller caller, NotificationsDb db, InboxAccess access, TimeProvider clock, CancellationToken ct)
    {
        var chosen = access.Of(caller, db).Where(n => n.Id == id);
        if (!await chosen.AnyAsync(ct)) return TypedResults.NotFound();
        await MarkAsync(chosen, caller, db, clock, ct);
        return TypedResults.NoContent();
    }

    /// <summary>Marks everything read up to a notification the caller has seen.</summary>
    static async Task<Results<NoContent, NotFound>> ReadUpToAsync(
        ReadUpTo body, Caller caller, NotificationsDb db, InboxAccess access, TimeProvider clock, CancellationToken ct)
    {
        var last = await access.Of(caller, db).Where(n => n.Id == body.UpTo).MaxAsync(n => (long?)n.Position, ct);
        if (last is null) return TypedResults.NotFound();
        await MarkAsync(access.Of(caller, db).Where(n => n.Position <= last), caller, db, clock, ct);
        return TypedResults.NoContent();
    }

    static async Task MarkAsync(IQueryable<Notification> chosen, Caller caller, NotificationsDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var marked = await chosen.Where(n => n.ReadAt == null).ExecuteUpdateAsync(row => row.SetProperty(n => n.ReadAt, now), ct);
        if (marked == 0) return;
        // The caller's other open pages show the new count.
        await db.Counters.Where(c => c.UserId == caller.UserId)
            .ExecuteUpdateAsync(row => row.SetProperty(c => c.Revision, c => c.Revision + 1), ct);
        await transaction.CommitAsync(ct);
    }

    static long Position(string[]? cursor) => cursor switch
    {
        null => long.MaxValue,
        [var text] when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) => position,
        _ => throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor"),
    };
}
