using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using static Supervision.Supervisors.Field.FieldRules;

namespace Supervision.Supervisors.Visits;

/// <summary>
/// A visit (监督检查, R18). What takes place in the field arrives as entries (<see cref="FieldEntry"/>), from which <see cref="FieldLedger"/> computes
/// its start and report; everything else is a command here.
/// </summary>
public sealed class Visit : IVersioned
{
    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    /// <summary>Register reference. A sealed visit has none: its number would reveal that it exists.</summary>
    public string? Reference { get; private set; }

    /// <summary>The team or squad that makes it.</summary>
    public Guid PartyId { get; private set; }

    public Guid? TopicId { get; private set; }

    public string Heading { get; private set; } = "";

    public string? Detail { get; private set; }

    public VisitMode Mode { get; private set; }

    public VisitPurpose Purpose { get; private set; }

    public VisitCoverage Coverage { get; private set; }

    public IReadOnlyList<VisitSite> Sites { get; private set; } = [];

    public string[] Units { get; private set; } = [];

    public string? Matter { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly Until { get; private set; }

    public Guid[] Participants { get; private set; } = [];

    public Guid[] EarlierFindings { get; private set; } = [];

    public VisitStatus Status { get; private set; }

    /// <summary>Whether only <see cref="Readers"/> may know of it; an unannounced visit that never started stays sealed for good.</summary>
    public bool Sealed { get; private set; }

    /// <summary>
    /// Who may know of it from the start: participants, the planner, their linked leaders; once it started also the rest of the team.
    /// </summary>
    public Guid[] Readers { get; private set; } = [];

    /// <summary>The rest of the team, who may read it once it started.</summary>
    public Guid[] Team { get; private set; } = [];

    /// <summary>Participants who had a tie to a unit when it started: a tie may be declared after a visit was planned (R17).</summary>
    public Guid[] TiedParticipants { get; private set; } = [];

    public Guid PlannedBy { get; private set; }

    public DateTimeOffset PlannedAt { get; private set; }

    /// <summary>By the clock of the device that started it.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    public Guid? StartedBy { get; private set; }

    /// <summary>Seconds by which the server's clock was ahead of the device's when the start arrived.</summary>
    public int? StartClockDifference { get; private set; }

    public DateTimeOffset? ReportedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public Guid? ClosedBy { get; private set; }

    /// <summary>Why it was cancelled.</summary>
    public string? Reason { get; private set; }

    /// <summary>Text that searches look in, in lower case.</summary>
    public string SearchText { get; private set; } = "";

    public uint Version { get; private set; }

    /// <summary>Whether entries from the field are still accepted.</summary>
    public bool TakesEntries => Status is VisitStatus.Planned or VisitStatus.Started or VisitStatus.Reported;

    Visit()
    {
    }

    /// <summary>Plans a visit. The caller has checked mandate and conflicts of interest.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">visit.not_yours, visit.participant_unfit, visit.nothing_to_look_back</exception>
    internal static Visit Make(VisitPlan plan, VisitParty party, Caller by, DateTimeOffset now)
    {
        var visit = new Visit
        {
            Id = Guid.CreateVersion7(now),
            District = by.District,
            Status = VisitStatus.Planned,
            PlannedBy = by.UserId,
            PlannedAt = now,
            Mode = plan.Mode,
            Sealed = plan.Mode is VisitMode.Unannounced,
        };
        visit.Take(plan, party, by);
        return visit;
    }

    /// <summary>Changes the plan. Whether it is unannounced is decided once: what others already know cannot be sealed.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">
    /// visit.not_planned, visit.stays_sealed, visit.not_yours, visit.participant_unfit, visit.nothing_to_look_back
    /// </exception>
    internal void Change(VisitPlan plan, VisitParty party, Caller by)
    {
        Require(Status is VisitStatus.Planned, VisitNotPlanned);
        Require(plan.Mode == Mode, VisitStays);
        Take(plan, party, by);
    }

    /// <summary>Gives the visit its register reference: an open one when it is planned, an unannounced one when it starts.</summary>
    internal void Number(string reference)
    {
        Reference = reference;
        Index();
    }

    /// <returns>The event, if the visit was not sealed.</returns>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">visit.not_planned</exception>
    internal VisitCancelled? Cancel(string reason, Caller by, DateTimeOffset now)
    {
        Require(Status is VisitStatus.Planned, VisitNotPlanned);
        (Status, Reason) = (VisitStatus.Cancelled, reason);
        return Sealed ? null : new(Id, District, Reference!, Participants, by.UserId, now);
    }

    /// <summary>Records that it has started, by an entry from the field; from here on it is no longer sealed.</summary>
    /// <param name="tied">Participants who have a tie to a unit by now.</param>
    internal VisitStarted Start(FieldEntry start, IEnumerable<Guid> tied)
    {
        TiedParticipants = [.. tied.Distinct()];
        Status = VisitStatus.Started;
        Sealed = false;
        Readers = [.. Readers.Union(Team)];
        Restate(start);
        return new(Id, District, Reference!, TopicId, Participants, start.By, start.ReceivedAt);
    }

    /// <summary>Applies an earlier start that arrived later: the earliest counts, in whatever order they arrive.</summary>
    internal void Restate(FieldEntry start) => (StartedAt, StartedBy, StartClockDifference) = (start.RecordedAt, start.By, start.ClockDifference);

    /// <returns>The event, the first time.</returns>
    internal VisitReported? Report(FieldEntry first)
    {
        if (Status is not (VisitStatus.Started or VisitStatus.Reported)) return null;
        ReportedAt = first.RecordedAt;
        if (Status is VisitStatus.Reported) return null;
        Status = VisitStatus.Reported;
        return new(Id, District, Reference!, first.By, first.ReceivedAt);
    }

    /// <summary>Closes it: every finding is disposed of, and everything the entries refer to has arrived.</summary>
    /// <param name="openFindings">Findings not disposed of.</param>
    /// <param name="missingFiles">Files named by entries that have not arrived.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">visit.not_reported, visit.findings_open, visit.evidence_missing</exception>
    internal VisitClosed Close(int openFindings, int missingFiles, Caller by, DateTimeOffset now)
    {
        Require(Status is VisitStatus.Reported, VisitNotReported);
        Require(openFindings == 0, VisitFindingsOpen, openFindings);
        Require(missingFiles == 0, VisitEvidenceMissing, missingFiles);
        (Status, ClosedAt, ClosedBy) = (VisitStatus.Closed, now, by.UserId);
        return new(Id, District, Reference!, Participants, by.UserId, now);
    }

    void Take(VisitPlan plan, VisitParty party, Caller by)
    {
        var ofParty = party.Members.Contains(by.UserId) || party.LinkedLeaders.Contains(by.UserId);
        Require(ofParty || (!Sealed && by.IsAny(SupervisorAccess.Keepers)), VisitNotYours);
        Require(plan.Participants.Count > 0 && plan.Participants.All(party.Members.Contains), VisitParticipantUnfit);
        Require(plan.Purpose is VisitPurpose.Routine || plan.EarlierFindings.Count > 0, VisitNothingToLookBack);
        (PartyId, TopicId, Heading, Detail) = (party.Id, party.TopicId, plan.Heading, plan.Detail);
        (Purpose, Coverage, Sites, Units, Matter) = (plan.Purpose, plan.Coverage, plan.Sites, [.. plan.Units.Distinct()], plan.Matter);
        (From, Until, Participants) = (plan.From, plan.Until, [.. plan.Participants.Distinct()]);
        EarlierFindings = plan.Purpose is VisitPurpose.LookBack ? [.. plan.EarlierFindings.Distinct()] : [];
        Readers = [.. Participants.Append(PlannedBy).Union(party.LinkedLeaders)];
        Team = [.. party.Members];
        if (!Sealed) Readers = [.. Readers.Union(Team)];
        Index();
    }

    void Index() => SearchText = string.Join('\n', [Reference ?? "", Heading, .. Units, .. Sites.Select(site => site.Name)]).ToLowerInvariant();
}
