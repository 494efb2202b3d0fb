using static Supervision.Calendar.Tests.PublishedFacts;

namespace Supervision.Calendar.Tests;

public sealed class NationalDaysTests
{
    readonly WorkingCalendar calendar = WorkingCalendar.For(new("330305"));

    [Fact]
    public void Every_day_of_the_three_years_stands_as_published()
    {
        for (var date = new DateOnly(2024, 1, 1); date.Year <= 2026; date = date.AddDays(1))
        {
            var day = calendar.DayOf(date);
            var weekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            var expected = Days.TryGetValue(date, out var fact) ? (fact.Off ? DayKind.Holiday : DayKind.MakeUpDay)
                : weekend ? DayKind.Weekend : DayKind.Workday;
            Assert.Equal((date, expected, fact.Name), (day.Date, day.Kind, day.Name?.Zh));
            Assert.Equal(expected is DayKind.Workday or DayKind.MakeUpDay, calendar.IsWorkingDay(date));
        }
    }

    [Theory]
    [InlineData("2024-02-18", DayKind.MakeUpDay, "Spring Festival", "https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm")]
    [InlineData("2025-10-08", DayKind.Holiday, "National Day and Mid-Autumn Festival", "https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm")]
    [InlineData("2026-09-20", DayKind.MakeUpDay, "National Day", "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm")]
    public void A_named_day_cites_its_notice(string date, DayKind kind, string name, string source)
    {
        var day = calendar.DayOf(Date(date));
        Assert.Equal((kind, name, source), (day.Kind, day.Name?.En, day.Source));
    }

    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void The_year_has_as_many_working_days_as_everyone_counts(int year, int expected)
    {
        var days = Enumerable.Range(0, 366).Select(new DateOnly(year, 1, 1).AddDays).Where(date => date.Year == year);
        Assert.Equal(expected, days.Count(calendar.IsWorkingDay));
    }

    [Fact]
    public void Only_the_last_days_of_the_last_published_year_await_a_notice()
    {
        Assert.Null(calendar.DayOf(new(2025, 12, 31)).AwaitsNotice);
        Assert.Null(calendar.DayOf(new(2026, 12, 27)).AwaitsNotice);
        Assert.Equal(2027, calendar.DayOf(new(2026, 12, 28)).AwaitsNotice);
        Assert.Equal(2027, calendar.DayOf(new(2027, 1, 4)).AwaitsNotice);
    }

    [Theory]
    [InlineData("2023-12-31")]
    [InlineData("2100-01-01")]
    public void A_day_beyond_the_calendar_is_refused(string date) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.DayOf(Date(date)));
}
