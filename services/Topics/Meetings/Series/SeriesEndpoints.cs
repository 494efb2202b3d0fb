using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;

namespace Supervision.Topics.Meetings.Series;

/// <summary>The monthly series of joint meetings, and the months with and without one.</summary>
internal static class SeriesEndpoints
{
    public static void MapSeries(this RouteGroupBuilder meetings)
    {
        meetings.MapGet("/series", GetAsync).RequireRole(MeetingAccess.Overseers)
            .WithName("GetJointSeries").WithSummary("When the district's monthly joint meeting usually is.");
        meetings.MapPut("/series", SetAsync).RequireRole(MeetingAccess.Conveners)
            .WithName("SetJointSeries").WithSummary("Sets the series, which plans this month's and the next month's meetings. If-Match is checked when given.");
        meetings.MapGet("/months", MonthsAsync).RequireRole(MeetingAccess.Overseers)
            .WithName("ListJointMonths").WithSummary("The months of a year with and without a joint meeting; one without is flagged on its last working day.");
    }

    static async Task<Results<Ok<SeriesView>, NotFound>> GetAsync(Caller caller, TopicsDb db, HttpContext http, CancellationToken ct)
    {
        var series = await db.Set<JointSeries>().AsNoTracking().SingleOrDefaultAsync(s => s.District == caller.District, ct);
        http.SetEntityTag(series?.Version ?? 0);
        return series is null ? TypedResults.NotFound() : TypedResults.Ok(SeriesView.For(series));
    }

    static async Task<Ok<SeriesView>> SetAsync(
        SeriesRequest request, Caller caller, TopicsDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var series = await db.Set<JointSeries>().SingleOrDefaultAsync(s => s.District == caller.District, ct);
        http.Request.CheckMatch(series?.Version ?? 0);
        var now = clock.GetUtcNow();
        if (series is null)
        {
            db.Add(series = new()
            {
                District = caller.District,
                Day = request.Day,
                Time = request.Time,
                Place = request.Place,
                Active = request.Active,
                ChangedBy = caller.UserId,
                ChangedAt = now,
            });
        }
        else
        {
            (series.Day, series.Time, series.Place, series.Active) = (request.Day, request.Time, request.Place, request.Active);
            (series.ChangedBy, series.ChangedAt) = (caller.UserId, now);
        }

        await db.SaveChangesAsync(ct);
        http.SetEntityTag(series.Version);
        return TypedResults.Ok(SeriesView.For(series));
    }

    static async Task<Ok<IReadOnlyList<MonthView>>> MonthsAsync(
        [Range(2000, 2999)] int year, Caller caller, JointMonths months, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Ok(await months.OfYearAsync(caller.District, year, clock.GetUtcNow(), ct));
}
