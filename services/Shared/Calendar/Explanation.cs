using System.Globalization;

namespace Supervision.Calendar;

/// <summary>A due date in words. It is put into words only here, so that page, letter and notification say the same.</summary>
/// <param name="Summary">The rule and the result, and whether it is provisional.</param>
/// <param name="Lines">One for each of <see cref="DueDate.Days"/>, in order.</param>
public sealed record Explanation(string Summary, IReadOnlyList<string> Lines)
{
    internal static Explanation Of(DueDate due, CultureInfo culture)
    {
        var words = new Wording(culture);
        return new(words.Summary(due), [.. due.Days.Select(words.Line)]);
    }
}

/// <summary>Both languages side by side, so that a change of a sentence in one is noticed in the other.</summary>
internal sealed class Wording(CultureInfo culture)
{
    const string ChineseWeekdays = "日一二三四五六";

    readonly bool chinese = Languages.IsChinese(culture);

    public string Summary(DueDate due)
    {
        var start = TimeZoneInfo.ConvertTime(due.Start, TimeZoneInfo.FindSystemTimeZoneById(due.TimeZone)).DateTime;
        var from = Moment(DateOnly.FromDateTime(start), Clock(TimeOnly.FromDateTime(start)));
        var to = Moment(due.LastDay, due.Rule.DayEnd is { } end ? Clock(end) : "24:00");
        var more = string.Concat((due.Extensions ?? []).Select(extension => Extension(extension, due.Rule.Unit)));
        var summary = Say(
            $"自{from}起{Length(due.Rule.Amount, due.Rule.Unit)}，起算当日不计入，{more}至{to}届满（{due.TimeZone}）。",
            $"{Length(due.Rule.Amount, due.Rule.Unit)} from {from}, the day of the start not counted, {more}ending {to} ({due.TimeZone}).");
        if (!due.Provisional) return summary;

        var years = string.Join(Say("、", ", "), due.MissingNotices);
        return summary + Say(
            $"此期限为暂定：{years}年的节假日安排尚未公布，暂按周末和法定节日计算，公布后重新计算。",
            $" Provisional: the holiday notice for {years} is not published yet; weekends and statutory days are assumed, and it will be computed anew.");
    }

    public string Line(DueDay day)
    {
        var standing = Standing(day.Day) + (day.Day.AwaitsNotice is null ? "" : Say("，暂定", ", provisional"));
        return Say($"{Date(day.Day.Date)}：", $"{Date(day.Day.Date)}: ") + day.Mark switch
        {
            DayMark.Start => Say($"起算当日，不计入（{standing}）", $"day of the start, not counted ({standing})"),
            DayMark.Counted => Say($"第{day.Number}日（{standing}）", $"day {day.Number} ({standing})"),
            DayMark.Granted => Say($"延期第{day.Number}日（{standing}）", $"day {day.Number} of the time granted ({standing})"),
            DayMark.Standing => Say($"批准延期时的期限之内（{standing}）", $"within the time as it stood when more was granted ({standing})"),
            DayMark.RolledTo => Say($"期限顺延至此日（{standing}）", $"the end moves to this day ({standing})"),
            _ => Say($"不计入（{standing}）", $"not counted ({standing})"),
        };
    }

    string Standing(CalendarDay day) => day.Kind switch
    {
        DayKind.Holiday => Say($"{Name(day)}放假", $"{Name(day)} holiday"),
        DayKind.MakeUpDay => Say($"{Name(day)}调休上班", $"make-up workday for {Name(day)}"),
        DayKind.DistrictDayOff => Say($"本地放假：{day.Reason}", $"day off in the district: {day.Reason}"),
        DayKind.DistrictWorkday => Say($"本地上班：{day.Reason}", $"workday in the district: {day.Reason}"),
        DayKind.Paused => Say($"计时暂停：{day.Reason}", $"the clock stands still: {day.Reason}"),
        DayKind.Weekend => Say("周末", "weekend"),
        _ => Say("工作日", "workday"),
    };

    string? Name(CalendarDay day) => day.Name?.In(culture);

    string Extension(DueExtension extension, DeadlineUnit unit) => Say(
        $"另经批准延期{Length(extension.Amount, unit)}，自应届满之日{Date(extension.From)}的次日起算，",
        $"then {Length(extension.Amount, unit)} granted on top, counted from {Date(extension.From)}, the day that was due, itself not counted, ");

    string Length(int amount, DeadlineUnit unit) => unit switch
    {
        DeadlineUnit.WorkingDays => Say($"{amount}个工作日", $"{amount} working day{Plural(amount)}"),
        DeadlineUnit.Months => Say($"{amount}个月", $"{amount} month{Plural(amount)}"),
        _ => Say($"{amount}日", $"{amount} calendar day{Plural(amount)}"),
    };

    static string Plural(int amount) => amount == 1 ? "" : "s";

    string Date(DateOnly date) => Say(
        $"{date.Year}年{date.Month}月{date.Day}日（星期{ChineseWeekdays[(int)date.DayOfWeek]}）",
        date.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture));

    string Moment(DateOnly date, string clock) => Say($"{Date(date)}{clock}", $"{Date(date)} {clock}");

    string Say(string zh, string en) => chinese ? zh : en;

    static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
