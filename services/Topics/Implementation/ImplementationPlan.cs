using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Implementation;

public enum ImplementationStatus
{
    Draft,

    /// <summary>With the leaders of both bodies.</summary>
    Submitted,

    /// <summary>Both concurred in the same content.</summary>
    Approved,
}

/// <summary>
/// The implementation plan of a topic (实施方案, R6); one plan sets the tasks. It is drafted from its class's template, submitted, and approved by the
/// double key: the leaders of both bodies concur in the same content.
/// </summary>
public sealed class ImplementationPlan : IVersioned
{
    /// <summary>The topic it plans; also the key, since a topic has one plan.</summary>
    public Guid TopicId { get; private set; }

    public string District { get; private set; } = "";

    public PlanContent Content { get; private set; } = PlanContent.Empty;

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public string ContentHash { get; private set; } = "";

    public ImplementationStatus Status { get; private set; }

    /// <summary>How often it was submitted.</summary>
    public int Round { get; private set; }

    /// <summary>Why it went back to draft.</summary>
    public string? Reason { get; private set; }

    /// <summary>The leaders' decisions, oldest first.</summary>
    public IReadOnlyList<BodyDecision> Decisions { get; private set; } = [];

    public Guid DraftedBy { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    public uint Version { get; private set; }

    ImplementationPlan()
    {
    }

    public static ImplementationPlan Draft(Guid topic, PlanContent content, Caller by, DateTimeOffset now)
    {
        var plan = new ImplementationPlan { TopicId = topic, District = by.District, DraftedBy = by.UserId };
        plan.Take(content, now);
        return plan;
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">plan.not_draft</exception>
    public void Edit(PlanContent content, DateTimeOffset now)
    {
        Require(Status is ImplementationStatus.Draft, PlanNotDraft);
        Take(content, now);
    }

    /// <summary>Submits the plan to the leaders of both bodies.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">plan.not_draft, plan.incomplete</exception>
    public ImplementationPlanSubmitted Submit(Caller by, DateTimeOffset now)
    {
        Require(Status is ImplementationStatus.Draft, PlanNotDraft);
        Require(Content.IsComplete, PlanIncomplete);
        (Status, Reason, ChangedAt) = (ImplementationStatus.Submitted, null, now);
        Round++;
        return new(TopicId, District, ContentHash, by.UserId, now);
    }

    /// <summary>A body's leader concurs; once both did, the plan is approved.</summary>
    /// <param name="seen">Hash of the content the leader read.</param>
    /// <returns>The event that it is approved, once it is.</returns>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">plan.not_submitted, work.content_changed, work.already_concurred</exception>
    public ImplementationPlanApproved? Concur(string seen, Caller by, DateTimeOffset now)
    {
        Require(Status is ImplementationStatus.Submitted, PlanNotSubmitted);
        Require(seen == ContentHash, ContentChanged);
        Require(!Decisions.IsTurnedBy(by.Body, Round, ContentHash), AlreadyConcurred);
        Decisions = [.. Decisions, BodyDecision.Concurred(Round, ContentHash, by, now)];
        ChangedAt = now;
        if (!Decisions.IsTurnedByBoth(Round, ContentHash)) return null;
        (Status, ApprovedAt) = (ImplementationStatus.Approved, now);
        return new(TopicId, District, ContentHash, by.UserId, now);
    }

    /// <summary>
    /// A body's leader sends it back for change, even when both had concurred; the other leader's concurrence then no longer counts.
    /// </summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">plan.not_submitted</exception>
    public ImplementationPlanReturned Return(string reason, Caller by, DateTimeOffset now)
    {
        Require(Status is ImplementationStatus.Submitted or ImplementationStatus.Approved, PlanNotSubmitted);
        Decisions = [.. Decisions, BodyDecision.Refused(Round, ContentHash, reason, by, now)];
        (Status, Reason, ChangedAt, ApprovedAt) = (ImplementationStatus.Draft, reason, now, null);
        return new(TopicId, District, by.Body, by.UserId, now);
    }

    void Take(PlanContent content, DateTimeOffset now) => (Content, ContentHash, ChangedAt) = (content, Collaboration.ContentHash.Of(content), now);
}
