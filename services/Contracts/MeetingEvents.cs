namespace Supervision.Contracts;

/// <summary>What every event about a meeting (R3) tells, without anything of what is said there.</summary>
public interface IMeetingEvent : IIntegrationEvent
{
    Guid MeetingId { get; }

    /// <summary>The user who did it; empty for the platform itself.</summary>
    Guid By { get; }

    /// <summary>UTC instant at which it happened.</summary>
    DateTimeOffset At { get; }
}

/// <summary>People were invited to a meeting, or one they are invited to was moved.</summary>
/// <param name="Kind"><c>Joint</c>, <c>DutyReview</c>, <c>Symposium</c>, <c>Briefing</c>, <c>Consultation</c> or <c>Forum</c>.</param>
/// <param name="Invited">Those to be told.</param>
public sealed record MeetingCalled(
    Guid MeetingId, string District, string Kind, DateTimeOffset Starts, IReadOnlyList<Guid> Invited, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => MeetingId;
}

/// <summary>A meeting that lay ahead does not take place.</summary>
public sealed record MeetingCancelled(
    Guid MeetingId, string District, string Kind, DateTimeOffset Starts, IReadOnlyList<Guid> Invited, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => MeetingId;
}

/// <summary>An invited one answered.</summary>
[ForOthers]
public sealed record InvitationAnswered(Guid MeetingId, string District, bool Accepts, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => MeetingId;
}

/// <summary>A meeting was held with a quorum of each body.</summary>
/// <param name="Ordinal">Which of its kind it is in the year, from 1.</param>
[ForOthers]
public sealed record MeetingHeld(
    Guid MeetingId, string District, string Kind, DateTimeOffset Starts, int Ordinal, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => MeetingId;
}

/// <summary>The minutes of a meeting were issued.</summary>
/// <param name="Invited">Those to be told.</param>
public sealed record MinutesIssued(
    Guid MeetingId, string District, string Kind, IReadOnlyList<Guid> Invited, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => MeetingId;
}

/// <summary>A decision of a joint meeting waits for the leaders of both bodies (R4).</summary>
/// <param name="ContentHash">SHA-256 of its wording, lower-case hex.</param>
/// <param name="Leaders">Those who may concur.</param>
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

/// <summary>The leaders of both bodies concurred: the decision stands.</summary>
/// <param name="SubjectId">The topic or other matter it is about.</param>
public sealed record DecisionAdopted(
    Guid DecisionId, Guid MeetingId, string District, string ContentHash, Guid? SubjectId, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => DecisionId;
}

/// <summary>A leader refused a decision; the reason is on the next agenda.</summary>
/// <param name="Body">The body whose leader refused.</param>
/// <param name="Recorder">Who recorded the decision.</param>
public sealed record DecisionRefused(
    Guid DecisionId, Guid MeetingId, string District, string Body, Guid Recorder, Guid By, DateTimeOffset At) : IMeetingEvent
{
    public Guid Aggregate => DecisionId;
}

/// <summary>On the last working day of a month no joint meeting of the month has been held (R3).</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Told">The liaisons of both bodies.</param>
public sealed record JointMeetingMissed(Guid Id, string District, DateOnly Month, IReadOnlyList<Guid> Told, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => Id;
}

/// <summary>Another service has a matter for the next joint meeting (R34, R35).</summary>
/// <param name="MatterId">What it is about there.</param>
/// <param name="Kind"><c>Result</c> to agree on, or <c>Disagreement</c> of the bodies.</param>
/// <param name="Reference">Its number or other reference, as an agenda names it.</param>
/// <param name="Open">False once it is settled.</param>
/// <param name="Version">Grows with every event about the matter.</param>
public sealed record JointMeetingMatterChanged(
    Guid MatterId, string District, string Kind, string Reference, bool Open, long Version, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => MatterId;
}
