using System.ComponentModel.DataAnnotations;
using Supervision.Collaboration;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Topics.Advice;

/// <param name="Latest">Number of the version shown, from 1.</param>
/// <param name="ContentHash">SHA-256 of that version; a leader sends back the hash they read.</param>
/// <param name="Decisions">The leaders' decisions on each version, oldest first.</param>
/// <param name="Number">For example 〔2026〕3号, once issued.</param>
public sealed record AdviceView(
    Guid Id, Guid TopicId, AdviceStatus Status, int Latest, AdviceContent Content, string ContentHash, IReadOnlyList<BodyDecision> Decisions, string? Number,
    DateTimeOffset DraftedAt, DateTimeOffset? IssuedAt)
{
    internal static AdviceView For(AdviceReport a) => new(
        a.Id, a.TopicId, a.Status, a.Latest, a.Content, a.ContentHash, a.Decisions, a.Number, a.DraftedAt, a.IssuedAt);
}

/// <summary>A version as written.</summary>
public sealed record AdviceVersionView(int Number, AdviceContent Content, string ContentHash, Guid By, string ByName, DateTimeOffset At)
{
    internal static AdviceVersionView For(AdviceVersion v) => new(v.Number, v.Content, v.ContentHash, v.By, v.ByName, v.At);
}

/// <summary>A suggestion of an issued report and its outcome.</summary>
public sealed record SuggestionView(
    Guid Id, Guid AdviceId, Guid TopicId, int Number, string Text, string Unit, string? UnitCode, Adoption Adoption, string? Reply, DateTimeOffset? AnsweredAt)
{
    internal static SuggestionView For(AdviceSuggestion s) =>
        new(s.Id, s.AdviceId, s.TopicId, s.Number, s.Text, s.Unit, s.UnitCode, s.Adoption, s.Reply, s.AnsweredAt);
}

/// <param name="Answer"><c>adopted</c>, <c>partlyAdopted</c> or <c>notAdopted</c>.</param>
/// <param name="Reply">The unit's reply, at most 10,000 characters.</param>
public sealed record AdoptionRequest([DeniedValues(Adoption.Pending)] Adoption Answer, [PlainText(10_000)] string Reply);
