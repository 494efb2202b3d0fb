using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Proposals;
using static Supervision.Topics.Topics.TopicRules;

namespace Supervision.Topics.Topics;

/// <summary>
/// A topic of supervision (监督议题) on its way through the loop, R1–R5. Each command checks its rule first, changes the state, adds to the
/// history and returns the fact to publish. The moves between stages are in Topic.Stages.cs.
/// </summary>
public sealed partial class Topic
{
    readonly List<TopicEvent> _history = [];
    readonly List<TopicReview> _reviews = [];

    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    /// <summary>Per district and year: <c>T2026-0003</c>.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>The year whose target it counts for, in the district's zone.</summary>
    public int Year { get; private set; }

    public TopicStatus Status { get; private set; }

    /// <summary>The stage it resumes in, while suspended.</summary>
    public TopicStatus? SuspendedIn { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>What exactly is supervised, narrowly defined (小切口).</summary>
    public string Scope { get; private set; } = "";

    /// <summary>Code of the field (领域).</summary>
    public string Field { get; private set; } = "";

    /// <summary>Code of the class, which determines the implementation plan's template.</summary>
    public string Class { get; private set; } = "";

    public string[] Tags { get; private set; } = [];

    /// <summary>Codes of the supervised units, once the implementation plan names them; their contacts read the topic.</summary>
    public string[] Units { get; private set; } = [];

    /// <summary>Source of the proposal it was made from.</summary>
    public ProposalSource Source { get; private set; }

    public DateTimeOffset SolicitedAt { get; private set; }

    /// <summary>Since when it has its current status.</summary>
    public DateTimeOffset StatusSince { get; private set; }

    public DateTimeOffset? SelectedAt { get; private set; }

    /// <summary>The decision of the joint meeting that selected it (R4).</summary>
    public Guid? DecisionId { get; private set; }

    /// <summary>Why it was selected over the year's target, if it was.</summary>
    public string? OverTargetReason { get; private set; }

    /// <summary>Why it was rejected or suspended; null in any other state.</summary>
    public string? Reason { get; private set; }

    /// <summary>The topic this one was merged into, if any.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>When the leaders of party and government were first asked to review it (报送审阅, R1).</summary>
    public DateTimeOffset? ReviewAskedAt { get; private set; }

    /// <summary>Text that searches look in, in lower case.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>The row's version (<c>xmin</c>), shown as ETag.</summary>
    public uint Version { get; private set; }

    /// <summary>History entries added in this unit of work; earlier ones stay in the database.</summary>
    public IReadOnlyList<TopicEvent> History => _history;

    /// <summary>Reviews added in this unit of work; earlier ones stay in the database.</summary>
    public IReadOnlyList<TopicReview> Reviews => _reviews;

    Topic()
    {
    }

    /// <summary>Makes a topic from a shortlisted proposal.</summary>
    /// <param name="reference">The next of the district's topic numbers.</param>
    internal static (Topic Topic, TopicSolicited Fact) Solicit(string reference, int year, Proposal proposal, string @class, Caller by, DateTimeOffset now)
    {
        var topic = new Topic
        {
            Id = Guid.CreateVersion7(now),
            District = proposal.District,
            Reference = reference,
            Year = year,
            Status = TopicStatus.Solicited,
            Source = proposal.Source,
            SolicitedAt = now,
            StatusSince = now,
        };
        topic.Take(new(proposal.Title, proposal.Scope, proposal.Field, @class, proposal.Tags));
        topic.Record(TopicEventKind.Solicited, by, now);
        return (topic, new(topic.Id, topic.District, topic.Reference, by.UserId, now));
    }

    /// <summary>Changes the topic's content, until it is selected.</summary>
    /// <exception cref="RuleViolation">topic.not_editable</exception>
    public void Edit(TopicContent content, Caller by, DateTimeOffset now)
    {
        Require(Status is TopicStatus.Solicited, NotEditable);
        Take(content);
        Record(TopicEventKind.Edited, by, now);
    }

    /// <summary>Sets the supervised units, from the approved implementation plan (R6).</summary>
    public void Supervise(IEnumerable<string> units) => Units = [.. units.Distinct(StringComparer.Ordinal)];

    /// <summary>Asks the leaders of party and government to review the topic (报送审阅, R1).</summary>
    /// <exception cref="RuleViolation">topic.not_under_way</exception>
    public TopicReviewAsked AskReview(Caller by, DateTimeOffset now)
    {
        Require(UnderWay.Contains(Status), NotUnderWay);
        ReviewAskedAt ??= now;
        Record(TopicEventKind.ReviewAsked, by, now);
        return new(Id, District, Reference, by.UserId, now);
    }

    /// <summary>Records a leader's remarks.</summary>
    /// <param name="leader">Whose remarks they are; a reviewer's are in their own name.</param>
    /// <exception cref="RuleViolation">topic.review_not_asked</exception>
    public TopicReviewed Review(string leader, string remarks, Caller by, DateTimeOffset now)
    {
        Require(ReviewAskedAt is not null, ReviewNotAsked);
        var review = new TopicReview
        {
            Id = Guid.CreateVersion7(now),
            TopicId = Id,
            District = District,
            Leader = by.Is(Others.Reviewer) ? by.Name : leader,
            Remarks = remarks,
            By = by.UserId,
            At = now,
        };
        _reviews.Add(review);
        Record(TopicEventKind.Reviewed, by, now);
        return new(Id, District, Reference, review.Id, by.UserId, now);
    }

    void Take(TopicContent content)
    {
        (Title, Scope, Field, Class, Tags) = (content.Title, content.Scope, content.Field, content.Class, [.. content.Tags]);
        SearchText = string.Join('\n', Reference, Title, Scope).ToLowerInvariant();
    }

    void Record(TopicEventKind kind, Caller by, DateTimeOffset now, TopicEventFacts? facts = null) => _history.Add(new()
    {
        TopicId = Id,
        District = District,
        Kind = kind,
        By = by.UserId,
        ByName = by.Name,
        ByBody = by.Body,
        At = now,
        Facts = facts ?? new(),
    });
}

/// <summary>Content of a topic.</summary>
public sealed record TopicContent(string Title, string Scope, string Field, string Class, IReadOnlyList<string> Tags);
