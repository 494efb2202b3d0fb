using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Findings;
using Supervision.Supervisors.Visits;
using Supervision.Supervisors.Whistles;

namespace Supervision.Supervisors.Field;

/// <summary>Visits of a kind that have started.</summary>
public sealed record VisitCount(VisitMode Mode, VisitPurpose Purpose, VisitStatus Status, int Count);

/// <summary>Findings of a kind.</summary>
/// <param name="Disposition">Null for those not decided yet.</param>
/// <param name="MatterStatus">Their status at the service that took them over; null if none did.</param>
public sealed record FindingCount(string? Field, FindingSeverity Severity, FindingDisposition? Disposition, string? MatterStatus, int Count);

/// <summary>Whistles in a state.</summary>
/// <param name="ReportInMinutes">Average minutes from dispatch to report-in; null if nobody reported in.</param>
public sealed record WhistleCount(WhistleStatus Status, int Count, double? ReportInMinutes);

/// <summary>The field work figures of a year.</summary>
public sealed record FieldStatistics(int Year, IReadOnlyList<VisitCount> Visits, IReadOnlyList<FindingCount> Findings, IReadOnlyList<WhistleCount> Whistles);

internal static class FieldStatisticsEndpoints
{
    public static void MapFieldStatistics(this RouteGroupBuilder supervisors) => supervisors.MapGet("/statistics/field/{year:int}", GetAsync)
        .RequireRole(SupervisorAccess.Joint).WithTags("Statistics").WithName("GetFieldStatistics")
        .WithSummary("Visits that started, findings and their outcome, whistles and report-in times, of a year. A sealed visit is in no figure.");

    static async Task<Ok<FieldStatistics>> GetAsync([AsParameters] FieldCall call, [Range(2000, 2999)] int year)
    {
        var (from, until, district) = (DistrictTime.StartOf(new DateOnly(year, 1, 1)), DistrictTime.StartOf(new DateOnly(year + 1, 1, 1)), call.Caller.District);
        var visits = await call.Db.Set<Visit>().Where(v => v.District == district && !v.Sealed && v.StartedAt >= from && v.StartedAt < until)
            .GroupBy(v => new { v.Mode, v.Purpose, v.Status }).Select(g => new VisitCount(g.Key.Mode, g.Key.Purpose, g.Key.Status, g.Count())).ToListAsync(call.Cancellation);
        var findings = await call.Db.Set<Finding>().Where(f => f.District == district && f.FoundAt >= from && f.FoundAt < until)
            .GroupBy(f => new { f.Field, f.Severity, f.Disposition, f.MatterStatus })
            .Select(g => new FindingCount(g.Key.Field, g.Key.Severity, g.Key.Disposition, g.Key.MatterStatus, g.Count())).ToListAsync(call.Cancellation);
        var whistles = await call.Db.Set<Whistle>().Where(w => w.District == district && w.RaisedAt >= from && w.RaisedAt < until)
            .GroupBy(w => w.Status).Select(g => new WhistleCount(g.Key, g.Count(), g.Average(w => (double?)w.ReportInMinutes))).ToListAsync(call.Cancellation);
        return TypedResults.Ok(new FieldStatistics(year, [.. visits.OrderBy(v => (v.Mode, v.Purpose, v.Status))], findings, [.. whistles.OrderBy(w => w.Status)]));
    }
}
