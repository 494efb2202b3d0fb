namespace Supervision.Calendar;

/// <summary>Calendar data (a year's holidays, or a district's own days) is invalid. Lists every fault found.</summary>
public sealed class CalendarDataException : Exception
{
    internal CalendarDataException(string subject, IReadOnlyList<string> faults, Exception? cause = null)
        : base($"{subject}: {string.Join("; ", faults)}", cause) => Faults = faults;

    public IReadOnlyList<string> Faults { get; }
}
