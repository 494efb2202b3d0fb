using Supervision.Calendar;

namespace Supervision.Supervisors.Protection;

/// <summary>Deadlines to accept and to conclude a protection case, explained like every deadline (R37).</summary>
internal sealed class ProtectionDeadlines(HolidayData holidays)
{
    /// <summary>Three working days to accept.</summary>
    static readonly DeadlineRule Acceptance = new(3, DeadlineUnit.WorkingDays);

    /// <summary>Two months to conclude.</summary>
    static readonly DeadlineRule Conclusion = new(2, DeadlineUnit.Months);

    public DueDate Accept(string district, DateTimeOffset from) => Calendar(district).Due(from, Acceptance);

    public DueDate Conclude(string district, DateTimeOffset from) => Calendar(district).Due(from, Conclusion);

    WorkingCalendar Calendar(string district) => WorkingCalendar.For(new DistrictCalendar(district), holidays);
}
