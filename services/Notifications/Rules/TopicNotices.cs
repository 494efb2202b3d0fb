using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>Proposals (R2), topics and their loop (R5), the plans of a year.</summary>
internal static class TopicNotices
{
    public static IReadOnlyList<Rule> Rows =>
    [
        On<ProposalSubmitted>("proposal.submitted", e => e.Proposers is [var first, ..] ? first : Guid.Empty).To(Cppcc.Office),
        On<ProposalMerged>("proposal.merged", e => e.By).To(e => e.Proposers, WhereProposersAre),
        On<ProposalShortlisted>("proposal.shortlisted", e => e.By).To(e => e.Proposers, WhereProposersAre),
        On<ProposalRejected>("proposal.rejected", e => e.By).To(e => e.Proposers, WhereProposersAre),

        On<TopicStageChanged>("topic.moved").To(Cppcc.Liaison, Discipline.Liaison), // each body tells the other (信息互通)
        On<TopicReviewAsked>("topic.review_asked").To(Others.Reviewer),
        On<TopicReviewed>("topic.reviewed").To(Cppcc.Office, Cppcc.Liaison),

        Rule.On<AnnualPlanReported>("plan.reported", e => $"/plans/{e.PlanId}", e => (e.By, e.At)).To(Others.Reviewer)
            .With("year", e => e.Year),
        Rule.On<AnnualPlanApproved>("plan.approved", e => $"/plans/{e.PlanId}", e => (e.By, e.At)).To(Cppcc.Office)
            .With("year", e => e.Year),
        Rule.On<AnnualPlanReturned>("plan.returned", e => $"/plans/{e.PlanId}", e => (e.By, e.At)).To(Cppcc.Office)
            .With("year", e => e.Year),
    ];

    static readonly string[] WhereProposersAre = [Bodies.Cppcc, Bodies.Discipline, Bodies.Party];

    static Rule<TEvent> On<TEvent>(string kind, Func<TEvent, Guid> by) where TEvent : class, IProposalEvent =>
        Rule.On<TEvent>(kind, e => $"/proposals/{e.ProposalId}", e => (by(e), e.At)).With("reference", e => e.Reference);

    static Rule<TEvent> On<TEvent>(string kind) where TEvent : class, ITopicEvent =>
        Rule.On<TEvent>(kind, e => $"/topics/{e.TopicId}", e => (e.By, e.At)).With("reference", e => e.Reference);
}
