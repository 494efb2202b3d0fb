using Supervision.Contracts;
using Supervision.Notifications.Inbox;
using static Supervision.Notifications.Rules.Work.WorkNotice;

namespace Supervision.Notifications.Rules.Work;

internal sealed class TrackingOpenedRule : IRule<TrackingOpened>
{
    public IEnumerable<Notice> Tell(TrackingOpened e) => WorkNotice.Tell(
        e, "tracking.opened", Tracked(e.TrackedId), Urgency.Action, [new(Bodies.Discipline) { Roles = [Discipline.Liaison, Discipline.Leader] }]);
}

internal sealed class TrackingNotedRule : IRule<TrackingNoted>
{
    public IEnumerable<Notice> Tell(TrackingNoted e) => WorkNotice.Tell(e, "tracking.noted", Tracked(e.TrackedId), Urgency.Information, [CppccKeepers]);
}

internal sealed class TrackingConcludedRule : IRule<TrackingConcluded>
{
    public IEnumerable<Notice> Tell(TrackingConcluded e) => WorkNotice.Tell(e, "tracking.concluded", Tracked(e.TrackedId), Urgency.Information, Keepers);
}
