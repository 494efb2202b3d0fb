using static Supervision.Calendar.Tests.PublishedFacts;

namespace Supervision.Calendar.Tests;

public sealed class DistrictCalendarTests
{
    [Fact]
    public void The_districts_word_stands_over_the_nations()
    {
        var calendar = WorkingCalendar.For(new("330305",
        [
            new(new(2026, 11, 24), DistrictDayKind.DayOff, "台风停工"),
            new(new(2026, 10, 7), DistrictDayKind.Workday, "防汛值守"),
        ]));
        Assert.Equal((DayKind.DistrictDayOff, "台风停工"), Standing(new(2026, 11, 24)));
        Assert.Equal((DayKind.DistrictWorkday, "防汛值守"), Standing(new(2026, 10, 7)));
        Assert.Equal(new(2026, 11, 27), calendar.Due(Time("2026-11-23T15:11+08:00"), new(3, DeadlineUnit.WorkingDays)).LastDay);
        Assert.Equal(new(2026, 10, 7), calendar.Due(Time("2026-10-01T15:11+08:00"), new(1, DeadlineUnit.WorkingDays)).LastDay);

        (DayKind, string?) Standing(DateOnly date) => (calendar.DayOf(date).Kind, calendar.DayOf(date).Reason);
    }

    [Fact]
    public void One_districts_day_is_not_anothers()
    {
        DistrictDay storm = new(new(2026, 11, 24), DistrictDayKind.DayOff, "台风停工");
        Assert.False(WorkingCalendar.For(new("330305", [storm])).IsWorkingDay(storm.Date));
        Assert.True(WorkingCalendar.For(new("330302")).IsWorkingDay(storm.Date));
    }

    [Fact]
    public void Everything_wrong_is_named_at_once()
    {
        var fault = Assert.Throws<CalendarDataException>(() => WorkingCalendar.For(new("330305",
        [
            new(new(2026, 11, 24), DistrictDayKind.DayOff, "台风停工"),
            new(new(2026, 11, 24), DistrictDayKind.Workday, "补班"),
            new(new(2026, 11, 25), DistrictDayKind.DayOff, " "),
            new(new(2026, 11, 26), (DistrictDayKind)7, "?"),
            null!,
        ],
        "Asia/Dongtou")));
        Assert.Equal(
            [
                "time zone 'Asia/Dongtou' is unknown",
                "2026-11-24 is given twice",
                "2026-11-25 has no reason",
                "2026-11-26 is neither a day off nor a workday",
                "a day is null",
            ],
            fault.Faults);
    }
}
