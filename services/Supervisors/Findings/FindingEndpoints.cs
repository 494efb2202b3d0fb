using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Visits;
using static Supervision.Supervisors.Field.FieldRules;

namespace Supervision.Supervisors.Findings;

/// <summary>Findings (监督发现, R19).</summary>
internal static class FindingEndpoints
{
    public static void MapFindings(this RouteGroupBuilder supervisors)
    {
        var findings = supervisors.MapGroup("/findings").WithTags("Findings");
        findings.MapFindingList();
        findings.MapGet("/{id:guid}", GetAsync).WithName("GetFinding").WithSummary("A finding with its evidence, its dispositions and its outcome.");
        findings.MapPost("/{id:guid}/dispose", DisposeAsync).RequireRole(SupervisorAccess.Everybody)
            .WithName("DisposeFinding").WithSummary("Decides its disposition: noted, rectification or clue. For the office and those of the visit and its team.");
    }

    static async Task<Results<Ok<FindingView>, NotFound>> GetAsync([AsParameters] FieldCall call, Guid id)
    {
        if (await call.Findings.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, call.Cancellation) is not { } finding) return TypedResults.NotFound();
        call.Http.SetEntityTag(finding.Version);
        return TypedResults.Ok(await ViewAsync(call, finding));
    }

    static Task<Results<Ok<FindingRow>, NotFound>> DisposeAsync([AsParameters] FieldCall call, Guid id, DisposeRequest request) => call.Record.RunAsync<Finding, FindingRow>(
        $"finding/{id}",
        _ => call.FindingAsync(id),
        async (finding, now) =>
        {
            Require(call.Caller.Is(Cppcc.Office) || finding.Readers.Contains(call.Caller.UserId), FindingNotYours);
            var facts = finding.Dispose(request.Disposition, request.Reason, await EvidenceAsync(call, finding.VisitId, id), call.Caller, now);
            foreach (var fact in facts.SkipLast(1))
            {
                call.Db.Enqueue(fact);
                await call.Db.SaveChangesAsync(call.Cancellation); // saved separately, since events saved together have no order among themselves
            }

            return [facts[^1]];
        },
        finding => FindingRow.For(finding, call.Caller));

    /// <summary>SHA-256 of the photos that show a finding, each once, in order.</summary>
    internal static async Task<List<string>> EvidenceAsync(FieldCall call, Guid visit, Guid finding) =>
        [.. (await call.Db.Set<FieldEntry>().Where(e => e.VisitId == visit && e.Kind == EntryKind.Photo && e.FindingId == finding)
            .Select(e => e.Sha256!).Distinct().ToListAsync(call.Cancellation)).Order(StringComparer.Ordinal)];

    static async Task<FindingView> ViewAsync(FieldCall call, Finding finding)
    {
        var entries = call.Db.Set<FieldEntry>().AsNoTracking();
        var (id, visit) = (finding.Id, finding.VisitId);
        var written = await entries.SingleAsync(e => e.VisitId == visit && e.Id == id, call.Cancellation);
        var photos = await entries.Where(e => e.VisitId == visit && e.Kind == EntryKind.Photo && e.FindingId == id).OrderBy(e => e.Id).ToListAsync(call.Cancellation);
        var hashes = photos.Select(photo => photo.Sha256).ToList();
        var received = await call.Db.Set<FieldFile>().Where(f => f.VisitId == visit && hashes.Contains(f.Sha256)).Select(f => f.Sha256).ToHashSetAsync(call.Cancellation);
        // A check counts once its visit has started: earlier, it would reveal a sealed visit.
        var checks = await entries.Where(e => e.Kind == EntryKind.Check && e.FindingId == id && call.Db.Set<Visit>().Any(v => v.Id == e.VisitId && v.StartedAt != null))
            .OrderBy(e => e.RecordedAt).ToListAsync(call.Cancellation);
        return new(
            FindingRow.For(finding, call.Caller), finding.Description, written.ReceivedAt, written.ClockDifference, written.Content.Finding!.Place,
            finding.Dispositions, [.. photos.Select(photo => PhotoView.For(photo, received))], [.. checks.Select(CheckView.For)]);
    }
}
