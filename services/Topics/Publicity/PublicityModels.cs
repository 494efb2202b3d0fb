using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Topics.Publicity;

/// <param name="Outlet">Who published it.</param>
/// <param name="Published">Day it appeared.</param>
/// <param name="Address">An http or https address.</param>
public sealed record PublicityRequest(
    Medium Medium, [PlainText(100)] string Outlet, [PlainText(300)] string Headline, DateOnly Published,
    [RegularExpression(@"^https?://\S{1,1990}$")] string? Address = null, [PlainText(2000)] string? Note = null)
{
    internal PublicityContent Content => new(Medium, Outlet, Headline, Published, Address, Note);
}

public sealed record PublicityView(
    Guid Id, Guid TopicId, Medium Medium, string Outlet, string Headline, DateOnly Published, string? Address, string? Note, DateTimeOffset RecordedAt)
{
    internal static PublicityView For(PublicityItem p) => new(p.Id, p.TopicId, p.Medium, p.Outlet, p.Headline, p.Published, p.Address, p.Note, p.RecordedAt);
}
