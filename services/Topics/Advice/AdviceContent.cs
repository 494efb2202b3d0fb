using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Topics.Advice;

/// <summary>A suggestion to one unit.</summary>
/// <param name="UnitCode">Code of the unit if it is on the platform, else null.</param>
public sealed record Suggestion([property: PlainText(4000)] string Text, [property: PlainText(200)] string Unit, [property: PlainText(40)] string? UnitCode = null);

/// <summary>Content of an advice report; both bodies concur in it by its hash.</summary>
/// <param name="Situation">The situation (基本情况).</param>
/// <param name="Problems">What was found (存在问题).</param>
/// <param name="Suggestions">Suggestions (意见建议), 1 to 50.</param>
public sealed record AdviceContent(
    [property: PlainText(200)] string Title,
    [property: PlainText(20_000)] string Situation,
    [property: PlainText(20_000)] string Problems,
    [property: MinLength(1), MaxLength(50)] IReadOnlyList<Suggestion> Suggestions)
{
    internal static readonly AdviceContent Empty = new("", "", "", []);
}
