using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Deadlines;

/// <summary>How a district's 20 days are counted (R34).</summary>
public enum CountingMode
{
    CalendarDays,
    WorkingDays,
}

/// <summary>A pause of a district's clocks, e.g. for a flood emergency.</summary>
/// <param name="Id">Id of the pause.</param>
/// <param name="From">First day not counted, in the district's zone.</param>
/// <param name="Until">Last day not counted; null while it lasts.</param>
public sealed record ClockPause(Guid Id, DateOnly From, DateOnly? Until, string Reason, Guid By, string ByName);

/// <summary>
/// What a district's deadlines are counted by: its rule, its own days, its pauses (R37). Each change is a version; a deadline counted by an earlier
/// version is recounted before anything else is reported about it.
/// </summary>
public sealed class DistrictClock
{
    /// <summary>Days a unit has to answer (R34).</summary>
    public const int Days = 20;

    public required string District { get; init; }

    public CountingMode Mode { get; private set; }

    /// <summary>Copy of the district's additions to the national calendar.</summary>
    public IReadOnlyList<DistrictDay> OwnDays { get; private set; } = [];

    /// <summary>Version of the calendar this copy shows.</summary>
    public long CalendarVersion { get; private set; }

    public IReadOnlyList<ClockPause> Pauses { get; private set; } = [];

    /// <summary>Grows with every change; 0 for a district without changes.</summary>
    public long ClockVersion { get; private set; }

    public uint Version { get; private set; }

    /// <summary>The current pause.</summary>
    public ClockPause? Paused => Pauses.SingleOrDefault(pause => pause.Until is null);

    public static DistrictClock Of(string district) => new() { District = district };

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">clock.unchanged</exception>
    public ClockChange Count(CountingMode mode, Caller by, DateTimeOffset now)
    {
        Require(mode != Mode, ClockRules.Unchanged);
        Mode = mode;
        return Changed(ClockChangeKind.Rule, mode.ToString(), by.UserId, by.Name, now);
    }

    /// <summary>Takes over the district's own days; a late event changes nothing.</summary>
    public ClockChange? Keep(DistrictCalendarChanged calendar)
    {
        if (calendar.Version <= CalendarVersion) return null;
        OwnDays = [.. calendar.Days.Select(day => new DistrictDay(day.Date, Enum.Parse<DistrictDayKind>(day.Kind), day.Reason))];
        CalendarVersion = calendar.Version;
        return Changed(ClockChangeKind.Calendar, null, calendar.By, null, calendar.At);
    }

    /// <summary>Pauses the clocks from today on.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">clock.paused</exception>
    public ClockChange Pause(string reason, DateOnly today, Caller by, DateTimeOffset now)
    {
        Require(Paused is null, ClockRules.Paused);
        Pauses = [.. Pauses, new(Guid.CreateVersion7(now), today, null, reason, by.UserId, by.Name)];
        return Changed(ClockChangeKind.Paused, reason, by.UserId, by.Name, now);
    }

    /// <summary>Resumes the clocks; today is the last day not counted.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">clock.not_paused</exception>
    public (ClockPause Ended, ClockChange Change) Resume(DateOnly today, Caller by, DateTimeOffset now)
    {
        Require(Paused is not null, ClockRules.NotPaused);
        var ended = Paused! with { Until = today };
        Pauses = [.. Pauses.Where(pause => pause.Id != ended.Id), ended];
        return (ended, Changed(ClockChangeKind.Resumed, ended.Reason, by.UserId, by.Name, now));
    }

    /// <summary>The clock as it would be under another rule, to preview what would move.</summary>
    internal DistrictClock With(CountingMode mode) =>
        new() { District = District, Mode = mode, OwnDays = OwnDays, Pauses = Pauses, ClockVersion = ClockVersion };

    ClockChange Changed(ClockChangeKind kind, string? note, Guid by, string? byName, DateTimeOffset now)
    {
        ClockVersion++;
        return new()
        {
            District = District,
            ClockVersion = ClockVersion,
            Kind = kind,
            Note = note,
            By = by,
            ByName = byName,
            At = now,
        };
    }
}

public enum ClockChangeKind
{
    Rule,
    Calendar,
    Paused,
    Resumed,
}

/// <summary>A change to a district's clock; never edited.</summary>
public sealed class ClockChange
{
    public required string District { get; init; }

    /// <summary>The version it created.</summary>
    public required long ClockVersion { get; init; }

    public required ClockChangeKind Kind { get; init; }

    /// <summary>The new rule, or why the clocks are paused.</summary>
    public required string? Note { get; init; }

    public required Guid By { get; init; }

    public required string? ByName { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Codes of the rules about clocks, each answered 409; their texts are in Problems.resx.</summary>
internal static class ClockRules
{
    public const string Unchanged = "clock.unchanged";
    public const string Paused = "clock.paused";
    public const string NotPaused = "clock.not_paused";
    public const string NotRunning = "deadline.not_running";
    public const string Over = "deadline.over";
    public const string ExtensionPending = "extension.pending";
    public const string ExtensionDecided = "extension.decided";
    public const string ExtensionSaid = "extension.said";
    public const string ExtensionTooLate = "extension.too_late";
    public const string ExtensionTooLong = "extension.too_long";
}
