using Supervision.Contracts;
using Supervision.Notifications.Inbox;
using static Supervision.Notifications.Rules.Work.WorkNotice;

namespace Supervision.Notifications.Rules.Work;

internal sealed class SubmissionReceivedRule : IRule<SubmissionReceived>
{
    public IEnumerable<Notice> Tell(SubmissionReceived e) => WorkNotice.Tell(
        e, "submission.received", Submission(e.SubmissionId), Urgency.Action, [new(Bodies.Cppcc) { Roles = [Cppcc.Office] }], ("reference", e.Reference));
}

internal sealed class SubmissionReviewedRule : IRule<SubmissionReviewed>
{
    public IEnumerable<Notice> Tell(SubmissionReviewed e) => WorkNotice.Tell(
        e, "submission.reviewed", Submission(e.SubmissionId), Urgency.Information, [new(Bodies.Cppcc) { Persons = [e.Author] }], ("reference", e.Reference));
}

internal sealed class SubmissionForwardedRule : IRule<SubmissionForwarded>
{
    public IEnumerable<Notice> Tell(SubmissionForwarded e) =>
    [
        .. WorkNotice.Tell(
            e, "submission.to_answer", Submission(e.SubmissionId), Urgency.Action, [new(Bodies.Party) { Roles = [Others.Reviewer] }], ("reference", e.Reference)),
        .. WorkNotice.Tell(
            e, "submission.forwarded", Submission(e.SubmissionId), Urgency.Information, [new(Bodies.Cppcc) { Persons = [e.Author] }], ("reference", e.Reference)),
    ];
}

internal sealed class SubmissionAnsweredRule : IRule<SubmissionAnswered>
{
    public IEnumerable<Notice> Tell(SubmissionAnswered e) => WorkNotice.Tell(
        e, "submission.answered", Submission(e.SubmissionId), Urgency.Information,
        [new(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office] }], ("reference", e.Reference));
}
