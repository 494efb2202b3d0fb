using System.Globalization;
using System.Security.Cryptography;
using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Activities;

public enum ActivityStatus
{
    Planned,

    /// <summary>Announced to the invited, and to the public where it may register.</summary>
    Announced,
    Held,
    Cancelled,
}

/// <summary>An activity on one of the platforms (请你来协商, 民生议事堂 …, R8), with or without a topic.</summary>
public sealed class Activity : IVersioned
{
    /// <summary>How long before the start one may already sign in.</summary>
    static readonly TimeSpan Early = TimeSpan.FromHours(1);

    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public Guid? TopicId { get; private set; }

    /// <summary>Code of the kind, common or the district's own.</summary>
    public string Kind { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string? Detail { get; private set; }

    public string Place { get; private set; } = "";

    public DateTimeOffset Starts { get; private set; }

    public DateTimeOffset Ends { get; private set; }

    /// <summary>Places for the public; null where it is not open to it.</summary>
    public int? Places { get; private set; }

    /// <summary>When registration closes.</summary>
    public DateTimeOffset RegistrationCloses { get; private set; }

    public ActivityStatus Status { get; private set; }

    /// <summary>Six digits shown at the place, once announced.</summary>
    public string? AttendanceCode { get; private set; }

    /// <summary>What took place, once held.</summary>
    public string? Record { get; private set; }

    /// <summary>The advice given there (建言); it makes a consultation count for its topic.</summary>
    public string? AdviceGiven { get; private set; }

    /// <summary>How many attended, once held.</summary>
    public int? Attended { get; private set; }

    /// <summary>Why it was cancelled.</summary>
    public string? Reason { get; private set; }

    /// <summary>Body of the person who planned it.</summary>
    public string PlannedByBody { get; private set; } = "";

    public Guid PlannedBy { get; private set; }

    public DateTimeOffset PlannedAt { get; private set; }

    public DateTimeOffset? HeldAt { get; private set; }

    public uint Version { get; private set; }

    Activity()
    {
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">activity.times</exception>
    public static Activity Plan(ActivityContent content, Caller by, DateTimeOffset now)
    {
        var activity = new Activity { Id = Guid.CreateVersion7(now), District = by.District, PlannedBy = by.UserId, PlannedByBody = by.Body, PlannedAt = now };
        activity.Take(content);
        return activity;
    }

    /// <summary>Changes an activity that has not taken place; there cannot be fewer places than are taken.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">activity.over, activity.times, activity.places_taken</exception>
    public void Change(ActivityContent content, int placesTaken)
    {
        RequireAhead();
        Require((content.Places ?? 0) >= placesTaken, ActivityPlacesTaken, placesTaken);
        Take(content);
    }

    /// <summary>Announces it to the invited and, if it has places, to the public.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">activity.not_planned</exception>
    public ActivityInvited Announce(IReadOnlyList<Guid> invited, Caller by, DateTimeOffset now)
    {
        Require(Status is ActivityStatus.Planned, ActivityNotPlanned);
        Status = ActivityStatus.Announced;
        AttendanceCode = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        return Invited(invited, by, now);
    }

    /// <summary>The event that people are invited to an announced activity.</summary>
    public ActivityInvited Invited(IReadOnlyList<Guid> invited, Caller by, DateTimeOffset now) => new(Id, District, TopicId, invited, Starts, by.UserId, now);

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">activity.over</exception>
    public ActivityCancelled Cancel(string reason, IReadOnlyList<Guid> invited, Caller by, DateTimeOffset now)
    {
        RequireAhead();
        (Status, Reason) = (ActivityStatus.Cancelled, reason);
        return new(Id, District, TopicId, invited, by.UserId, now);
    }

    /// <summary>Records what took place.</summary>
    /// <param name="advice">The advice given, if it was a consultation.</param>
    /// <param name="attended">How many signed in, or were counted if more came.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">activity.not_open, activity.not_started</exception>
    public ActivityHeld Hold(string record, string? advice, int attended, Caller by, DateTimeOffset now)
    {
        Require(Status is ActivityStatus.Announced, ActivityNotOpen);
        Require(now >= Starts, ActivityNotStarted);
        (Status, Record, AdviceGiven, Attended, HeldAt) = (ActivityStatus.Held, record, advice, attended, now);
        return new(Id, District, TopicId, attended, by.UserId, now);
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">registration.closed</exception>
    public void RequireRegistrationOpen(DateTimeOffset now) =>
        Require(Status is ActivityStatus.Announced && Places is not null && now < RegistrationCloses, RegistrationClosed);

    /// <summary>Whether attendance is open now and this is its code.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">attendance.not_open, attendance.code_wrong</exception>
    public void RequireAttendance(string code, DateTimeOffset now)
    {
        RequireAttendanceOpen(now);
        Require(IsAttendanceCode(code), AttendanceCodeWrong);
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">attendance.not_open</exception>
    public void RequireAttendanceOpen(DateTimeOffset now) => Require(Status is ActivityStatus.Announced && now >= Starts - Early, AttendanceNotOpen);

    public bool IsAttendanceCode(string code) => code == AttendanceCode;

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">activity.over</exception>
    public void RequireAhead() => Require(Status is ActivityStatus.Planned or ActivityStatus.Announced, ActivityOver);

    void Take(ActivityContent content)
    {
        Require(content.Ends > content.Starts, ActivityTimes);
        (TopicId, Kind, Title, Detail, Place) = (content.TopicId, content.Kind, content.Title, content.Detail, content.Place);
        (Starts, Ends) = (content.Starts.ToUniversalTime(), content.Ends.ToUniversalTime());
        Places = content.Places;
        RegistrationCloses = (content.RegistrationCloses ?? content.Starts).ToUniversalTime();
    }
}

/// <summary>What an activity is, and where and when it takes place.</summary>
public sealed record ActivityContent(
    Guid? TopicId, string Kind, string Title, string? Detail, string Place, DateTimeOffset Starts, DateTimeOffset Ends, int? Places,
    DateTimeOffset? RegistrationCloses);
