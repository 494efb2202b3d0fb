using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors.Visits;

/// <summary>What takes place on a visit, from a device that may have been offline, or at once from one that is online.</summary>
internal static class FieldworkEndpoints
{
    public static void MapFieldwork(this RouteGroupBuilder visits)
    {
        visits.MapPost("/{id:guid}/sync", SyncAsync).RequireRole(SupervisorAccess.Everybody)
            .WithName("SyncVisit").WithSummary("Takes field entries in any order, each once however often it is sent; all of a request or none.")
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        visits.MapPost("/{id:guid}/start", StartAsync).RequireRole(SupervisorAccess.Everybody)
            .WithName("StartVisit").WithSummary("Starts the visit now; it is no longer sealed.").ProducesProblem(StatusCodes.Status409Conflict);
        visits.MapPost("/{id:guid}/report", ReportAsync).RequireRole(SupervisorAccess.Everybody)
            .WithName("ReportVisit").WithSummary("Reports the visit; everybody who went may report.").ProducesProblem(StatusCodes.Status409Conflict);
    }

    static Task<Results<Ok<SyncResult>, NotFound, ProblemHttpResult>> SyncAsync([AsParameters] FieldCall call, VisitParties parties, Guid id, SyncRequest request) =>
        SendAsync(call, parties, id, request.DeviceTime, request.Entries);

    static async Task<Results<Ok<SyncResult>, NotFound, ProblemHttpResult>> StartAsync([AsParameters] FieldCall call, VisitParties parties, Guid id, StartRequest request)
    {
        if (await call.VisitAsync(id) is not { } visit) return TypedResults.NotFound();
        Require(visit.Status is VisitStatus.Planned, FieldRules.VisitNotPlanned);
        var now = call.Clock.GetUtcNow();
        return await SendAsync(call, parties, id, now, [new(Guid.CreateVersion7(now), now, Start: new(request.Place))]);
    }

    static async Task<Results<Ok<SyncResult>, NotFound, ProblemHttpResult>> ReportAsync([AsParameters] FieldCall call, VisitParties parties, Guid id, ReportRequest request)
    {
        if (await call.VisitAsync(id) is not { } visit) return TypedResults.NotFound();
        Require(visit.Status is VisitStatus.Started or VisitStatus.Reported, FieldRules.VisitNotStarted);
        var now = call.Clock.GetUtcNow();
        return await SendAsync(call, parties, id, now, [new(Guid.CreateVersion7(now), now, Report: new(request.Narrative))]);
    }

    static async Task<Results<Ok<SyncResult>, NotFound, ProblemHttpResult>> SendAsync(
        FieldCall call, VisitParties parties, Guid id, DateTimeOffset deviceTime, IReadOnlyList<EntryRequest> entries)
    {
        if (await VisitSync.SendAsync(call, parties, id, deviceTime, entries) is not var (result, conflicts)) return TypedResults.NotFound();
        if (result is not null) return TypedResults.Ok(result);
        return TypedResults.Problem(
            statusCode: StatusCodes.Status409Conflict, extensions: new Dictionary<string, object?> { ["code"] = "entry.conflict", ["entries"] = conflicts });
    }
}
