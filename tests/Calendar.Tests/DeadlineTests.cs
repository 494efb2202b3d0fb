using static Supervision.Calendar.DeadlineUnit;
using static Supervision.Calendar.Tests.PublishedFacts;

namespace Supervision.Calendar.Tests;

public sealed class DeadlineTests
{
    readonly WorkingCalendar calendar = WorkingCalendar.For(new("330305"));

    [Theory]
    [InlineData("2026-11-23T15:11+08:00", 3, WorkingDays, "2026-11-26")] // the receipt deadline of R27
    [InlineData("2026-11-20T15:11+08:00", 3, WorkingDays, "2026-11-25")] // over a weekend
    [InlineData("2026-11-21T09:00+08:00", 1, WorkingDays, "2026-11-23")] // started on a Saturday
    [InlineData("2025-12-30T09:00+08:00", 3, WorkingDays, "2026-01-05")] // Sunday 4 January is a make-up day
    [InlineData("2026-02-12T09:00+08:00", 3, WorkingDays, "2026-02-24")] // Saturday 14 February is a make-up day
    [InlineData("2026-09-30T23:59+08:00", 3, WorkingDays, "2026-10-10")] // a make-up Saturday is the last day
    [InlineData("2025-09-26T10:00+08:00", 5, WorkingDays, "2025-10-10")]
    [InlineData("2026-11-23T15:11+08:00", 20, CalendarDays, "2026-12-14")] // 13 December is a Sunday
    [InlineData("2026-09-11T10:00+08:00", 20, CalendarDays, "2026-10-08")] // 1 October: rolls over the whole holiday
    [InlineData("2026-09-10T10:00+08:00", 10, CalendarDays, "2026-09-20")] // a make-up Sunday is worked, nothing rolls
    [InlineData("2026-10-23T10:00+08:00", 1, Months, "2026-11-23")]
    [InlineData("2024-01-31T10:00+08:00", 1, Months, "2024-02-29")]
    [InlineData("2025-01-31T10:00+08:00", 1, Months, "2025-02-28")]
    [InlineData("2025-12-31T10:00+08:00", 2, Months, "2026-02-28")] // a make-up Saturday
    [InlineData("2026-01-17T10:00+08:00", 1, Months, "2026-02-24")] // into Spring Festival
    public void Ends_at_midnight_of_the_right_day(string start, int amount, DeadlineUnit unit, string lastDay)
    {
        var due = calendar.Due(Time(start), new(amount, unit));
        Assert.Equal(Date(lastDay), due.LastDay);
        Assert.Equal(Time($"{lastDay}T00:00+08:00").AddDays(1), due.Due);
        Assert.False(due.Provisional);
    }

    [Fact]
    public void The_start_day_is_that_of_the_districts_zone()
    {
        var lateInUtc = Time("2026-11-23T16:00Z"); // midnight has passed in China
        Assert.Equal(new(2026, 11, 25), calendar.Due(lateInUtc, new(1, WorkingDays)).LastDay);
        Assert.Equal(new(2026, 11, 24), calendar.Due(lateInUtc.AddTicks(-1), new(1, WorkingDays)).LastDay);
    }

    [Fact]
    public void Ends_with_office_hours_when_the_rule_says_so()
    {
        var due = calendar.Due(Time("2026-11-23T15:11+08:00"), new(3, WorkingDays, new TimeOnly(17, 30)));
        Assert.Equal(Time("2026-11-26T09:30Z"), due.Due);
        Assert.True(due.DueLocal.EqualsExact(Time("2026-11-26T17:30+08:00")));
        Assert.False(due.IsOverdue(Time("2026-11-26T17:29:59+08:00")));
        Assert.True(due.IsOverdue(Time("2026-11-26T17:30+08:00")));
    }

    [Fact]
    public void Stays_on_a_holiday_when_the_rule_does_not_roll() =>
        Assert.Equal(new(2026, 10, 1), calendar.Due(Time("2026-09-11T10:00+08:00"), new(20, CalendarDays, rollForward: false)).LastDay);

    [Theory]
    [InlineData("2026-11-29T10:00+08:00", 20, CalendarDays, 5, "2026-12-21", "2026-12-28")] // from the Monday, not from the Saturday before it
    [InlineData("2026-11-23T10:00+08:00", 5, WorkingDays, 3, "2026-11-30", "2026-12-03")]
    [InlineData("2026-09-11T10:00+08:00", 20, CalendarDays, 1, "2026-10-08", "2026-10-09")] // the day due had rolled over the whole holiday
    [InlineData("2025-12-31T10:00+08:00", 1, Months, 1, "2026-02-02", "2026-03-02")] // a month from the Monday, which is not the end of a month
    public void More_time_counts_from_the_day_that_was_due(string start, int amount, DeadlineUnit unit, int more, string from, string lastDay)
    {
        var due = calendar.Due(Time(start), new(amount, unit));
        Assert.Equal(Date(from), due.LastDay);
        var extended = calendar.Extend(due, new(more, due.LastDay));
        Assert.Equal(Date(lastDay), extended.LastDay);
        Assert.Equal([new DueExtension(more, Date(from))], extended.Extensions);
        Assert.Equal(extended, calendar.Due(Time(start), new(amount, unit), extended.Extensions));
        Assert.False(calendar.Recompute(extended).Moved);
    }

    [Fact]
    public void A_day_on_which_the_clock_stands_still_is_counted_by_no_unit_and_ends_nothing()
    {
        var paused = calendar.Pausing(new Dictionary<DateOnly, string> { [new(2026, 11, 25)] = "防汛", [new(2026, 11, 30)] = "防汛" });
        Assert.Equal(new(2026, 11, 27), paused.Due(Time("2026-11-23T10:00+08:00"), new(3, WorkingDays)).LastDay);
        Assert.Equal(new(2026, 11, 27), paused.Due(Time("2026-11-23T10:00+08:00"), new(3, CalendarDays)).LastDay);
        Assert.Equal(new(2026, 12, 1), paused.Due(Time("2026-11-23T10:00+08:00"), new(4, CalendarDays)).LastDay); // Saturday, and Monday is paused
        Assert.Equal(new(2026, 12, 25), paused.Due(Time("2026-11-23T10:00+08:00"), new(1, Months)).LastDay);
    }

    [Theory]
    [InlineData(0, WorkingDays)]
    [InlineData(-1, CalendarDays)]
    [InlineData(3661, CalendarDays)]
    [InlineData(121, Months)]
    [InlineData(1, (DeadlineUnit)9)]
    public void A_rule_that_is_no_period_is_refused(int amount, DeadlineUnit unit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeadlineRule(amount, unit));

    [Fact]
    public void A_day_that_ends_as_it_begins_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeadlineRule(1, WorkingDays, TimeOnly.MinValue));

    [Fact]
    public void A_period_that_leaves_the_calendar_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.Due(Time("2023-12-31T10:00+08:00"), new(1, CalendarDays)));
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.Due(Time("2099-12-30T10:00+08:00"), new(1, Months)));
    }
}
