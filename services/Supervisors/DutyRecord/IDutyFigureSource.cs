namespace Supervision.Supervisors.DutyRecord;

/// <summary>What a duty record counts (R23).</summary>
public enum DutyFigure
{
    /// <summary>Visits taken part in that have started.</summary>
    Visits,

    /// <summary>Findings made.</summary>
    Findings,

    /// <summary>Whistles answered at the place (政协报到).</summary>
    ReportIns,

    /// <summary>Activities attended (R8).</summary>
    Activities,

    /// <summary>Submissions made (R11).</summary>
    Submissions,
}

/// <summary>One fact that counts for one person; projected by member initialisation, so that the database filters and counts it.</summary>
internal sealed class DutyFact
{
    public required Guid UserId { get; init; }

    public required Guid MatterId { get; init; }

    /// <summary>The matter's name among those concerned; null if it has none.</summary>
    public string? Reference { get; init; }

    /// <summary>UTC instant that decides its year.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Minutes from dispatch to report-in; null for other figures.</summary>
    public int? Minutes { get; init; }
}

/// <summary>The facts behind one figure, read under the caller's own row-level security.</summary>
internal interface IDutyFigureSource
{
    DutyFigure Figure { get; }

    /// <summary>The portal's path of a matter, without its id, e.g. <c>/visits</c>.</summary>
    string Link { get; }

    /// <param name="from">First instant, UTC.</param>
    /// <param name="until">First instant after.</param>
    IQueryable<DutyFact> Facts(string district, DateTimeOffset from, DateTimeOffset until);
}
