using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Advice;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Submissions;

public enum SubmissionKind
{
    /// <summary>提案</summary>
    Proposal,

    /// <summary>调研报告</summary>
    ResearchReport,

    /// <summary>社情民意信息</summary>
    PublicOpinion,
}

public enum SubmissionStatus
{
    Draft,

    /// <summary>With the office for review.</summary>
    Submitted,

    /// <summary>Returned to its author for change.</summary>
    Returned,

    /// <summary>Refused by the office.</summary>
    Declined,

    /// <summary>Reviewed and fit to be forwarded.</summary>
    Accepted,

    /// <summary>With party and government.</summary>
    Forwarded,

    /// <summary>Adopted or not, with a reply.</summary>
    Answered,
}

/// <summary>A submission of a member (R11): reviewed by the office, forwarded to party and government, adopted or not, with a reply.</summary>
public sealed class Submission : IVersioned
{
    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    /// <summary>Register reference, per district and year: <c>2026-0007</c>.</summary>
    public string Reference { get; private set; } = "";

    public SubmissionKind Kind { get; private set; }

    public Guid? TopicId { get; private set; }

    public string Title { get; private set; } = "";

    public string Text { get; private set; } = "";

    public Guid Author { get; private set; }

    public string AuthorName { get; private set; } = "";

    public SubmissionStatus Status { get; private set; }

    /// <summary>The office's comment: why it was returned or declined, or a remark.</summary>
    public string? Comment { get; private set; }

    /// <summary>Where it was forwarded to.</summary>
    public string? ForwardedTo { get; private set; }

    public DateTimeOffset? ForwardedAt { get; private set; }

    public Adoption Adoption { get; private set; }

    public string? Reply { get; private set; }

    /// <summary>Who recorded the reply: the reviewer, or the office from paper.</summary>
    public Guid? AnsweredBy { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    public DateTimeOffset? ReviewedAt { get; private set; }

    public uint Version { get; private set; }

    public bool IsEditable => Status is SubmissionStatus.Draft or SubmissionStatus.Returned;

    Submission()
    {
    }

    /// <param name="reference">The next reference of the district's register.</param>
    public static Submission Draft(string reference, SubmissionContent content, Caller by, DateTimeOffset now)
    {
        var submission = new Submission
        {
            Id = Guid.CreateVersion7(now),
            District = by.District,
            Reference = reference,
            Author = by.UserId,
            AuthorName = by.Name,
            CreatedAt = now,
        };
        submission.Take(content);
        return submission;
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">submission.not_editable</exception>
    public void Edit(SubmissionContent content)
    {
        Require(IsEditable, SubmissionNotEditable);
        Take(content);
    }

    /// <summary>Submits it to the office.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">submission.not_editable</exception>
    public SubmissionReceived Submit(Caller by, DateTimeOffset now)
    {
        Require(IsEditable, SubmissionNotEditable);
        (Status, Comment, SubmittedAt) = (SubmissionStatus.Submitted, null, now);
        return new(Id, District, TopicId, Reference, SubmissionKinds.Name(Kind), Author, by.UserId, now);
    }

    /// <summary>The office accepts it, returns it to its author, or declines it.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">submission.not_submitted</exception>
    public SubmissionReviewed Review(SubmissionReview review, string? comment, Caller by, DateTimeOffset now)
    {
        Require(Status is SubmissionStatus.Submitted, SubmissionNotSubmitted);
        (Status, var outcome) = review switch
        {
            SubmissionReview.Accept => (SubmissionStatus.Accepted, "accepted"),
            SubmissionReview.Return => (SubmissionStatus.Returned, "returned"),
            _ => (SubmissionStatus.Declined, "declined"),
        };
        (Comment, ReviewedAt) = (comment, now);
        return new(Id, District, TopicId, Reference, outcome, Author, by.UserId, now);
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">submission.not_accepted</exception>
    public SubmissionForwarded Forward(string to, Caller by, DateTimeOffset now)
    {
        Require(Status is SubmissionStatus.Accepted, SubmissionNotAccepted);
        (Status, ForwardedTo, ForwardedAt) = (SubmissionStatus.Forwarded, to, now);
        return new(Id, District, TopicId, Reference, Author, by.UserId, now);
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">submission.not_forwarded</exception>
    public SubmissionAnswered Answer(Adoption adoption, string reply, Caller by, DateTimeOffset now)
    {
        Require(Status is SubmissionStatus.Forwarded, SubmissionNotForwarded);
        (Status, Adoption, Reply, AnsweredBy, AnsweredAt) = (SubmissionStatus.Answered, adoption, reply, by.UserId, now);
        return new(Id, District, TopicId, Reference, adoption.Name(), Author, by.UserId, now);
    }

    void Take(SubmissionContent content) => (Kind, TopicId, Title, Text) = (content.Kind, content.TopicId, content.Title, content.Text);
}

public enum SubmissionReview
{
    Accept,
    Return,
    Decline,
}

public sealed record SubmissionContent(SubmissionKind Kind, Guid? TopicId, string Title, string Text);

internal static class SubmissionKinds
{
    /// <summary>Its name in events.</summary>
    public static string Name(SubmissionKind kind) => kind switch
    {
        SubmissionKind.Proposal => "proposal",
        SubmissionKind.ResearchReport => "researchReport",
        _ => "publicOpinion",
    };
}
