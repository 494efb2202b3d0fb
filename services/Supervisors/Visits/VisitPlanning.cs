using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.Problems;
using Supervision.Supervisors.Conflicts;
using Supervision.Supervisors.Engagements;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Findings;

namespace Supervision.Supervisors.Visits;

/// <summary>Checks of a plan beyond the visit itself: mandate (R15), conflicts of interest (R17), earlier findings.</summary>
internal sealed class VisitPlanning(VisitParties parties, ConflictCheck conflicts)
{
    /// <summary>Maximum number of findings a look-back visit takes on by default.</summary>
    const int MostEarlier = 200;

    /// <returns>Null if the team or squad does not exist for the caller.</returns>
    /// <exception cref="RuleViolation">mandate.outside, conflict.*</exception>
    /// <exception cref="RequestProblem">422 <c>entry.finding_unknown</c></exception>
    public async Task<(VisitPlan Plan, VisitParty Party)?> PrepareAsync(FieldCall call, VisitRequest request)
    {
        if (await parties.FindAsync(request.PartyId, call.Cancellation) is not { } party) return null;
        foreach (var unit in request.Units.Concat(request.Sites.Select(site => site.Unit).OfType<string>()).Distinct())
        {
            party.Mandate.Require(unit, request.Matter, request.From);
            party.Mandate.Require(unit, request.Matter, request.Until);
        }

        await conflicts.RequireAsync(
            call.Caller.District, EngagementKind.Visit, [.. request.Participants], [.. request.Units], FieldLabels.DayAt(call.Clock.GetUtcNow()), call.Cancellation);
        return (request.Plan(await EarlierAsync(call, request)), party);
    }

    static async Task<List<Guid>> EarlierAsync(FieldCall call, VisitRequest request)
    {
        if (request.Purpose is VisitPurpose.Routine) return [];
        string[] units = [.. request.Units];
        if (request.EarlierFindings is not { Count: > 0 } given)
        {
            return await call.Findings.Where(f => f.Disposition == FindingDisposition.Rectification && f.Units.Any(unit => units.Contains(unit)))
                .OrderByDescending(f => f.FoundAt).Take(MostEarlier).Select(f => f.Id).ToListAsync(call.Cancellation);
        }

        var there = await call.Findings.CountAsync(f => given.Contains(f.Id) && f.Units.Any(unit => units.Contains(unit)), call.Cancellation);
        if (there != given.Distinct().Count()) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "entry.finding_unknown");
        return [.. given];
    }
}
