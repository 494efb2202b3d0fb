using Supervision.Assessment.Access;
using Supervision.Collaboration;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Forms;

/// <param name="ContentHash">Hash of the version the leader read.</param>
public sealed record ConcurRequest([PlainText(64)] string ContentHash);

public sealed record ReasonRequest([PlainText(4000)] string Reason);

/// <param name="Reference">Register reference, e.g. <c>F2026-0017</c>.</param>
/// <param name="Number">For example 〔2026〕12号, once issued.</param>
/// <param name="Latest">Number of the version shown, from 1.</param>
/// <param name="ContentHash">SHA-256 of that version; a leader sends back the hash they read.</param>
/// <param name="Agreed">Whether both bodies agreed on it.</param>
/// <param name="Decisions">The leaders' decisions on each version, oldest first; empty for those who do not run assessment.</param>
/// <param name="Items">Once issued.</param>
public sealed record FormView(
    Guid Id, string Reference, string? Number, FormStatus Status, int Latest, FormContent Content, string ContentHash, bool Agreed,
    IReadOnlyList<BodyDecision> Decisions, IReadOnlyList<ItemView> Items, DateTimeOffset DraftedAt, DateTimeOffset? IssuedAt, DateTimeOffset? ReceivedAt,
    string? ReceivedByName, DateTimeOffset? ClosedAt)
{
    internal static FormView For(FeedbackForm f, Caller caller) => new(
        f.Id, f.Reference, f.Number, f.Status, f.Latest, f.Content, f.ContentHash, f.IsAgreed, caller.IsAny(AssessmentAccess.Joint) ? f.Decisions : [],
        [.. f.Items.OrderBy(i => i.Number).Select(ItemView.For)], f.DraftedAt, f.IssuedAt, f.ReceivedAt, f.ReceivedByName, f.ClosedAt);
}

/// <param name="Round">How many answers were sent.</param>
/// <param name="Relapses">How often it relapsed after it was closed.</param>
public sealed record ItemView(
    Guid Id, Guid FormId, int Number, string Heading, string Problem, string Requirement, Severity Severity, ItemStatus Status, int Round, int Relapses,
    DateTimeOffset? ClosedAt)
{
    internal static ItemView For(FormItem i) => new(
        i.Id, i.FormId, i.Number, i.Heading, i.Problem, i.Requirement, i.Severity, i.Status, i.Round, i.Relapses, i.ClosedAt);
}

public sealed record FormVersionView(int Number, FormContent Content, string ContentHash, Guid By, string ByName, DateTimeOffset At)
{
    internal static FormVersionView For(FormVersion v) => new(v.Number, v.Content, v.ContentHash, v.By, v.ByName, v.At);
}

/// <summary>A form in a list.</summary>
public sealed record FormRow(
    Guid Id, string Reference, string? Number, string Title, string Unit, string UnitName, Guid? TopicId, FormStatus Status, int Items, DateTimeOffset DraftedAt,
    DateTimeOffset? IssuedAt, DateTimeOffset? ReceivedAt, DateTimeOffset? ClosedAt)
{
    internal static FormRow For(FeedbackForm f) => new(
        f.Id, f.Reference, f.Number, f.Content.Title, f.Unit, f.Content.UnitName, f.TopicId, f.Status, f.Content.Items.Count, f.DraftedAt, f.IssuedAt, f.ReceivedAt,
        f.ClosedAt);
}
