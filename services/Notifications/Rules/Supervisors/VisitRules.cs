using Supervision.Contracts;
using Supervision.Notifications.Inbox;
using static Supervision.Notifications.Rules.Supervisors.FieldNotice;

namespace Supervision.Notifications.Rules.Supervisors;

/// <summary>Notifies those who go; only open visits are announced in advance.</summary>
internal sealed class VisitPlannedRule : IRule<VisitPlanned>
{
    public IEnumerable<Notice> Tell(VisitPlanned e) => FieldNotice.Tell(e, "visit.planned", Visit(e.VisitId), Urgency.Action, Persons(e.Participants));
}

internal sealed class VisitCancelledRule : IRule<VisitCancelled>
{
    public IEnumerable<Notice> Tell(VisitCancelled e) => FieldNotice.Tell(e, "visit.cancelled", Visit(e.VisitId), Urgency.Information, Persons(e.Participants));
}

/// <summary>Notifies those who go along with whoever started it, and those who run supervision, who only now learn of an unannounced visit.</summary>
internal sealed class VisitStartedRule : IRule<VisitStarted>
{
    public IEnumerable<Notice> Tell(VisitStarted e) =>
        FieldNotice.Tell(e, "visit.started", Visit(e.VisitId), Urgency.Information, [.. Persons(e.Participants), .. Keepers]);
}

/// <summary>Notifies those who run supervision that there are findings to dispose of.</summary>
internal sealed class VisitReportedRule : IRule<VisitReported>
{
    public IEnumerable<Notice> Tell(VisitReported e) => FieldNotice.Tell(e, "visit.reported", Visit(e.VisitId), Urgency.Action, Keepers);
}

internal sealed class VisitClosedRule : IRule<VisitClosed>
{
    public IEnumerable<Notice> Tell(VisitClosed e) => FieldNotice.Tell(e, "visit.closed", Visit(e.VisitId), Urgency.Information, Persons(e.Participants));
}

/// <summary>Notifies whoever made the finding.</summary>
internal sealed class FindingDisposedRule : IRule<FindingDisposed>
{
    public IEnumerable<Notice> Tell(FindingDisposed e) =>
        FieldNotice.Tell(e, "finding.disposed", Finding(e.FindingId), Urgency.Information, Persons([e.FoundBy]));
}
