using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Collaboration;

public enum BodyDecisionKind
{
    Concurred,
    Refused,
}

/// <summary>The decision of a body's leader on a content; kept in order, never changed.</summary>
/// <param name="Body"><see cref="Bodies.Cppcc"/> or <see cref="Bodies.Discipline"/>.</param>
/// <param name="Round">Which submission, or which version, was decided on, from 1.</param>
/// <param name="ContentHash">SHA-256 of the content that was decided on.</param>
/// <param name="Reason">Reason of a refusal.</param>
public sealed record BodyDecision(
    BodyDecisionKind Kind, string Body, int Round, string ContentHash, Guid By, string ByName, string? Reason, DateTimeOffset At)
{
    public static BodyDecision Concurred(int round, string contentHash, Caller by, DateTimeOffset now) =>
        new(BodyDecisionKind.Concurred, by.Body, round, contentHash, by.UserId, by.Name, null, now);

    public static BodyDecision Refused(int round, string contentHash, string reason, Caller by, DateTimeOffset now) =>
        new(BodyDecisionKind.Refused, by.Body, round, contentHash, by.UserId, by.Name, reason, now);
}

/// <summary>The double key: a content takes effect once the leaders of both bodies have concurred in the same hash, in the same round.</summary>
public static class DoubleKey
{
    public static bool IsTurnedBy(this IEnumerable<BodyDecision> decisions, string body, int round, string contentHash) =>
        decisions.Any(d => d.Kind is BodyDecisionKind.Concurred && d.Body == body && d.Round == round && d.ContentHash == contentHash);

    public static bool IsTurnedByBoth(this IReadOnlyList<BodyDecision> decisions, int round, string contentHash) =>
        decisions.IsTurnedBy(Bodies.Cppcc, round, contentHash) && decisions.IsTurnedBy(Bodies.Discipline, round, contentHash);
}
