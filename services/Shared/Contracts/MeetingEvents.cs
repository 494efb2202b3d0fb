namespace Supervision.Contracts;

/// <summary>What every event about a meeting (R3) contains; nothing of what is said there.</summary>
public interface IMeetingEvent : IIntegrationEvent
{
    Guid MeetingId { get; }

    /// <summary>The user who did it; empty for the platform itself.</summary>
    Guid By { get; }

    /// <summary>UTC instant at which it happened.</summary>
    DateTimeOffset At { get; }
}

/// <summary>People were invited to a meeting, or a meeting they are invited to was moved.</summary>
/// <param name="Kind"><c>Joint</c>, <c>DutyReview</c>, <c>Symposium</c>, <c>Briefing</c>, <c>Consultation</c> or <c>Forum</c>.</param>
/// <param name="Invited">Users to notify.</param>
public sealed record MeetingCalled(
    Guid MeetingId, string District, string Kind, DateTimeOffset Starts, IReadOnlyList<Guid> Invited, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => MeetingId;
}

/// <summary>A future meeting was cancelled.</summary>
public sealed record MeetingCancelled(
    Guid MeetingId, string District, string Kind, DateTimeOffset Starts, IReadOnlyList<Guid> Invited, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => MeetingId;
}

/// <summary>An invited person answered.</summary>
[ForOthers]
public sealed record InvitationAnswered(Guid MeetingId, string District, bool Accepts, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => MeetingId;
}

/// <summary>A meeting was held with a quorum of each body.</summary>
/// <param name="Ordinal">Its number among the meetings of its kind in the year, from 1.</param>
[ForOthers]
public sealed record MeetingHeld(
    Guid MeetingId, string District, string Kind, DateTimeOffset Starts, int Ordinal, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => MeetingId;
}

/// <summary>The minutes of a meeting were issued.</summary>
/// <param name="Invited">Users to notify.</param>
public sealed record MinutesIssued(
    Guid MeetingId, string District, string Kind, IReadOnlyList<Guid> Invited, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => MeetingId;
}

/// <summary>A decision of a joint meeting waits for the leaders of both bodies (R4).</summary>
/// <param name="ContentHash">SHA-256 of its wording, lower-case hex.</param>
/// <param name="Leaders">Leaders who may concur.</param>
public sealed record DecisionAwaitingConcurrence(
    Guid DecisionId, Guid MeetingId, string District, string ContentHash, IReadOnlyList<Guid> Leaders, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => DecisionId;
}

/// <summary>The leader of one body concurred in a decision.</summary>
/// <param name="Body">One of <see cref="Bodies"/>.</param>
[ForOthers]
public sealed record DecisionConcurred(Guid DecisionId, Guid MeetingId, string District, string Body, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => DecisionId;
}

/// <summary>The leaders of both bodies concurred: the decision is adopted.</summary>
/// <param name="SubjectId">The topic or other matter it is about.</param>
public sealed record DecisionAdopted(
    Guid DecisionId, Guid MeetingId, string District, string ContentHash, Guid? SubjectId, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => DecisionId;
}

/// <summary>A leader refused a decision; the reason is put on the next agenda.</summary>
/// <param name="Body">The body whose leader refused.</param>
/// <param name="Recorder">Who recorded the decision.</param>
public sealed record DecisionRefused(
    Guid DecisionId, Guid MeetingId, string District, string Body, Guid Recorder, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => DecisionId;
}

/// <summary>By the last working day of a month, no joint meeting was held in that month (R3).</summary>
/// <param name="Month">The month's first day.</param>
/// <param name="Told">Users to notify: the liaisons of both bodies.</param>
public sealed record JointMeetingMissed(Guid Id, string District, DateOnly Month, IReadOnlyList<Guid> Told, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => Id;
}

/// <summary>Another service has a matter for the next joint meeting (R34, R35).</summary>
/// <param name="MatterId">Id of the matter in that service.</param>
/// <param name="Kind"><c>Result</c> to agree on, or <c>Disagreement</c> of the bodies.</param>
/// <param name="Reference">The matter's number or other reference, as shown on an agenda.</param>
/// <param name="Open">False once it is settled.</param>
/// <param name="Version">Increases with every event about the matter.</param>
public sealed record JointMeetingMatterChanged(
    Guid MatterId, string District, string Kind, string Reference, bool Open, long Version, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => MatterId;
}
