using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Plans;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Meetings.Decisions;

/// <summary>The two leaders' concurrence and its effect (R4).</summary>
internal sealed class DecisionConcurrence(TopicsDb db, MeetingAccess access, YearTarget target)
{
    /// <summary>
    /// The current decision, locked against other commands until the transaction ends, if the caller may read its meeting. A lock on the row itself
    /// would need the right to change the row, which ends once the decision is settled.
    /// </summary>
    public async Task<Decision?> LockAsync(Guid id, Caller caller, CancellationToken ct)
    {
        await db.LockMatterAsync($"decision/{id}", ct);
        var meetings = db.Set<Meeting>().Where(access.Readable(caller));
        return await db.Set<Decision>().Include(d => d.Concurrences).Where(d => meetings.Any(m => m.Id == d.MeetingId)).SingleOrDefaultAsync(d => d.Id == id, ct);
    }

    /// <summary>Effect of an adopted decision: a selection makes its proposal a topic of the meeting's year, within the year's target.</summary>
    /// <returns>Null if it has no further effect.</returns>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">topic.not_solicited, topic.over_target</exception>
    public async Task<IIntegrationEvent?> TakeEffectAsync(Decision decision, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        if (decision is not { Kind: DecisionKind.Selection, Status: DecisionStatus.Adopted }) return null;
        var meeting = await db.Set<Meeting>().AsNoTracking().SingleAsync(m => m.Id == decision.MeetingId, ct);
        var year = await target.LockAsync(decision.District, meeting.Month.Year, ct);
        var topic = await db.Topics.SingleAsync(t => t.Id == decision.SubjectId, ct);
        var selection = new Selection(
            decision.Id, meeting is { Kind: MeetingKind.Joint, Status: MeetingStatus.Held }, decision.ConcurrenceOf(Bodies.Cppcc)?.By,
            decision.ConcurrenceOf(Bodies.Discipline)?.By, year, decision.OverTargetReason);
        return topic.Select(selection, caller, now);
    }

    /// <summary>The leaders who may concur.</summary>
    public async Task<IReadOnlyList<Guid>> LeadersAsync(string district, CancellationToken ct)
    {
        var (chair, leader) = (Cppcc.Chair.Name, Discipline.Leader.Name);
        return await db.People.AsNoTracking().Where(p => p.District == district && p.Active
                && ((p.Body == Bodies.Cppcc && p.Roles.Contains(chair)) || (p.Body == Bodies.Discipline && p.Roles.Contains(leader))))
            .Select(p => p.UserId).ToListAsync(ct);
    }
}
