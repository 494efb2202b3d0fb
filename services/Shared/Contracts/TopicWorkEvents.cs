namespace Supervision.Contracts;

/// <summary>An event about the joint work on a topic (R6–R12): who, when and on what, nothing of its content.</summary>
public interface ITopicWorkEvent : IIntegrationEvent
{
    /// <summary>The topic it is about; null for work that belongs to none.</summary>
    Guid? Topic { get; }

    /// <summary>The user who did it.</summary>
    Guid By { get; }

    /// <summary>UTC instant at which it happened.</summary>
    DateTimeOffset At { get; }
}

/// <summary>The implementation plan of a topic was submitted to the leaders of both bodies (R6).</summary>
public sealed record ImplementationPlanSubmitted(Guid TopicId, string District, string ContentHash, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => TopicId;

    public Guid? Topic => TopicId;
}

/// <summary>A leader sent the implementation plan back for change (R6).</summary>
/// <param name="FromBody">The body of the leader who returned it.</param>
public sealed record ImplementationPlanReturned(Guid TopicId, string District, string FromBody, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => TopicId;

    public Guid? Topic => TopicId;
}

/// <summary>Both leaders concurred in the same implementation plan (R6).</summary>
public sealed record ImplementationPlanApproved(Guid TopicId, string District, string ContentHash, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => TopicId;

    public Guid? Topic => TopicId;
}

/// <summary>A duty item was assigned to an owner, or reassigned (R7).</summary>
/// <param name="Number">Number of the item in its topic's list.</param>
/// <param name="Due">The first instant that is too late, UTC.</param>
public sealed record DutyItemAssigned(
    Guid DutyItemId, string District, Guid TopicId, int Number, Guid Owner, DateTimeOffset Due, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => TopicId;

    public Guid? Topic => TopicId;
}

/// <summary>A duty item is done (R7).</summary>
public sealed record DutyItemCompleted(
    Guid DutyItemId, string District, Guid TopicId, int Number, Guid Owner, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => TopicId;

    public Guid? Topic => TopicId;
}

/// <summary>A duty item was waived with a reason (R7).</summary>
public sealed record DutyItemWaived(
    Guid DutyItemId, string District, Guid TopicId, int Number, Guid Owner, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => TopicId;

    public Guid? Topic => TopicId;
}

/// <summary>People of both bodies were invited to an activity (互邀, R8).</summary>
public sealed record ActivityInvited(
    Guid ActivityId, string District, Guid? Topic, IReadOnlyList<Guid> Invited, DateTimeOffset Starts, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => ActivityId;
}

/// <summary>An activity was cancelled (R8).</summary>
/// <param name="Invited">Those who had been invited.</param>
public sealed record ActivityCancelled(
    Guid ActivityId, string District, Guid? Topic, IReadOnlyList<Guid> Invited, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => ActivityId;
}

/// <summary>An activity was held and its record written (R8).</summary>
public sealed record ActivityHeld(Guid ActivityId, string District, Guid? Topic, int Attended, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => ActivityId;
}

/// <summary>Which of those invited attended an activity (R8); it counts for their duty records (R23).</summary>
/// <param name="Attendees">Users who signed in there; the public is not among them.</param>
/// <param name="Starts">UTC instant at which the activity began.</param>
public sealed record ActivityAttended(
    Guid ActivityId, string District, Guid? Topic, IReadOnlyList<Guid> Attendees, DateTimeOffset Starts, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => ActivityId;
}

/// <summary>A version of an advice report was submitted to the leaders of both bodies (R9).</summary>
/// <param name="ReportVersion">Number of the version, from 1.</param>
public sealed record AdviceSubmitted(
    Guid AdviceId, string District, Guid TopicId, int ReportVersion, string ContentHash, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => AdviceId;

    public Guid? Topic => TopicId;
}

/// <summary>A leader refused a version of an advice report (R9).</summary>
/// <param name="FromBody">The body of the leader who refused.</param>
public sealed record AdviceRefused(
    Guid AdviceId, string District, Guid TopicId, int ReportVersion, string FromBody, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => AdviceId;

    public Guid? Topic => TopicId;
}

/// <summary>Both leaders concurred in the same version of an advice report (R9).</summary>
public sealed record AdviceConcurred(
    Guid AdviceId, string District, Guid TopicId, int ReportVersion, string ContentHash, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => AdviceId;

    public Guid? Topic => TopicId;
}

/// <summary>An advice report was issued under its number (R9).</summary>
/// <param name="Number">For example 〔2026〕3号, without gaps per district and year.</param>
public sealed record AdviceIssued(
    Guid AdviceId, string District, Guid TopicId, string Number, string ContentHash, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => AdviceId;

    public Guid? Topic => TopicId;
}

/// <summary>A suggestion of an issued report was adopted fully, in part, or not (R9).</summary>
/// <param name="Adoption">One of <see cref="Adoptions"/>.</param>
public sealed record AdviceAnswered(
    Guid AdviceId, string District, Guid TopicId, Guid SuggestionId, string Adoption, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => AdviceId;

    public Guid? Topic => TopicId;
}

/// <summary>Tracking of how a key proposal or an important advice is handled was started (R10).</summary>
public sealed record TrackingOpened(Guid TrackedId, string District, Guid? Topic, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => TrackedId;
}

/// <summary>The commission recorded the progress of the handling (R10).</summary>
public sealed record TrackingNoted(Guid TrackedId, string District, Guid? Topic, Guid OpenedBy, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => TrackedId;
}

/// <summary>The commission's leader ended the tracking of a matter (R10).</summary>
public sealed record TrackingConcluded(Guid TrackedId, string District, Guid? Topic, Guid OpenedBy, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => TrackedId;
}

/// <summary>A member handed in a submission (R11).</summary>
/// <param name="Kind"><c>proposal</c>, <c>researchReport</c> or <c>publicOpinion</c>.</param>
public sealed record SubmissionReceived(
    Guid SubmissionId, string District, Guid? Topic, string Reference, string Kind, Guid Author, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => SubmissionId;
}

/// <summary>The office reviewed a submission (R11).</summary>
/// <param name="Outcome"><c>accepted</c>, <c>returned</c> or <c>declined</c>.</param>
public sealed record SubmissionReviewed(
    Guid SubmissionId, string District, Guid? Topic, string Reference, string Outcome, Guid Author, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => SubmissionId;
}

/// <summary>A submission was forwarded to party and government (R11).</summary>
public sealed record SubmissionForwarded(
    Guid SubmissionId, string District, Guid? Topic, string Reference, Guid Author, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => SubmissionId;
}

/// <summary>Party and government replied to a submission (R11).</summary>
/// <param name="Adoption">One of <see cref="Adoptions"/>.</param>
public sealed record SubmissionAnswered(
    Guid SubmissionId, string District, Guid? Topic, string Reference, string Adoption, Guid Author, Guid By, DateTimeOffset At) : ITopicWorkEvent
{
    public Guid Aggregate => SubmissionId;
}

/// <summary>The outcome of an advice or a submission.</summary>
public static class Adoptions
{
    public const string Adopted = "adopted";
    public const string PartlyAdopted = "partlyAdopted";
    public const string NotAdopted = "notAdopted";
}
