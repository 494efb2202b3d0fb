using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Findings;

namespace Supervision.Supervisors.Visits;

/// <summary>Visits (监督检查, R18): planned, changed, cancelled, closed. Field work arrives through <see cref="FieldworkEndpoints"/>.</summary>
internal static class VisitEndpoints
{
    public static void MapVisits(this RouteGroupBuilder supervisors)
    {
        var visits = supervisors.MapGroup("/visits").WithTags("Visits");
        visits.MapVisitList();
        visits.MapFieldwork();
        visits.MapFieldFiles();
        visits.MapPost("/", PlanAsync).RequireRole(SupervisorAccess.Everybody).WithIdempotency<SupervisorsDb>()
            .WithName("PlanVisit").WithSummary("Plans a visit of a team or squad. The plan of an unannounced one is sealed until it starts.");
        visits.MapGet("/{id:guid}", GetAsync).WithName("GetVisit").WithSummary("A visit with its entries from the field.");
        visits.MapPut("/{id:guid}", ChangeAsync).RequireRole(SupervisorAccess.Everybody)
            .WithName("ChangeVisit").WithSummary("Changes the plan of a visit that has not started. Needs If-Match.");
        visits.MapPost("/{id:guid}/cancel", CancelAsync).RequireRole(SupervisorAccess.Everybody)
            .WithName("CancelVisit").WithSummary("Cancels the visit, with a reason; an unannounced one stays sealed.");
        visits.MapPost("/{id:guid}/close", CloseAsync).RequireRole(SupervisorAccess.Keepers)
            .WithName("CloseVisit").WithSummary("Ends a reported visit, once every finding is disposed of and all evidence has arrived.");
        visits.MapGet("/{id:guid}/earlier-findings", EarlierAsync).WithName("ListEarlierFindings")
            .WithSummary("The findings a look-back visit checks (回头看).");
    }

    static async Task<Results<Created<VisitRow>, NotFound>> PlanAsync([AsParameters] FieldCall call, VisitRequest request, VisitPlanning planning)
    {
        Results<Created<VisitRow>, NotFound> result = TypedResults.NotFound();
        await call.Db.InTransactionAsync(async () =>
        {
            var now = call.Clock.GetUtcNow();
            if (await planning.PrepareAsync(call, request) is not var (plan, party)) return;
            var visit = Visit.Make(plan, party, call.Caller, now);
            if (!visit.Sealed)
            {
                visit.Number(await VisitSync.NumberAsync(call, now));
                call.Db.Enqueue(new VisitPlanned(visit.Id, visit.District, visit.Reference!, visit.TopicId, visit.Participants, call.Caller.UserId, now));
            }
            else
            {
                call.Db.Enqueue(Told(visit, call.Caller.UserId, now));
            }

            call.Db.Add(visit);
            await call.Db.SaveChangesAsync(call.Cancellation);
            call.Http.SetEntityTag(visit.Version);
            result = TypedResults.Created($"/api/supervisors/visits/{visit.Id}", VisitRow.For(visit));
        }, call.Cancellation);
        return result;
    }

    static async Task<Results<Ok<VisitView>, NotFound>> GetAsync([AsParameters] FieldCall call, Guid id)
    {
        if (await call.Visits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, call.Cancellation) is not { } visit) return TypedResults.NotFound();
        call.Http.SetEntityTag(visit.Version);
        var entries = await call.Db.Set<FieldEntry>().AsNoTracking().Where(e => e.VisitId == id).ToListAsync(call.Cancellation);
        var state = new FieldLedger(entries).State();
        var received = await call.Db.Set<FieldFile>().Where(f => f.VisitId == id).Select(f => f.Sha256).ToHashSetAsync(call.Cancellation);
        return TypedResults.Ok(new VisitView(
            VisitRow.For(visit), visit.Detail, visit.Matter, visit.Sites, visit.Participants, visit.PlannedBy, visit.StartedBy, visit.StartClockDifference,
            visit.ReportedAt, visit.ClosedAt, visit.Reason, visit.EarlierFindings, visit.TiedParticipants,
            [.. entries.Where(e => e.Kind is EntryKind.Start or EntryKind.Report).OrderBy(e => e.RecordedAt).ThenBy(e => e.Id).Select(EntryView.For)],
            [.. state.Photos.Where(e => e.FindingId is null).Select(e => PhotoView.For(e, received))], [.. state.Checks.Select(CheckView.For)], state.Waiting,
            [.. entries.Select(e => e.Sha256).OfType<string>().Where(hash => !received.Contains(hash)).Distinct().Order(StringComparer.Ordinal)]));
    }

    static Task<Results<Ok<VisitRow>, NotFound>> ChangeAsync([AsParameters] FieldCall call, Guid id, VisitRequest request, VisitPlanning planning) =>
        RunAsync(call, id, async (visit, _) =>
        {
            call.Http.Request.CheckMatch(visit.Version, required: true);
            if (await planning.PrepareAsync(call, request) is not var (plan, party)) throw new ServiceDefaults.Problems.RuleViolation(FieldRules.VisitPartyUnfit);
            visit.Change(plan, party, call.Caller);
            return [];
        });

    static Task<Results<Ok<VisitRow>, NotFound>> CancelAsync([AsParameters] FieldCall call, Guid id, FieldReasonRequest request) =>
        RunAsync(call, id, (visit, now) =>
        {
            Require(visit.Readers.Contains(call.Caller.UserId) || call.Caller.IsAny(SupervisorAccess.Keepers), FieldRules.VisitNotYours);
            var fact = visit.Cancel(request.Reason, call.Caller, now);
            return Task.FromResult<IReadOnlyList<IIntegrationEvent>>(fact is null ? [Told(visit, call.Caller.UserId, now)] : [fact]);
        });

    static Task<Results<Ok<VisitRow>, NotFound>> CloseAsync([AsParameters] FieldCall call, Guid id) => RunAsync(call, id, async (visit, now) =>
    {
        var open = await call.Db.Set<Finding>().CountAsync(f => f.VisitId == id && f.Disposition == null, call.Cancellation);
        var missing = await VisitSync.MissingFilesAsync(call, id);
        return [visit.Close(open, missing.Count, call.Caller, now)];
    });

    static async Task<Results<Ok<IReadOnlyList<FindingRow>>, NotFound>> EarlierAsync([AsParameters] FieldCall call, Guid id)
    {
        if (await call.VisitAsync(id) is not { } visit) return TypedResults.NotFound();
        var earlier = visit.EarlierFindings;
        var findings = await call.Db.Set<Finding>().AsNoTracking().Where(f => earlier.Contains(f.Id)).OrderBy(f => f.FoundAt).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<FindingRow>>([.. findings.Select(f => FindingRow.For(f, call.Caller))]);
    }

    static Task<Results<Ok<VisitRow>, NotFound>> RunAsync(
        FieldCall call, Guid id, Func<Visit, DateTimeOffset, Task<IReadOnlyList<IIntegrationEvent>>> command) =>
        call.Record.RunAsync<Visit, VisitRow>($"visit/{id}", _ => call.VisitAsync(id), command, VisitRow.For);

    /// <summary>Notifies those who may know of a sealed visit that something awaits them, without saying what.</summary>
    static SealedNoticeGiven Told(Visit visit, Guid by, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), visit.District, [.. visit.Readers.Where(user => user != by)], [], now);
}
