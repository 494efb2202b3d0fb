namespace Supervision.Contracts;

/// <summary>A feedback form (反馈单) of a topic was issued, closed or reopened (R34, R38); a topic closes when all of them are closed (R42).</summary>
/// <param name="Version">Grows with every change; a copy never goes back to a lower one.</param>
public sealed record FeedbackFormChanged(Guid FormId, string District, Guid TopicId, bool Open, long Version, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => FormId;
}

/// <summary>The assessment of a topic was recorded (考核评价, R42).</summary>
public sealed record TopicAssessed(Guid AssessmentId, string District, Guid TopicId, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => TopicId;
}
