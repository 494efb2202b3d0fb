using static Supervision.Calendar.DeadlineUnit;
using static Supervision.Calendar.Tests.PublishedFacts;

namespace Supervision.Calendar.Tests;

public sealed class ProvisionalTests
{
    readonly WorkingCalendar before = WorkingCalendar.For(new("330305"));
    readonly WorkingCalendar after = WorkingCalendar.For(new("330305"), With2027());

    [Theory]
    [InlineData("2026-12-24T10:00+08:00", 1, WorkingDays, true, false)]
    [InlineData("2026-12-24T10:00+08:00", 2, WorkingDays, true, true)] // 28 December: a notice for 2027 may name it
    [InlineData("2026-12-24T10:00+08:00", 20, CalendarDays, true, true)]
    [InlineData("2026-12-24T10:00+08:00", 20, CalendarDays, false, false)] // no holiday can move it
    [InlineData("2026-12-23T10:00+08:00", 1, Months, true, true)]
    [InlineData("2025-12-23T10:00+08:00", 1, Months, true, false)]
    public void Is_provisional_only_where_a_notice_to_come_could_move_it(
        string start, int amount, DeadlineUnit unit, bool roll, bool provisional)
    {
        var due = before.Due(Time(start), new(amount, unit, rollForward: roll));
        Assert.Equal(provisional, due.Provisional);
        Assert.Equal(provisional ? [2027] : [], due.MissingNotices);
    }

    [Fact]
    public void Two_years_without_a_notice_are_both_named() =>
        Assert.Equal([2027, 2028], before.Due(Time("2027-12-20T10:00+08:00"), new(20, WorkingDays)).MissingNotices);

    [Fact]
    public void Statutory_days_are_kept_and_cite_the_statute()
    {
        var eve = before.DayOf(new(2027, 2, 5));
        Assert.Equal((DayKind.Holiday, "春节", 2027), (eve.Kind, eve.Name?.Zh, eve.AwaitsNotice));
        Assert.Contains("第795号", eve.Source, StringComparison.Ordinal);
        Assert.True(before.IsWorkingDay(new(2027, 2, 9)));
    }

    [Fact]
    public void The_notice_moves_the_date_and_settles_it()
    {
        var due = before.Due(Time("2027-02-03T10:00+08:00"), new(5, WorkingDays));
        Assert.Equal(new(2027, 2, 12), due.LastDay);

        var recomputed = after.Recompute(due);
        Assert.True(recomputed.Moved);
        Assert.Same(due, recomputed.Before);
        Assert.Equal(new(2027, 2, 18), recomputed.After.LastDay);
        Assert.False(recomputed.After.Provisional);
        Assert.Equal((due.Start, due.Rule), (recomputed.After.Start, recomputed.After.Rule));
    }

    [Fact]
    public void The_notice_may_move_a_date_of_the_december_before()
    {
        var due = before.Due(Time("2026-12-29T10:00+08:00"), new(1, WorkingDays));
        Assert.Equal((new DateOnly(2026, 12, 30), true), (due.LastDay, due.Provisional));
        Assert.Equal(new(2027, 1, 4), after.Recompute(due).After.LastDay);
    }

    [Fact]
    public void The_notice_may_settle_a_date_without_moving_it()
    {
        var recomputed = after.Recompute(before.Due(Time("2027-03-01T10:00+08:00"), new(3, WorkingDays)));
        Assert.True(recomputed.Before.Provisional);
        Assert.False(recomputed.After.Provisional);
        Assert.False(recomputed.Moved);
    }
}
