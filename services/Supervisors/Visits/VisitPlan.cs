using Supervision.ServiceDefaults.Requests;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Teams;

namespace Supervision.Supervisors.Visits;

/// <summary>A place to go to.</summary>
/// <param name="Unit">Code of the unit it belongs to; null if it belongs to none.</param>
public sealed record VisitSite(
    [property: PlainText(200)] string Name, [property: PlainText(300)] string? Address = null, [property: PlainText(40)] string? Unit = null,
    MapPoint? Position = null);

/// <summary>Plan of a visit (R18).</summary>
/// <param name="Units">Codes of the supervised units, all within the mandate.</param>
/// <param name="Matter">Code of the field or matter; null if none.</param>
/// <param name="From">First day it may start, in the district's zone.</param>
/// <param name="Participants">Participants, all from the team or squad.</param>
/// <param name="EarlierFindings">Findings a look-back visit checks.</param>
internal sealed record VisitPlan(
    string Heading, string? Detail, VisitMode Mode, VisitPurpose Purpose, VisitCoverage Coverage, IReadOnlyList<VisitSite> Sites,
    IReadOnlyList<string> Units, string? Matter, DateOnly From, DateOnly Until, IReadOnlyList<Guid> Participants, IReadOnlyList<Guid> EarlierFindings);

/// <summary>The team or squad that makes a visit, as of the planning.</summary>
/// <param name="TopicId">Null for a squad that belongs to no topic.</param>
/// <param name="Members">Users, including the leader.</param>
/// <param name="LinkedLeaders">Linked leaders of both bodies (领导联系指导).</param>
internal sealed record VisitParty(Guid Id, Guid? TopicId, IReadOnlyList<Guid> Members, IReadOnlyList<Guid> LinkedLeaders, Mandate Mandate);
