using Supervision.Contracts;
using Supervision.Notifications.Inbox;
using static Supervision.Notifications.Rules.Work.WorkNotice;

namespace Supervision.Notifications.Rules.Work;

internal sealed class DutyItemAssignedRule : IRule<DutyItemAssigned>
{
    public IEnumerable<Notice> Tell(DutyItemAssigned e) =>
        WorkNotice.Tell(e, "duty.assigned", Topic(e.TopicId), Urgency.Action, Persons(e.Owner), ("due", e.Due.ToString("O")));
}

internal sealed class DutyItemCompletedRule : IRule<DutyItemCompleted>
{
    public IEnumerable<Notice> Tell(DutyItemCompleted e) => WorkNotice.Tell(e, "duty.completed", Topic(e.TopicId), Urgency.Information, Keepers);
}

internal sealed class DutyItemWaivedRule : IRule<DutyItemWaived>
{
    public IEnumerable<Notice> Tell(DutyItemWaived e) =>
        WorkNotice.Tell(e, "duty.waived", Topic(e.TopicId), Urgency.Information, [.. Persons(e.Owner), .. Keepers]);
}
