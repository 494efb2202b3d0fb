using System.Collections.Frozen;
using System.Globalization;

namespace Supervision.Calendar;

/// <summary>
/// The days off that apply without any notice: 全国年节及纪念日放假办法 (State Council Order 795, in force since 2025-01-01), article 2.
/// If one falls on a weekend, article 6 grants another day, but only the year's notice says which, so none is assumed here.
/// </summary>
internal static class StatutoryDays
{
    public const int FirstYear = 2025;

    /// <summary>The solar-term formula below holds for 2001–2099.</summary>
    public const int LastYear = 2099;

    public const string Source = "全国年节及纪念日放假办法（国务院令第795号）第二条";

    static readonly DayName NewYear = new("元旦", "New Year's Day");
    static readonly DayName SpringFestival = new("春节", "Spring Festival");
    static readonly DayName Qingming = new("清明节", "Qingming Festival");
    static readonly DayName LabourDay = new("劳动节", "Labour Day");
    static readonly DayName DragonBoat = new("端午节", "Dragon Boat Festival");
    static readonly DayName MidAutumn = new("中秋节", "Mid-Autumn Festival");
    static readonly DayName NationalDay = new("国庆节", "National Day");

    static readonly ChineseLunisolarCalendar Lunar = new();

    static readonly FrozenDictionary<DateOnly, DayName> Days =
        Enumerable.Range(FirstYear, LastYear - FirstYear + 1).SelectMany(OfYear)
            .GroupBy(day => day.Date).ToFrozenDictionary(day => day.Key, day => day.First().Name);

    public static DayName? NameOf(DateOnly date) => Days.GetValueOrDefault(date);

    public static IEnumerable<(DateOnly Date, DayName Name)> OfYear(int year)
    {
        yield return (new(year, 1, 1), NewYear);

        // 除夕 is the eve of the first day of the year, the 29th or the 30th of the last month.
        var firstDayOfSpring = LunarDate(year, 1, 1);
        for (var day = -1; day <= 2; day++) yield return (firstDayOfSpring.AddDays(day), SpringFestival);

        yield return (new(year, 4, QingmingDay(year)), Qingming);
        yield return (new(year, 5, 1), LabourDay);
        yield return (new(year, 5, 2), LabourDay);
        yield return (LunarDate(year, 5, 5), DragonBoat);
        for (var day = 1; day <= 3; day++) yield return (new(year, 10, day), NationalDay);
        yield return (LunarDate(year, 8, 15), MidAutumn);
    }

    static DateOnly LunarDate(int year, int month, int day)
    {
        // The calendar counts a leap month as an additional month and returns its position; the festival is in the regular month before it.
        var leap = Lunar.GetLeapMonth(year);
        var position = leap != 0 && month >= leap ? month + 1 : month;
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, position, day, 0, 0, 0, 0));
    }

    /// <summary>The sun at 15° of longitude, China time, calculated from the mean length of the solar year.</summary>
    static int QingmingDay(int year)
    {
        var ofCentury = year % 100;
        return (int)((ofCentury * 0.2422) + 4.81) - (ofCentury / 4);
    }
}
