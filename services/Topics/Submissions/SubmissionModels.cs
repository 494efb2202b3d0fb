using Supervision.ServiceDefaults.Requests;
using Supervision.Topics.Advice;

namespace Supervision.Topics.Submissions;

/// <param name="Title">At most 200 characters.</param>
/// <param name="Text">At most 50,000 characters.</param>
/// <param name="TopicId">The topic it came out of, if any.</param>
public sealed record SubmissionRequest(SubmissionKind Kind, [PlainText(200)] string Title, [PlainText(50_000)] string Text, Guid? TopicId = null)
{
    internal SubmissionContent Content => new(Kind, TopicId, Title, Text);
}

/// <param name="Comment">Why it is returned or declined, or a remark.</param>
public sealed record SubmissionReviewRequest(SubmissionReview Review, [PlainText(4000)] string? Comment = null);

/// <param name="To">The recipient in party and government.</param>
public sealed record ForwardRequest([PlainText(200)] string To);

/// <param name="Comment">The office's comment.</param>
public sealed record SubmissionView(
    Guid Id, string Reference, SubmissionKind Kind, Guid? TopicId, string Title, string Text, Guid Author, string AuthorName, SubmissionStatus Status,
    string? Comment, string? ForwardedTo, DateTimeOffset? ForwardedAt, Adoption Adoption, string? Reply, DateTimeOffset? AnsweredAt, DateTimeOffset CreatedAt,
    DateTimeOffset? SubmittedAt, DateTimeOffset? ReviewedAt)
{
    internal static SubmissionView For(Submission s) => new(
        s.Id, s.Reference, s.Kind, s.TopicId, s.Title, s.Text, s.Author, s.AuthorName, s.Status, s.Comment, s.ForwardedTo, s.ForwardedAt, s.Adoption, s.Reply,
        s.AnsweredAt, s.CreatedAt, s.SubmittedAt, s.ReviewedAt);
}

public sealed record SubmissionRow(
    Guid Id, string Reference, SubmissionKind Kind, string Title, string AuthorName, SubmissionStatus Status, Adoption Adoption, DateTimeOffset CreatedAt,
    DateTimeOffset? AnsweredAt)
{
    internal static SubmissionRow For(Submission s) =>
        new(s.Id, s.Reference, s.Kind, s.Title, s.AuthorName, s.Status, s.Adoption, s.CreatedAt, s.AnsweredAt);
}
