using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Assessment.Work.Rules;

namespace Supervision.Assessment.Closing;

/// <summary>Outcome of supervising a topic.</summary>
public enum TopicEffect
{
    /// <summary>成效显著.</summary>
    Marked,

    /// <summary>有成效.</summary>
    Some,

    /// <summary>成效不明显.</summary>
    Little,
}

/// <summary>Both bodies' assessment of a topic at its end.</summary>
/// <param name="Conclusion">At most 20,000 characters.</param>
public sealed record AssessmentContent(TopicEffect Effect, [property: PlainText(20_000)] string Conclusion)
{
    internal static readonly AssessmentContent Empty = new(TopicEffect.Some, "");
}

public enum AssessmentStatus
{
    Draft,

    /// <summary>With the leaders of both bodies.</summary>
    Submitted,

    /// <summary>Both concurred; it never changes again.</summary>
    Recorded,
}

/// <summary>
/// The assessment of a topic (考核评价, R42): recorded with both bodies' concurrence once all its forms are closed, which lets the topic close.
/// </summary>
public sealed class TopicAssessment : IVersioned
{
    public Guid Id { get; private set; }

    /// <summary>A topic has one.</summary>
    public Guid TopicId { get; private set; }

    /// <summary>Reference of the topic.</summary>
    public string Reference { get; private set; } = "";

    public string District { get; private set; } = "";

    public AssessmentStatus Status { get; private set; }

    /// <summary>How often it was written, from 1; leaders concur in one revision.</summary>
    public int Round { get; private set; }

    public AssessmentContent Content { get; private set; } = AssessmentContent.Empty;

    /// <summary>SHA-256, lower-case hex.</summary>
    public string ContentHash { get; private set; } = "";

    public IReadOnlyList<BodyDecision> Decisions { get; private set; } = [];

    public Guid WrittenBy { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }

    public DateTimeOffset? RecordedAt { get; private set; }

    public uint Version { get; private set; }

    TopicAssessment()
    {
    }

    internal static TopicAssessment Of(TopicCopy topic, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        TopicId = topic.Id,
        Reference = topic.Reference,
        District = topic.District,
    };

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">assessment.not_draft</exception>
    public void Write(AssessmentContent content, Caller by, DateTimeOffset now)
    {
        Require(Status is AssessmentStatus.Draft, AssessmentRules.NotDraft);
        (Content, ContentHash, WrittenBy, WrittenAt) = (content, Collaboration.ContentHash.Of(content), by.UserId, now);
        Round++;
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">assessment.not_draft, assessment.unchanged</exception>
    public IEnumerable<IIntegrationEvent> Submit(Caller by, DateTimeOffset now)
    {
        Require(Status is AssessmentStatus.Draft, AssessmentRules.NotDraft);
        Require(!Decisions.Any(d => d.Round == Round), AssessmentRules.Unchanged);
        Status = AssessmentStatus.Submitted;
        return [new TopicAssessmentSubmitted(Id, District, TopicId, Reference, ContentHash, by.UserId, now)];
    }

    /// <summary>A body's leader concurs in the content they read; once both did, it is recorded.</summary>
    /// <param name="seen">Hash of the content the leader read.</param>
    /// <param name="mayRecord">Checks that the topic may be assessed now; called before the second concurrence.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">assessment.not_submitted, work.content_changed, work.already_concurred</exception>
    public async Task<IEnumerable<IIntegrationEvent>> ConcurAsync(string seen, Func<Task> mayRecord, Caller by, DateTimeOffset now)
    {
        Require(Status is AssessmentStatus.Submitted, AssessmentRules.NotSubmitted);
        Require(seen == ContentHash, ContentChanged);
        Require(!Decisions.IsTurnedBy(by.Body, Round, ContentHash), AlreadyConcurred);
        IReadOnlyList<BodyDecision> decisions = [.. Decisions, BodyDecision.Concurred(Round, ContentHash, by, now)];
        if (decisions.IsTurnedByBoth(Round, ContentHash)) await mayRecord();
        Decisions = decisions;
        if (!Decisions.IsTurnedByBoth(Round, ContentHash)) return [];
        (Status, RecordedAt) = (AssessmentStatus.Recorded, now);
        return [new TopicAssessed(Id, District, TopicId, now)];
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">assessment.not_submitted</exception>
    public void Refuse(string reason, Caller by, DateTimeOffset now)
    {
        Require(Status is AssessmentStatus.Submitted, AssessmentRules.NotSubmitted);
        Decisions = [.. Decisions, BodyDecision.Refused(Round, ContentHash, reason, by, now)];
        Status = AssessmentStatus.Draft;
    }
}

/// <summary>Codes of the rules about a topic's assessment, each answered 409.</summary>
internal static class AssessmentRules
{
    public const string NotDraft = "assessment.not_draft";
    public const string NotSubmitted = "assessment.not_submitted";
    public const string Unchanged = "assessment.unchanged";
    public const string FormsOpen = "assessment.forms_open";
    public const string TopicNotConcluding = "assessment.topic_not_concluding";
    public const string TopicAssessed = "assessment.topic_assessed";
}
