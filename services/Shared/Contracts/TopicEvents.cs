namespace Supervision.Contracts;

/// <summary>What every event about a topic (监督议题) contains.</summary>
public interface ITopicEvent : IIntegrationEvent
{
    Guid TopicId { get; }

    /// <summary>Reference of the topic in its district, e.g. <c>T2026-0003</c>.</summary>
    string Reference { get; }

    /// <summary>The user who did it.</summary>
    Guid By { get; }

    /// <summary>UTC instant at which it happened.</summary>
    DateTimeOffset At { get; }
}

/// <summary>A proposal was shortlisted: there is a topic for the joint meeting (R2).</summary>
public sealed record TopicSolicited(Guid TopicId, string District, string Reference, Guid By, DateTimeOffset At) : ITopicEvent
{
    public Guid Aggregate => TopicId;
}

/// <summary>A topic changed its stage in the loop (R5); the liaisons of both bodies are notified.</summary>
/// <param name="From">Status before: <c>solicited</c>, <c>selected</c>, <c>deliberating</c>, <c>supervising</c>, <c>concluding</c>, <c>suspended</c>.</param>
/// <param name="To">Status after: those, or <c>closed</c>, <c>rejected</c>, <c>merged</c>.</param>
/// <param name="Why">
/// <c>decided</c>, <c>rejected</c>, <c>merged</c>, <c>gate_met</c>, <c>suspended</c> or <c>resumed</c>; the text is in the topic's history.
/// </param>
/// <param name="NextStep">What comes next: <c>implementation_plan</c>, <c>consultation</c>, <c>duty_list</c>, <c>assessment</c>, <c>resume</c>; null at an end.</param>
public sealed record TopicStageChanged(
    Guid TopicId, string District, string Reference, string From, string To, string Why, string? NextStep, Guid By, DateTimeOffset At) : ITopicEvent
{
    public Guid Aggregate => TopicId;
}

/// <summary>The leaders of party and government are asked to review a topic (报送审阅, R1).</summary>
public sealed record TopicReviewAsked(Guid TopicId, string District, string Reference, Guid By, DateTimeOffset At) : ITopicEvent
{
    public Guid Aggregate => TopicId;
}

/// <summary>A leader reviewed a topic; the remarks are stored with the topic (R1).</summary>
public sealed record TopicReviewed(Guid TopicId, string District, string Reference, Guid ReviewId, Guid By, DateTimeOffset At) : ITopicEvent
{
    public Guid Aggregate => TopicId;
}

/// <summary>A year's plan was submitted to the district committee (报区委请示, R1).</summary>
public sealed record AnnualPlanReported(Guid PlanId, string District, int Year, int Target, Guid By, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => PlanId;
}

/// <summary>The district committee approved a year's plan (R1).</summary>
public sealed record AnnualPlanApproved(Guid PlanId, string District, int Year, int Target, Guid By, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => PlanId;
}

/// <summary>The district committee returned a year's plan with a comment (R1).</summary>
public sealed record AnnualPlanReturned(Guid PlanId, string District, int Year, Guid By, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => PlanId;
}
