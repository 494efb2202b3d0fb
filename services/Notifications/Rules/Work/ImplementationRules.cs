using Supervision.Contracts;
using Supervision.Notifications.Inbox;
using static Supervision.Notifications.Rules.Work.WorkNotice;

namespace Supervision.Notifications.Rules.Work;

internal sealed class ImplementationPlanSubmittedRule : IRule<ImplementationPlanSubmitted>
{
    public IEnumerable<Notice> Tell(ImplementationPlanSubmitted e) =>
        WorkNotice.Tell(e, "implementation.submitted", Topic(e.TopicId), Urgency.Action, Leaders);
}

internal sealed class ImplementationPlanReturnedRule : IRule<ImplementationPlanReturned>
{
    public IEnumerable<Notice> Tell(ImplementationPlanReturned e) =>
        WorkNotice.Tell(e, "implementation.returned", Topic(e.TopicId), Urgency.Action, Keepers);
}

internal sealed class ImplementationPlanApprovedRule : IRule<ImplementationPlanApproved>
{
    public IEnumerable<Notice> Tell(ImplementationPlanApproved e) =>
        WorkNotice.Tell(e, "implementation.approved", Topic(e.TopicId), Urgency.Information, Keepers);
}
