using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Supervisors.Postings;

/// <param name="Name">The project or the locality.</param>
/// <param name="Units">Codes of the units it concerns; may be none.</param>
public sealed record PostingRequest(
    PostingKind Kind, [PlainText(100)] string Name, Guid UserId, [MaxLength(50), PlainText(32)] IReadOnlyList<string> Units, DateOnly From, DateOnly Until);

/// <param name="Name">The project or the locality.</param>
/// <param name="Units">Codes of the units it concerns; may be none.</param>
public sealed record PostingChange(
    [PlainText(100)] string Name, [MaxLength(50), PlainText(32)] IReadOnlyList<string> Units, DateOnly From, DateOnly Until);

public sealed record PostingView(
    Guid Id, PostingKind Kind, string Name, Guid UserId, IReadOnlyList<string> Units, DateOnly From, DateOnly Until, DateTimeOffset? EndedAt, string? EndedFor)
{
    internal static PostingView For(Posting p) => new(p.Id, p.Kind, p.Name, p.UserId, p.Units, p.From, p.Until, p.EndedAt, p.EndedFor);
}
