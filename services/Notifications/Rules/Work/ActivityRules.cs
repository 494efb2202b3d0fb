using Supervision.Contracts;
using Supervision.Notifications.Inbox;
using static Supervision.Notifications.Rules.Work.WorkNotice;

namespace Supervision.Notifications.Rules.Work;

internal sealed class ActivityInvitedRule : IRule<ActivityInvited>
{
    public IEnumerable<Notice> Tell(ActivityInvited e) => WorkNotice.Tell(
        e, "activity.invited", Activity(e.ActivityId), Urgency.Action, Persons([.. e.Invited]), ("starts", e.Starts.ToString("O")));
}

internal sealed class ActivityCancelledRule : IRule<ActivityCancelled>
{
    public IEnumerable<Notice> Tell(ActivityCancelled e) =>
        WorkNotice.Tell(e, "activity.cancelled", Activity(e.ActivityId), Urgency.Action, Persons([.. e.Invited]));
}

internal sealed class ActivityHeldRule : IRule<ActivityHeld>
{
    public IEnumerable<Notice> Tell(ActivityHeld e) => WorkNotice.Tell(e, "activity.held", Activity(e.ActivityId), Urgency.Information, Keepers);
}
