namespace Supervision.Contracts;

/// <summary>A feedback form (反馈单) of a topic was issued, closed or reopened (R34, R38); a topic closes when all of them are closed (R42).</summary>
/// <param name="Version">Increases with every change; a copy never goes back to a lower one.</param>
public sealed record FeedbackFormChanged(Guid FormId, string District, Guid TopicId, bool Open, long Version, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => FormId;
}

/// <summary>The assessment of a topic was recorded (考核评价, R42).</summary>
public sealed record TopicAssessed(Guid AssessmentId, string District, Guid TopicId, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => TopicId;
}

/// <summary>What every event about a feedback form (反馈单, R34, R35) contains; nothing of the form's content.</summary>
public interface IFormEvent : IIntegrationEvent
{
    Guid FormId { get; }

    /// <summary>The user who did it.</summary>
    Guid By { get; }

    /// <summary>UTC instant at which it happened.</summary>
    DateTimeOffset At { get; }
}

/// <summary>A version of a form was submitted to the leaders of both bodies (会商研究, R34).</summary>
/// <param name="Reference">Register reference, e.g. <c>F2026-0017</c>.</param>
/// <param name="Version">Number of the version, from 1.</param>
/// <param name="ContentHash">SHA-256 of the version, lower-case hex.</param>
public sealed record FormSubmitted(
    Guid FormId, string District, string Reference, int Version, string ContentHash, Guid By, DateTimeOffset At) : IFormEvent
{
    public Guid Aggregate => FormId;
}

/// <summary>A leader refused the submitted version of a form (R34).</summary>
/// <param name="FromBody">The body of the leader who refused.</param>
public sealed record FormRefused(Guid FormId, string District, string Reference, int Version, string FromBody, Guid By, DateTimeOffset At) : IFormEvent
{
    public Guid Aggregate => FormId;
}

/// <summary>Both bodies agreed on the same version of a form (R34); it may be issued.</summary>
public sealed record FormAgreed(
    Guid FormId, string District, string Reference, int Version, string ContentHash, Guid By, DateTimeOffset At) : IFormEvent
{
    public Guid Aggregate => FormId;
}

/// <summary>A form was issued to a unit (R34).</summary>
/// <param name="Number">For example 〔2026〕12号, without gaps per district and year.</param>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Contacts">The unit's contacts.</param>
public sealed record FormIssued(
    Guid FormId, string District, string Number, string Unit, IReadOnlyList<Guid> Contacts, Guid By, DateTimeOffset At) : IFormEvent
{
    public Guid Aggregate => FormId;
}

/// <summary>The unit acknowledged a form, which started the clock (R34).</summary>
public sealed record FormReceived(Guid FormId, string District, string Number, string Unit, Guid By, DateTimeOffset At) : IFormEvent
{
    public Guid Aggregate => FormId;
}

/// <summary>A unit answered an item of a form; both bodies have the answer (R34).</summary>
/// <param name="ItemNumber">Number of the item in its form.</param>
/// <param name="Round">Number of the answer to this item, from 1.</param>
public sealed record ItemReplied(
    Guid ItemId, string District, Guid FormId, string Number, int ItemNumber, string Unit, int Round, bool Late, Guid By, DateTimeOffset At) : IFormEvent
{
    public Guid Aggregate => FormId;
}

/// <summary>Both bodies reached the same decision on an answer (R35): the item is closed, or returned with its clock restarted.</summary>
/// <param name="Contacts">The unit's contacts.</param>
public sealed record ItemJudged(
    Guid ItemId, string District, Guid FormId, string Number, int ItemNumber, string Unit, int Round, bool Accepted, IReadOnlyList<Guid> Contacts, Guid By,
    DateTimeOffset At) : IFormEvent
{
    public Guid Aggregate => FormId;
}

/// <summary>A problem that an item had put right came back (R38): the item is open again.</summary>
/// <param name="Relapses">How often this has happened.</param>
public sealed record ItemRelapsed(
    Guid ItemId, string District, Guid FormId, string Number, int ItemNumber, string Unit, int Relapses, IReadOnlyList<Guid> Contacts, Guid By,
    DateTimeOffset At) : IFormEvent
{
    public Guid Aggregate => FormId;
}

/// <summary>An answer was missing at the due instant (R36). Its <see cref="DeadlineChanged"/> determines who is notified.</summary>
/// <param name="DeadlineId">The clock that ran out; published each time it does.</param>
/// <param name="ItemId">The item that has this clock; null for the form's first answers.</param>
[ForOthers]
public sealed record FormOverdue(
    Guid DeadlineId, string District, Guid FormId, Guid? ItemId, string Number, string Unit, DateTimeOffset Due, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => FormId;
}

/// <summary>A unit asks for more time (R36).</summary>
public sealed record ExtensionAsked(
    Guid ExtensionId, string District, Guid FormId, string Number, string Unit, int Days, Guid By, DateTimeOffset At) : IFormEvent
{
    public Guid Aggregate => FormId;
}

/// <summary>Both bodies granted more time, or one of them refused it (R36).</summary>
/// <param name="Contacts">The unit's contacts.</param>
public sealed record ExtensionDecided(
    Guid ExtensionId, string District, Guid FormId, string Number, string Unit, bool Granted, IReadOnlyList<Guid> Contacts, Guid By, DateTimeOffset At) : IFormEvent
{
    public Guid Aggregate => FormId;
}

/// <summary>The clocks of a district were paused, or run again (R37).</summary>
/// <param name="Contacts">The contacts of the district's units.</param>
public sealed record ClockPauseChanged(
    Guid PauseId, string District, bool Paused, IReadOnlyList<Guid> Contacts, Guid By, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => PauseId;
}

/// <summary>The assessment of a topic was submitted to the leaders of both bodies (R42).</summary>
public sealed record TopicAssessmentSubmitted(
    Guid AssessmentId, string District, Guid TopicId, string Reference, string ContentHash, Guid By, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => TopicId;
}
