using System.Collections.Frozen;
using CsCheck;
using Supervision.Assessment.Deadlines;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Tests.Deadlines;

/// <summary>The rule of the 20 days against a plain oracle that walks the days one by one.</summary>
public sealed class CountingTests
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(DistrictCalendar.ChinaTime);
    static readonly Caller Leader = new(Guid.NewGuid(), "示例", "330305", Bodies.Discipline, FrozenSet.ToFrozenSet(["leader"]), null);
    static readonly WorkingCalendar Plain = WorkingCalendar.For(new DistrictCalendar("330305"));

    /// <summary>Starts in the weeks before Spring Festival 2026 (17 February), with its nine days off and make-up days, among others.</summary>
    static readonly Gen<DateTimeOffset> Starts = Gen.Frequency(
        (2, Gen.Int[0, 40 * 24 * 60].Select(m => new DateTimeOffset(2026, 1, 15, 0, 0, 0, TimeSpan.Zero).AddMinutes(m))),
        (1, Gen.Int[0, 600 * 24 * 60].Select(m => new DateTimeOffset(2025, 1, 2, 0, 0, 0, TimeSpan.Zero).AddMinutes(m))));

    static readonly Gen<(int After, int Length)[]> Pauses = Gen.Select(Gen.Int[0, 30], Gen.Int[0, 9]).Array[0, 2];

    [Fact]
    public void Every_due_instant_is_the_oracles() =>
        Gen.Select(Starts, Gen.Enum<CountingMode>(), Gen.Int[1, 25].Array[0, 2], Pauses).Sample((start, mode, more, pauses) =>
        {
            var clock = Clock(mode, start, pauses);
            var due = Granted(clock, start, more);
            Assert.Equal(Oracle(start, mode, [DistrictClock.Days, .. more], clock.Pauses), due.Due);
            Assert.Equal(more.Sum(), due.Extension);
            Assert.Equal(clock.ClockVersion, due.ClockVersion);
            Assert.All(due.PausedDays, day => Assert.Contains(clock.Pauses, pause => pause.From <= day && day <= pause.Until));
        });

    [Theory]
    [InlineData(CountingMode.CalendarDays, "2026-03-02T16:00:00Z")] // 11 February is day 1, Monday 2 March day 20
    [InlineData(CountingMode.WorkingDays, "2026-03-16T16:00:00Z")] // 15 to 23 February off, 14 and 28 February worked
    public void Across_Spring_Festival_both_ways_of_counting_are_as_the_calendar_has_them(CountingMode mode, string expected)
    {
        var start = new DateTimeOffset(2026, 2, 10, 7, 30, 0, TimeSpan.Zero);
        var due = DeadlineCounting.Due(Clock(mode, start, []), start, [], HolidayData.BuiltIn);
        Assert.Equal(DateTimeOffset.Parse(expected, null), due.Due);
    }

    [Fact]
    public void More_time_never_makes_a_deadline_earlier_and_a_pause_moves_it_by_its_days() =>
        Gen.Select(Starts, Gen.Enum<CountingMode>(), Gen.Int[1, 20], Gen.Int[0, 18], Gen.Int[0, 9]).Sample((start, mode, more, after, length) =>
        {
            var plain = Granted(Clock(mode, start, []), start, more);
            Assert.True(Granted(Clock(mode, start, []), start, more + 1).Due >= plain.Due);
            var paused = Granted(Clock(mode, start, [(after, length)]), start, more);
            Assert.True(paused.Due >= plain.Due);
            Assert.DoesNotContain(paused.Count.Days, day => day.Mark is DayMark.Counted or DayMark.Granted && paused.PausedDays.Contains(day.Day.Date));
        });

    /// <summary>R36: N more days are N days after the due day shown to people, whatever day the clock started.</summary>
    [Theory]
    [InlineData(CountingMode.CalendarDays)]
    [InlineData(CountingMode.WorkingDays)]
    public void From_every_start_of_four_years_time_granted_counts_from_the_day_that_was_due(CountingMode mode)
    {
        (int After, int Length)[][] pauses = [[], [(18, 3)], [(21, 1)], [(5, 2), (24, 4)]]; // none, over the end, where it rolls, before and after it
        for (var start = new DateTimeOffset(2024, 1, 1, 2, 0, 0, TimeSpan.Zero); start.Year <= 2027; start = start.AddDays(1))
        {
            foreach (var clock in pauses.Select(days => Clock(mode, start, days)))
            {
                var seen = DeadlineCounting.Due(clock, start, [], HolidayData.BuiltIn).Count.LastDay;
                foreach (var more in new[] { 1, 5 })
                {
                    var due = Granted(clock, start, more);
                    Assert.Equal(Oracle(start, mode, [DistrictClock.Days, more], clock.Pauses), due.Due);
                    Assert.True(due.Count.LastDay >= seen.AddDays(more), $"{more} more from {seen:O}, of a clock started {start:O}, end on {due.Count.LastDay:O}");
                    Assert.Equal(more, due.Count.Days.Count(day => day.Mark is DayMark.Granted && day.Day.Date > seen));
                    Assert.Equal(new DueExtension(more, seen), due.Count.Extensions!.Single());
                }
            }
        }
    }

    [Fact]
    public void Five_more_days_after_a_Saturday_that_rolled_to_Monday_are_five_after_the_Monday_and_it_says_so()
    {
        var start = new DateTimeOffset(2026, 11, 29, 2, 0, 0, TimeSpan.Zero);
        var due = Granted(Clock(CountingMode.CalendarDays, start, []), start, 5); // 19 December is a Saturday, 26 December another
        Assert.Equal(new DateOnly(2026, 12, 28), due.Count.LastDay);
        Assert.Contains("另经批准延期5日，自应届满之日2026年12月21日（星期一）的次日起算，至2026年12月28日（星期一）", due.Count.Explain(new("zh-CN")).Summary, StringComparison.Ordinal);
        Assert.Contains("5 calendar days granted on top, counted from Mon 21 Dec 2026, the day that was due", due.Count.Explain(new("en")).Summary, StringComparison.Ordinal);
    }

    /// <summary>
    /// A district that changes its counting or gives a day back does not shorten an extension granted from a due day everybody saw.
    /// </summary>
    [Fact]
    public void A_day_that_was_granted_from_stands_however_it_is_counted_later()
    {
        var start = new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
        var seen = DeadlineCounting.Due(Clock(CountingMode.WorkingDays, start, []), start, [], HolidayData.BuiltIn).Count.LastDay;
        var recounted = DeadlineCounting.Due(Clock(CountingMode.CalendarDays, start, []), start, [new(5, seen)], HolidayData.BuiltIn).Count;
        Assert.Equal(new DueExtension(5, seen), recounted.Extensions!.Single());
        Assert.True(recounted.LastDay >= seen.AddDays(5));
        Assert.Contains(recounted.Days, day => day.Mark is DayMark.Standing);

        (int After, int Length)[] pause = [(3, 10)]; // moving the due day later moves the extension with it
        var later = DeadlineCounting.Due(Clock(CountingMode.WorkingDays, start, pause), start, [new(5, seen)], HolidayData.BuiltIn).Count;
        Assert.True(later.Extensions!.Single().From > seen);
        Assert.Equal(5, later.Days.Count(day => day.Mark is DayMark.Granted));
    }

    /// <summary>Successive extensions, each counted from the day due at that time.</summary>
    static ReplyDue Granted(DistrictClock clock, DateTimeOffset start, params int[] more)
    {
        var due = DeadlineCounting.Due(clock, start, [], HolidayData.BuiltIn);
        List<DueExtension> granted = [];
        foreach (var days in more)
        {
            granted.Add(new(days, due.Count.LastDay));
            due = DeadlineCounting.Due(clock, start, granted, HolidayData.BuiltIn);
        }

        return due;
    }

    /// <summary>A district that paused its clocks on these days after the start.</summary>
    static DistrictClock Clock(CountingMode mode, DateTimeOffset start, (int After, int Length)[] pauses)
    {
        var clock = DistrictClock.Of("330305");
        if (mode is CountingMode.WorkingDays) clock.Count(mode, Leader, start);
        foreach (var (after, length) in pauses)
        {
            var from = DayAt(start).AddDays(after);
            clock.Pause("防汛应急响应", from, Leader, start);
            clock.Resume(from.AddDays(length), Leader, start);
        }

        return clock;
    }

    static DateTimeOffset Oracle(DateTimeOffset start, CountingMode mode, int[] periods, IReadOnlyList<ClockPause> pauses)
    {
        var day = DayAt(start);
        bool Paused() => pauses.Any(pause => pause.From <= day && day <= pause.Until);
        foreach (var days in periods)
        {
            for (var left = days; left > 0;)
            {
                day = day.AddDays(1);
                if (!Paused() && (mode is CountingMode.CalendarDays || Plain.IsWorkingDay(day))) left--;
            }

            while (Paused() || !Plain.IsWorkingDay(day)) day = day.AddDays(1);
        }

        var local = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    static DateOnly DayAt(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}
