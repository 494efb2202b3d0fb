namespace Supervision.Topics.Plans;

/// <summary>A district's figures of a year from each folder, for the plan page and the statistics.</summary>
internal sealed class YearFigures
{
    /// <summary>Joint meetings held, by month.</summary>
    public SortedDictionary<int, int> JointMeetings { get; } = [];

    /// <summary>Meetings of all kinds held.</summary>
    public int MeetingsHeld { get; set; }

    /// <summary>Duty items done by their due date.</summary>
    public int DutiesOnTime { get; set; }

    /// <summary>Duty items done after it.</summary>
    public int DutiesLate { get; set; }

    /// <summary>Duty items not done yet, overdue or not.</summary>
    public int DutiesOpen { get; set; }

    public int DutiesOverdue { get; set; }

    public int DutiesWaived { get; set; }

    public List<LateMatter> Late { get; } = [];
}

/// <summary>A folder that knows some of a year's figures.</summary>
internal interface IYearFigureSource
{
    /// <summary>Adds the folder's own figures. Runs in the caller's scope, so it counts what the caller may see.</summary>
    Task TellAsync(string district, int year, DateTimeOffset now, YearFigures figures, CancellationToken ct);
}
