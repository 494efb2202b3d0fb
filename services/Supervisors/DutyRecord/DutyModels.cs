namespace Supervision.Supervisors.DutyRecord;

/// <summary>A number of a duty record.</summary>
/// <param name="Facts">Path of the list behind it.</param>
/// <param name="AverageMinutes">From dispatch to report-in, for report-ins.</param>
public sealed record DutyNumber(DutyFigure Figure, int Count, double? AverageMinutes, string Facts);

/// <summary>A supervisor's year (履职记录).</summary>
public sealed record DutyRecordView(Guid SupervisorId, string Name, string Sector, int Year, IReadOnlyList<DutyNumber> Numbers);

/// <summary>A district's year: the sums over its supervisors.</summary>
/// <param name="Supervisors">Number of supervisors.</param>
/// <param name="Without">Number of supervisors without any duties.</param>
public sealed record DistrictDutyView(int Year, int Supervisors, int Without, IReadOnlyList<DutyNumber> Numbers);

/// <summary>One fact behind a number.</summary>
/// <param name="Link">The matter in the portal.</param>
/// <param name="Minutes">From dispatch to report-in; null for other figures.</param>
public sealed record DutyFactView(Guid MatterId, string? Reference, DateTimeOffset At, int? Minutes, string Link);
