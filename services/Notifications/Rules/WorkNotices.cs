using Supervision.Contracts;
using static Supervision.Notifications.Rules.Groups;

namespace Supervision.Notifications.Rules;

/// <summary>The joint work on topics (R6–R12).</summary>
internal static class WorkNotices
{
    public static IReadOnlyList<Rule> Rows =>
    [
        On<ImplementationPlanSubmitted>("implementation.submitted").To(Leaders).Action(),
        On<ImplementationPlanReturned>("implementation.returned").To(Keepers).Action(),
        On<ImplementationPlanApproved>("implementation.approved").To(Keepers),

        On<DutyItemAssigned>("duty.assigned").To(e => e.Owner, BothBodies).Action().With("due", e => e.Due),
        On<DutyItemCompleted>("duty.completed").To(Keepers),
        On<DutyItemWaived>("duty.waived").To(e => e.Owner, BothBodies).To(Keepers),

        On<ActivityInvited>("activity.invited", e => $"/activities/{e.ActivityId}").To(e => e.Invited, BothBodies).Action()
            .With("starts", e => e.Starts),
        On<ActivityCancelled>("activity.cancelled", e => $"/activities/{e.ActivityId}").To(e => e.Invited, BothBodies).Action(),
        On<ActivityHeld>("activity.held", e => $"/activities/{e.ActivityId}").To(Keepers),

        On<AdviceSubmitted>("advice.submitted").To(Leaders).Action(),
        On<AdviceRefused>("advice.refused").To(Keepers).Action(),
        On<AdviceConcurred>("advice.concurred").To(Cppcc.Office, Cppcc.Liaison).Action(),
        On<AdviceIssued>("advice.issued").To(Leaders).To(Keepers).With("number", e => e.Number),
        On<AdviceAnswered>("advice.answered").To(Leaders).To(Keepers),

        On<TrackingOpened>("tracking.opened", e => $"/tracked/{e.TrackedId}").To(Discipline.Liaison, Discipline.Leader).Action(),
        On<TrackingNoted>("tracking.noted", e => $"/tracked/{e.TrackedId}").To(Cppcc.Office, Cppcc.Liaison),
        On<TrackingConcluded>("tracking.concluded", e => $"/tracked/{e.TrackedId}").To(Keepers),

        On<SubmissionReceived>("submission.received", e => Submission(e.SubmissionId)).To(Cppcc.Office).Action()
            .With("reference", e => e.Reference),
        On<SubmissionReviewed>("submission.reviewed", e => Submission(e.SubmissionId)).To(e => e.Author, Bodies.Cppcc)
            .With("reference", e => e.Reference),
        On<SubmissionForwarded>("submission.to_answer", e => Submission(e.SubmissionId)).To(Others.Reviewer).Action()
            .With("reference", e => e.Reference),
        On<SubmissionForwarded>("submission.forwarded", e => Submission(e.SubmissionId)).To(e => e.Author, Bodies.Cppcc)
            .With("reference", e => e.Reference),
        On<SubmissionAnswered>("submission.answered", e => Submission(e.SubmissionId)).To(e => e.Author, Cppcc.Office)
            .With("reference", e => e.Reference),
    ];

    static string Submission(Guid id) => $"/submissions/{id}";

    /// <summary>About a topic, unless it has a page of its own.</summary>
    static Rule<TEvent> On<TEvent>(string kind, Func<TEvent, string>? link = null) where TEvent : class, ITopicWorkEvent =>
        Rule.On(kind, link ?? (e => $"/topics/{e.Topic}"), e => (e.By, e.At));
}
