using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Tracked;

public enum TrackedKind
{
    /// <summary>重点提案办理</summary>
    KeyProposal,

    /// <summary>重要建议落实</summary>
    Advice,
}

public enum TrackedStatus
{
    Open,
    Concluded,
}

/// <summary>State of the handling, in the commission's judgement.</summary>
public enum Handling
{
    NotBegun,
    Underway,
    Stalled,
    Done,
}

/// <summary>A note of the commission while following a matter; never changed.</summary>
public sealed record FollowUp(Handling Handling, string Text, Guid By, string ByName, DateTimeOffset At);

/// <summary>A key proposal or an important advice whose handling the commission follows (跟踪问效, R10).</summary>
public sealed class TrackedMatter : IVersioned
{
    /// <summary>Maximum number of notes per matter.</summary>
    public const int MostNotes = 200;

    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public TrackedKind Kind { get; private set; }

    public Guid? TopicId { get; private set; }

    /// <summary>The proposal, for a key proposal that is on the platform.</summary>
    public Guid? ProposalId { get; private set; }

    /// <summary>The suggestion of an issued report, for important advice.</summary>
    public Guid? SuggestionId { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>The unit that handles it.</summary>
    public string Unit { get; private set; } = "";

    /// <summary>Day by which it should be handled, in the district's zone.</summary>
    public DateOnly? DueOn { get; private set; }

    public TrackedStatus Status { get; private set; }

    /// <summary>As last noted.</summary>
    public Handling Handling { get; private set; }

    /// <summary>The commission's notes, oldest first.</summary>
    public IReadOnlyList<FollowUp> Notes { get; private set; } = [];

    /// <summary>The result, once concluded.</summary>
    public string? Conclusion { get; private set; }

    public Guid OpenedBy { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset? ConcludedAt { get; private set; }

    public uint Version { get; private set; }

    TrackedMatter()
    {
    }

    public static (TrackedMatter Matter, TrackingOpened Fact) Open(TrackedContent content, Caller by, DateTimeOffset now)
    {
        var matter = new TrackedMatter
        {
            Id = Guid.CreateVersion7(now),
            District = by.District,
            Kind = content.Kind,
            TopicId = content.TopicId,
            ProposalId = content.ProposalId,
            SuggestionId = content.SuggestionId,
            Title = content.Title,
            Unit = content.Unit,
            DueOn = content.DueOn,
            OpenedBy = by.UserId,
            OpenedAt = now,
        };
        return (matter, new(matter.Id, matter.District, matter.TopicId, by.UserId, now));
    }

    /// <summary>Adds the commission's note on the state of the handling.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">tracking.concluded, tracking.too_many</exception>
    public TrackingNoted Note(Handling handling, string text, Caller by, DateTimeOffset now)
    {
        Require(Status is TrackedStatus.Open, TrackingIsConcluded);
        Require(Notes.Count < MostNotes, TrackingTooMany, MostNotes);
        Notes = [.. Notes, new(handling, text, by.UserId, by.Name, now)];
        Handling = handling;
        return new(Id, District, TopicId, OpenedBy, by.UserId, now);
    }

    /// <summary>The commission's leader ends the follow-up; a matter without notes cannot be concluded.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">tracking.concluded, tracking.nothing_noted</exception>
    public TrackingConcluded Conclude(string conclusion, Caller by, DateTimeOffset now)
    {
        Require(Status is TrackedStatus.Open, TrackingIsConcluded);
        Require(Notes.Count > 0, TrackingNothingNoted);
        (Status, Conclusion, ConcludedAt) = (TrackedStatus.Concluded, conclusion, now);
        return new(Id, District, TopicId, OpenedBy, by.UserId, now);
    }

    /// <param name="today">In the district's zone.</param>
    public bool IsOverdue(DateOnly today) => Status is TrackedStatus.Open && Handling is not Handling.Done && DueOn < today;
}

/// <summary>What is followed.</summary>
public sealed record TrackedContent(
    TrackedKind Kind, string Title, string Unit, DateOnly? DueOn, Guid? TopicId, Guid? ProposalId, Guid? SuggestionId);
