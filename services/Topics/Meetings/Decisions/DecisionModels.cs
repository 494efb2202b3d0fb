using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Topics.Meetings.Decisions;

/// <param name="AgendaItem">The agenda item decided on.</param>
/// <param name="AgendaVersion">Version of the agenda the recorder saw.</param>
/// <param name="Kind"><c>selection</c> of a proposal as a topic (joint meetings only), or <c>resolution</c>.</param>
/// <param name="Wording">At most 5,000 characters.</param>
/// <param name="OverTargetReason">Why a topic is selected over the yearly target, at most 2,000 characters.</param>
public sealed record DecisionRequest(
    Guid AgendaItem, int AgendaVersion, DecisionKind Kind, [PlainText(5000)] string Wording, [PlainText(2000)] string? OverTargetReason = null)
{
    internal DecisionDraft Draft => new(AgendaItem, AgendaVersion, Kind, Wording, OverTargetReason);
}

/// <param name="Wording">At most 5,000 characters.</param>
/// <param name="OverTargetReason">Why a topic is selected over the yearly target, at most 2,000 characters.</param>
public sealed record RevisionRequest([PlainText(5000)] string Wording, [PlainText(2000)] string? OverTargetReason = null);

/// <param name="ContentHash">Hash of the decision the leader has read: 64 lower-case hex digits.</param>
/// <param name="Remark">At most 2,000 characters.</param>
public sealed record ConcurRequest([RegularExpression("^[0-9a-f]{64}$")] string ContentHash, [PlainText(2000)] string? Remark = null);

/// <param name="ContentHash">Hash of the decision the leader has read: 64 lower-case hex digits.</param>
/// <param name="Reason">Why, at most 2,000 characters; it goes to the next agenda.</param>
public sealed record RefusalRequest([RegularExpression("^[0-9a-f]{64}$")] string ContentHash, [PlainText(2000)] string Reason);

/// <summary>A decision of a meeting (R3, R4).</summary>
/// <param name="ContentHash">SHA-256 of the decision; a leader sends back the hash they read.</param>
/// <param name="AwaitingBodies">The bodies whose leader has not concurred yet, while it is pending.</param>
/// <param name="Reason">Why a leader refused it.</param>
public sealed record DecisionView(
    Guid Id, Guid MeetingId, Guid AgendaItemId, Guid? SubjectId, DecisionKind Kind, DecisionStatus Status, string Wording, string? OverTargetReason,
    int AgendaVersion, int Round, string ContentHash, DateTimeOffset RecordedAt, DateTimeOffset? SettledAt, string? Reason,
    IReadOnlyList<string> AwaitingBodies, IReadOnlyList<ConcurrenceView> Concurrences)
{
    internal static DecisionView For(Decision d) => new(
        d.Id, d.MeetingId, d.AgendaItemId, d.SubjectId, d.Kind, d.Status, d.Wording, d.OverTargetReason, d.AgendaVersion, d.Round, d.ContentHash,
        d.RecordedAt, d.SettledAt, d.Reason,
        d.Status is DecisionStatus.Pending ? [.. MeetingAccess.Leaders.Select(role => role.Body).Where(body => !d.HasConcurrenceOf(body))] : [],
        [.. d.Concurrences.OrderBy(c => c.Round).ThenBy(c => c.At).Select(ConcurrenceView.For)]);
}

/// <summary>A body leader's answer to a decision.</summary>
/// <param name="Round">Number of the wording answered, from 1.</param>
/// <param name="Concurs">False for a refusal.</param>
public sealed record ConcurrenceView(int Round, string Body, bool Concurs, string? Remark, string ContentHash, Guid By, string ByName, DateTimeOffset At)
{
    internal static ConcurrenceView For(Concurrence c) => new(c.Round, c.Body, c.Concurs, c.Remark, c.ContentHash, c.By, c.ByName, c.At);
}
