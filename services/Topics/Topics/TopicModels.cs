using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;
using Supervision.Topics.Proposals;

namespace Supervision.Topics.Topics;

/// <summary>Content of a topic.</summary>
/// <param name="Scope">What exactly is supervised, narrowly defined (小切口); at most 1,000 characters.</param>
/// <param name="Field">Code of a field (<c>GET /api/topics/terms</c>).</param>
/// <param name="Class">Code of a class.</param>
/// <param name="Tags">Codes of strategy tags.</param>
public sealed record TopicRequest(
    [PlainText(200)] string Title, [PlainText(1000)] string Scope, [RegularExpression(TopicRequest.Code)] string Field,
    [RegularExpression(TopicRequest.Code)] string Class, [MaxLength(10)] IReadOnlyList<string> Tags)
{
    internal const string Code = "^[a-z][A-Za-z0-9]{1,39}$";

    internal TopicContent Content => new(Title, Scope, Field, Class, Tags);
}

/// <param name="Into">The topic this one is merged into.</param>
public sealed record TopicMergeRequest(Guid Into);

/// <param name="Reason">Why, at most 2,000 characters.</param>
public sealed record ReasonRequest([PlainText(2000)] string Reason);

/// <param name="Remarks">At most 5,000 characters.</param>
/// <param name="Leader">Whose remarks, when the office records them from paper; a reviewer's own name is used otherwise.</param>
public sealed record ReviewRequest([PlainText(5000)] string Remarks, [PlainText(100)] string? Leader = null);

/// <summary>Status of a topic after a command.</summary>
/// <param name="SuspendedIn">The stage it resumes in, while suspended.</param>
public sealed record TopicStanding(Guid Id, string Reference, TopicStatus Status, TopicStatus? SuspendedIn, DateTimeOffset StatusSince)
{
    internal static TopicStanding For(Topic topic) => new(topic.Id, topic.Reference, topic.Status, topic.SuspendedIn, topic.StatusSince);
}

/// <summary>A topic.</summary>
/// <param name="Units">Codes of the supervised units.</param>
/// <param name="DecisionId">The decision of the joint meeting that selected it.</param>
/// <param name="OverTargetReason">Why it was selected over the year's target.</param>
/// <param name="Reason">Why it was rejected or suspended.</param>
/// <param name="NextStep">Code of what comes next.</param>
public sealed record TopicView(
    Guid Id, string Reference, int Year, TopicStatus Status, TopicStatus? SuspendedIn, string Title, string Scope, string Field, string Class,
    IReadOnlyList<string> Tags, IReadOnlyList<string> Units, ProposalSource Source, DateTimeOffset SolicitedAt, DateTimeOffset StatusSince,
    DateTimeOffset? SelectedAt, Guid? DecisionId, string? OverTargetReason, string? Reason, Guid? MergedIntoId, DateTimeOffset? ReviewAskedAt, string? NextStep)
{
    internal static TopicView For(Topic topic) => new(
        topic.Id, topic.Reference, topic.Year, topic.Status, topic.SuspendedIn, topic.Title, topic.Scope, topic.Field, topic.Class,
        topic.Tags, topic.Units, topic.Source, topic.SolicitedAt, topic.StatusSince, topic.SelectedAt, topic.DecisionId, topic.OverTargetReason,
        topic.Reason, topic.MergedIntoId, topic.ReviewAskedAt, TopicMoves.Next(topic.Status));
}

/// <summary>A topic in a list.</summary>
public sealed record TopicRow(
    Guid Id, string Reference, int Year, TopicStatus Status, string Title, string Field, string Class, IReadOnlyList<string> Tags,
    ProposalSource Source, DateTimeOffset SolicitedAt, DateTimeOffset StatusSince, DateTimeOffset? SelectedAt);

/// <summary>An entry of a topic's history.</summary>
/// <param name="By">Who did it.</param>
public sealed record TopicEventView(TopicEventKind Kind, DateTimeOffset At, Guid By, string ByName, string ByBody, TopicEventFacts Facts)
{
    internal static TopicEventView For(TopicEvent entry) => new(entry.Kind, entry.At, entry.By, entry.ByName, entry.ByBody, entry.Facts);
}

/// <summary>A leader's remarks on a topic.</summary>
public sealed record ReviewView(Guid Id, string Leader, string Remarks, DateTimeOffset At);

/// <summary>The gate before a topic's next stage.</summary>
/// <param name="Next">The stage it leads to; null if no gate is next.</param>
/// <param name="Missing">What is missing, each with its code; empty when the gate is open.</param>
public sealed record GateView(TopicStatus? Next, IReadOnlyList<MissingView> Missing);

/// <summary>One thing a gate requires.</summary>
public sealed record MissingView(string Code, string Title);
