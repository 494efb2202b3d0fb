using System.Text.Json.Serialization;

namespace Supervision.Calendar;

[JsonConverter(typeof(JsonStringEnumConverter<DeadlineUnit>))]
public enum DeadlineUnit
{
    CalendarDays,
    WorkingDays,
    Months,
}

/// <summary>
/// How long a deadline runs and when its last day ends. The starting day is never counted (民法典 第二百零一条).
/// </summary>
public sealed record DeadlineRule
{
    /// <summary>Ten years, in days or months: a larger number must be a mistake.</summary>
    const int MostDays = 3660, MostMonths = 120;

    /// <param name="amount">How many units, from 1.</param>
    /// <param name="unit">
    /// A period of months ends on the day with the same number, or on the month's last day if there is none (民法典 第二百零二条).
    /// </param>
    /// <param name="dayEnd">
    /// When the last day ends, in the district's zone: null for 24:00, otherwise the end of office hours (民法典 第二百零三条第二款).
    /// </param>
    /// <param name="rollForward">
    /// Whether a period of calendar days or months that ends on a non-working day ends on the next working day instead (民法典
    /// 第二百零三条第一款). 法定休假日 is read as any non-working day of the district's calendar, weekends included: 民法通则 第一百五十四条,
    /// from which the Code took it, named 星期日或者其他法定休假日. No effect on periods of working days.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The period is not valid.</exception>
    public DeadlineRule(int amount, DeadlineUnit unit, TimeOnly? dayEnd = null, bool rollForward = true)
    {
        if (!Enum.IsDefined(unit)) throw new ArgumentOutOfRangeException(nameof(unit), unit, "No such unit.");
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, unit is DeadlineUnit.Months ? MostMonths : MostDays);
        if (dayEnd == TimeOnly.MinValue)
            throw new ArgumentOutOfRangeException(nameof(dayEnd), dayEnd, "A day cannot end at 00:00; for 24:00 give null.");
        (Amount, Unit, DayEnd, RollForward) = (amount, unit, dayEnd, rollForward);
    }

    public int Amount { get; }

    public DeadlineUnit Unit { get; }

    public TimeOnly? DayEnd { get; }

    public bool RollForward { get; }
}
