using Supervision.Contracts;
using Supervision.Notifications.Inbox;
using static Supervision.Notifications.Rules.Work.WorkNotice;

namespace Supervision.Notifications.Rules.Work;

internal sealed class AdviceSubmittedRule : IRule<AdviceSubmitted>
{
    public IEnumerable<Notice> Tell(AdviceSubmitted e) => WorkNotice.Tell(e, "advice.submitted", Topic(e.TopicId), Urgency.Action, Leaders);
}

internal sealed class AdviceRefusedRule : IRule<AdviceRefused>
{
    public IEnumerable<Notice> Tell(AdviceRefused e) => WorkNotice.Tell(e, "advice.refused", Topic(e.TopicId), Urgency.Action, Keepers);
}

internal sealed class AdviceConcurredRule : IRule<AdviceConcurred>
{
    public IEnumerable<Notice> Tell(AdviceConcurred e) => WorkNotice.Tell(e, "advice.concurred", Topic(e.TopicId), Urgency.Action, [CppccKeepers]);
}

internal sealed class AdviceIssuedRule : IRule<AdviceIssued>
{
    public IEnumerable<Notice> Tell(AdviceIssued e) =>
        WorkNotice.Tell(e, "advice.issued", Topic(e.TopicId), Urgency.Information, [.. Leaders, .. Keepers], ("number", e.Number));
}

internal sealed class AdviceAnsweredRule : IRule<AdviceAnswered>
{
    public IEnumerable<Notice> Tell(AdviceAnswered e) => WorkNotice.Tell(e, "advice.answered", Topic(e.TopicId), Urgency.Information, [.. Leaders, .. Keepers]);
}
