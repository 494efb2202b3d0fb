using Supervision.ServiceDefaults.Requests;

namespace Supervision.Topics.Tracked;

/// <param name="Unit">The unit that handles it.</param>
/// <param name="DueOn">Day by which it should be handled, in the district's zone.</param>
/// <param name="ProposalId">The proposal, if it is on the platform.</param>
/// <param name="SuggestionId">The suggestion of an issued report.</param>
public sealed record TrackRequest(
    TrackedKind Kind, [PlainText(200)] string Title, [PlainText(200)] string Unit, DateOnly? DueOn = null, Guid? TopicId = null, Guid? ProposalId = null,
    Guid? SuggestionId = null)
{
    internal TrackedContent Content => new(Kind, Title, Unit, DueOn, TopicId, ProposalId, SuggestionId);
}

public sealed record TrackedNoteRequest(Handling Handling, [PlainText(10_000)] string Text);

/// <param name="Conclusion">The result, at most 10,000 characters.</param>
public sealed record ConclusionRequest([PlainText(10_000)] string Conclusion);

/// <param name="Notes">The commission's notes, oldest first.</param>
public sealed record TrackedView(
    Guid Id, TrackedKind Kind, string Title, string Unit, DateOnly? DueOn, bool Overdue, Guid? TopicId, Guid? ProposalId, Guid? SuggestionId,
    TrackedStatus Status, Handling Handling, IReadOnlyList<FollowUp> Notes, string? Conclusion, DateTimeOffset OpenedAt, DateTimeOffset? ConcludedAt)
{
    internal static TrackedView For(TrackedMatter t, DateOnly today) => new(
        t.Id, t.Kind, t.Title, t.Unit, t.DueOn, t.IsOverdue(today), t.TopicId, t.ProposalId, t.SuggestionId, t.Status, t.Handling, t.Notes, t.Conclusion,
        t.OpenedAt, t.ConcludedAt);
}

public sealed record TrackedRow(
    Guid Id, TrackedKind Kind, string Title, string Unit, DateOnly? DueOn, bool Overdue, TrackedStatus Status, Handling Handling, DateTimeOffset OpenedAt)
{
    internal static TrackedRow For(TrackedMatter t, DateOnly today) =>
        new(t.Id, t.Kind, t.Title, t.Unit, t.DueOn, t.IsOverdue(today), t.Status, t.Handling, t.OpenedAt);
}
