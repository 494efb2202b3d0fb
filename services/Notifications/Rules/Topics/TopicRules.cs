using Supervision.Contracts;

namespace Supervision.Notifications.Rules.Topics;

/// <summary>Notifies the liaisons of both bodies of every move in the loop (信息互通, R5).</summary>
internal sealed class TopicStageChangedRule : IRule<TopicStageChanged>
{
    public IEnumerable<Notice> Tell(TopicStageChanged e) =>
        [
            Notice.Of(e, "topic.moved", new Audience(Bodies.Cppcc) { Roles = [Cppcc.Liaison] }),
            Notice.Of(e, "topic.moved", new Audience(Bodies.Discipline) { Roles = [Discipline.Liaison] }),
        ];
}

internal sealed class TopicReviewAskedRule : IRule<TopicReviewAsked>
{
    public IEnumerable<Notice> Tell(TopicReviewAsked e) => [Notice.Of(e, "topic.review_asked", new Audience(Bodies.Party) { Roles = [Others.Reviewer] })];
}

internal sealed class TopicReviewedRule : IRule<TopicReviewed>
{
    public IEnumerable<Notice> Tell(TopicReviewed e) => [Notice.Of(e, "topic.reviewed", new Audience(Bodies.Cppcc) { Roles = [Cppcc.Office, Cppcc.Liaison] })];
}
