using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors.Whistles;

/// <summary>A whistle to raise for a place.</summary>
/// <param name="Sector">Code of the sector whose expertise is wanted; null for any.</param>
/// <param name="Units">Codes of the units concerned; nobody with ties to them is sent.</param>
public sealed record WhistleRequest(
    Guid PlaceId, [PlainText(200)] string Heading, [PlainText(10_000)] string Detail,
    [RegularExpression("^[a-z][A-Za-z0-9]{1,39}$")] string? Sector = null, [MaxLength(20), PlainText(40)] IReadOnlyList<string>? Units = null);

/// <param name="Supervisors">Appointed supervisors who are sent.</param>
public sealed record DispatchRequest([MinLength(1), MaxLength(10)] IReadOnlyList<Guid> Supervisors);

/// <param name="Resolution">What was done, at most 10,000 characters.</param>
public sealed record ResolveRequest([PlainText(10_000)] string Resolution);

/// <summary>A supervisor who could be sent.</summary>
/// <param name="SectorFits">Whether the supervisor is of the wanted sector.</param>
/// <param name="Place">The place from which the supervisor declared to be reachable; null if none.</param>
/// <param name="Metres">From that place to the one that whistled; null if either is not on the map.</param>
public sealed record CandidateView(Guid UserId, string Name, string Sector, bool SectorFits, string? Place, int? Metres);

/// <summary>A whistle in a list.</summary>
/// <param name="ReportInMinutes">Whole minutes from dispatch to report-in.</param>
public sealed record WhistleRow(
    Guid Id, string Reference, string Heading, Guid PlaceId, string PlaceName, string? Sector, WhistleStatus Status, DateTimeOffset RaisedAt,
    DateTimeOffset? DispatchedAt, DateTimeOffset? ReportedInAt, int? ReportInMinutes, DateTimeOffset? ResolvedAt, DateTimeOffset? ConfirmedAt, int Reopenings)
{
    internal static WhistleRow For(Whistle whistle) => new(
        whistle.Id, whistle.Reference, whistle.Heading, whistle.PlaceId, whistle.PlaceName, whistle.Sector, whistle.Status, whistle.RaisedAt,
        whistle.DispatchedAt, whistle.ReportedInAt, whistle.ReportInMinutes, whistle.ResolvedAt, whistle.ConfirmedAt, whistle.Reopenings);
}

/// <summary>A whistle in full.</summary>
public sealed record WhistleView(
    WhistleRow Whistle, string Detail, IReadOnlyList<string> Units, MapPoint? Position, Guid RaisedBy, string RaisedByName, IReadOnlyList<Guid> Supervisors,
    Guid? ReportedInBy, string? Resolution, string? Reason)
{
    internal static WhistleView For(Whistle whistle) => new(
        WhistleRow.For(whistle), whistle.Detail, whistle.Units, whistle.Position, whistle.RaisedBy, whistle.RaisedByName, whistle.Supervisors,
        whistle.ReportedInBy, whistle.Resolution, whistle.Reason);
}
