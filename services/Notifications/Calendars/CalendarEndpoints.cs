using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Notifications.Data;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Calendars;

/// <summary>
/// The district's calendar (R37). It lives in this service because the copy of every open deadline does, and a change is previewed against those. It
/// belongs to the district, not to a body: an admin of either may change it, with a record, and those of both are notified.
/// </summary>
internal static class CalendarEndpoints
{
    static readonly Role[] Admins = RoleGroups.Admins;
    static readonly Role[] Bodies = RoleGroups.BothBodies;

    public static void MapCalendars(this RouteGroupBuilder notifications)
    {
        var calendar = notifications.MapGroup("/calendar").WithTags("Calendar");
        calendar.MapGet("/{year:int}", YearAsync).WithName("GetCalendarYear")
            .WithSummary("The days of a year, 2024 to 2099: what each is, and which notice or decision of the district made it so.");
        calendar.MapPost("/preview", PreviewAsync).RequireRole(Admins).WithName("PreviewCalendarChange")
            .WithSummary("Which open deadlines a change would move, from when to when; changes nothing.");
        calendar.MapPost("/changes", ApplyAsync).RequireRole(Admins).WithName("ChangeCalendar")
            .WithSummary("Applies a change as it was previewed. 409 calendar.preview_stale if its effect would differ by now.");
        calendar.MapGet("/changes", HistoryAsync).RequireRole(Bodies).WithName("ListCalendarChanges")
            .WithSummary("Who changed which days, when and why, the newest first.");
    }

    static async Task<Ok<CalendarYearView>> YearAsync(
        [Range(2024, 2099)] int year, Caller caller, NotificationsDb db, HolidayData holidays, HttpContext http, CancellationToken ct)
    {
        var version = await db.Set<CalendarState>().Where(s => s.District == caller.District).Select(s => s.Version).SingleOrDefaultAsync(ct);
        var calendar = holidays.With(caller.District, await db.DaysAsync(caller.District, ct));
        var first = new DateOnly(year, 1, 1);
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(n => calendar.DayOf(first.AddDays(n))).ToList();
        http.SetEntityTag((uint)version);
        return TypedResults.Ok(new CalendarYearView(year, caller.District, calendar.District.TimeZone, version, holidays.Years.Contains(year), days));
    }

    static async Task<Ok<CalendarPreview>> PreviewAsync(CalendarPreviewRequest request, Caller caller, CalendarEditor editor, CancellationToken ct) =>
        TypedResults.Ok(await editor.PreviewAsync(caller, request.Days, ct));

    static async Task<Ok<CalendarChangeView>> ApplyAsync(CalendarChangeRequest request, Caller caller, CalendarEditor editor, CancellationToken ct) =>
        TypedResults.Ok(CalendarChangeView.For(await editor.ApplyAsync(caller, request, ct)));

    static async Task<Ok<Page<CalendarChangeView>>> HistoryAsync(
        Caller caller, NotificationsDb db, CalendarAccess access, CancellationToken ct, string? cursor = null, [Range(1, 100)] int limit = 20)
    {
        var before = Before(Cursor.Decode(cursor, 1));
        var rows = await access.History(caller, db).Where(c => c.Version < before).OrderByDescending(c => c.Version).Take(limit + 1).ToListAsync(ct);
        var next = rows.Count > limit ? Cursor.Encode(rows[limit - 1].Version.ToString(CultureInfo.InvariantCulture)) : null;
        return TypedResults.Ok(new Page<CalendarChangeView>([.. rows.Take(limit).Select(CalendarChangeView.For)], next));
    }

    static long Before(string[]? cursor) => cursor switch
    {
        null => long.MaxValue,
        [var text] when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => version,
        _ => throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor"),
    };
}
