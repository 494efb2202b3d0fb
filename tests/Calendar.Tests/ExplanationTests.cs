using System.Globalization;
using static Supervision.Calendar.Tests.PublishedFacts;

namespace Supervision.Calendar.Tests;

public sealed class ExplanationTests
{
    static readonly CultureInfo Chinese = new("zh-CN"), English = new("en");

    readonly WorkingCalendar calendar = WorkingCalendar.For(new("330305", [new(new(2026, 2, 24), DistrictDayKind.DayOff, "台风停工")]));

    [Fact]
    public void Says_in_chinese_what_each_day_was()
    {
        var words = calendar.Due(Time("2026-02-13T10:05+08:00"), new(2, DeadlineUnit.WorkingDays)).Explain(Chinese);
        Assert.Equal("自2026年2月13日（星期五）10:05起2个工作日，起算当日不计入，至2026年2月25日（星期三）24:00届满（Asia/Shanghai）。", words.Summary);
        Assert.Equal("2026年2月13日（星期五）：起算当日，不计入（工作日）", words.Lines[0]);
        Assert.Equal("2026年2月14日（星期六）：第1日（春节调休上班）", words.Lines[1]);
        Assert.Equal("2026年2月15日（星期日）：不计入（春节放假）", words.Lines[2]);
        Assert.Equal("2026年2月24日（星期二）：不计入（本地放假：台风停工）", words.Lines[^2]);
        Assert.Equal("2026年2月25日（星期三）：第2日（工作日）", words.Lines[^1]);
    }

    [Fact]
    public void Says_the_same_in_english()
    {
        var words = calendar.Due(Time("2026-02-13T10:05+08:00"), new(2, DeadlineUnit.WorkingDays, new TimeOnly(17, 30))).Explain(English);
        Assert.Equal(
            "2 working days from Fri 13 Feb 2026 10:05, the day of the start not counted, ending Wed 25 Feb 2026 17:30 (Asia/Shanghai).",
            words.Summary);
        Assert.Equal("Fri 13 Feb 2026: day of the start, not counted (workday)", words.Lines[0]);
        Assert.Equal("Sat 14 Feb 2026: day 1 (make-up workday for Spring Festival)", words.Lines[1]);
        Assert.Equal("Tue 24 Feb 2026: not counted (day off in the district: 台风停工)", words.Lines[^2]);
    }

    [Fact]
    public void Says_where_the_end_moved_and_that_it_may_move_again()
    {
        var due = calendar.Due(Time("2026-12-02T10:05+08:00"), new(1, DeadlineUnit.Months));
        Assert.Equal("2027年1月2日（星期六）：第31日（周末，暂定）", due.Explain(Chinese).Lines[^3]);
        Assert.Equal("Mon 4 Jan 2027: the end moves to this day (workday, provisional)", due.Explain(English).Lines[^1]);
        Assert.Contains("2027年的节假日安排尚未公布", due.Explain(Chinese).Summary, StringComparison.Ordinal);
        Assert.Contains("Provisional: the holiday notice for 2027", due.Explain(English).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_from_which_day_more_time_counts_and_on_which_the_clock_stood_still()
    {
        var paused = calendar.Pausing(new Dictionary<DateOnly, string> { [new(2026, 12, 23)] = "防汛" });
        var due = paused.Due(Time("2026-11-29T10:05+08:00"), new(20, DeadlineUnit.CalendarDays), [new(5, new(2026, 12, 21))]);
        var (zh, en) = (due.Explain(Chinese), due.Explain(English));
        Assert.Equal(
            "自2026年11月29日（星期日）10:05起20日，起算当日不计入，另经批准延期5日，自应届满之日2026年12月21日（星期一）的次日起算，至2026年12月28日（星期一）24:00届满（Asia/Shanghai）。",
            zh.Summary.Split("此期限为暂定")[0]);
        Assert.StartsWith(
            "20 calendar days from Sun 29 Nov 2026 10:05, the day of the start not counted, then 5 calendar days granted on top, counted from "
            + "Mon 21 Dec 2026, the day that was due, itself not counted, ending Mon 28 Dec 2026 24:00 (Asia/Shanghai).",
            en.Summary, StringComparison.Ordinal);
        Assert.Contains("2026年12月21日（星期一）：期限顺延至此日（工作日）", zh.Lines);
        Assert.Contains("2026年12月22日（星期二）：延期第1日（工作日）", zh.Lines);
        Assert.Contains("2026年12月23日（星期三）：不计入（计时暂停：防汛）", zh.Lines);
        Assert.Contains("Wed 23 Dec 2026: not counted (the clock stands still: 防汛)", en.Lines);
        Assert.Contains("Thu 24 Dec 2026: day 2 of the time granted (workday)", en.Lines);
    }

    [Theory]
    [InlineData("zh-Hans-CN", true)]
    [InlineData("zh", true)]
    [InlineData("", false)]
    [InlineData("de-DE", false)]
    public void Any_chinese_culture_reads_chinese_and_all_others_english(string culture, bool chinese) =>
        Assert.Equal(chinese ? "春节" : "Spring Festival", calendar.DayOf(new(2026, 2, 17)).Name!.In(new(culture)));

    [Fact]
    public void Has_one_line_for_each_day()
    {
        var due = calendar.Due(Time("2026-01-05T10:05+08:00"), new(60, DeadlineUnit.WorkingDays));
        Assert.Equal(due.Days.Count, due.Explain(Chinese).Lines.Distinct().Count());
    }
}
