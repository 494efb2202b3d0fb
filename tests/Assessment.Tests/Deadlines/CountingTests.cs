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
        Gen.Select(Starts, Gen.Enum<CountingMode>(), Gen.Int[0, 25], Pauses).Sample((start, mode, extension, pauses) =>
        {
            var clock = Clock(mode, start, pauses);
            var due = DeadlineCounting.Due(clock, start, extension, HolidayData.BuiltIn);
            Assert.Equal(Oracle(start, mode, DistrictClock.Days + extension, clock.Pauses), due.Due);
            Assert.Equal(clock.ClockVersion, due.ClockVersion);
            Assert.All(due.PausedDays, day => Assert.Contains(clock.Pauses, pause => pause.From <= day && day <= pause.Until));
        });

    [Theory]
    [InlineData(CountingMode.CalendarDays, "2026-03-02T16:00:00Z")] // 11 February is day 1, Monday 2 March day 20
    [InlineData(CountingMode.WorkingDays, "2026-03-16T16:00:00Z")] // 15 to 23 February off, 14 and 28 February worked
    public void Across_Spring_Festival_both_ways_of_counting_are_as_the_calendar_has_them(CountingMode mode, string expected)
    {
        var start = new DateTimeOffset(2026, 2, 10, 7, 30, 0, TimeSpan.Zero);
        var due = DeadlineCounting.Due(Clock(mode, start, []), start, 0, HolidayData.BuiltIn);
        Assert.Equal(DateTimeOffset.Parse(expected, null), due.Due);
    }

    [Fact]
    public void More_time_never_makes_a_deadline_earlier_and_a_pause_moves_it_by_its_days() =>
        Gen.Select(Starts, Gen.Enum<CountingMode>(), Gen.Int[0, 20], Gen.Int[0, 18], Gen.Int[0, 9]).Sample((start, mode, extension, after, length) =>
        {
            var plain = DeadlineCounting.Due(Clock(mode, start, []), start, extension, HolidayData.BuiltIn);
            Assert.True(DeadlineCounting.Due(Clock(mode, start, []), start, extension + 1, HolidayData.BuiltIn).Due >= plain.Due);
            var paused = DeadlineCounting.Due(Clock(mode, start, [(after, length)]), start, extension, HolidayData.BuiltIn);
            Assert.True(paused.Due >= plain.Due);
            Assert.All(paused.Count.Days.Where(d => d.Mark is not DayMark.Start), day => Assert.False(
                mode is CountingMode.WorkingDays && day.Mark is DayMark.Counted && paused.PausedDays.Contains(day.Day.Date)));
        });

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

    static DateTimeOffset Oracle(DateTimeOffset start, CountingMode mode, int days, IReadOnlyList<ClockPause> pauses)
    {
        var day = DayAt(start);
        bool Paused() => pauses.Any(pause => pause.From <= day && day <= pause.Until);
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (!Paused() && (mode is CountingMode.CalendarDays || Plain.IsWorkingDay(day))) left--;
        }

        while (Paused() || !Plain.IsWorkingDay(day)) day = day.AddDays(1);
        var local = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    static DateOnly DayAt(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}
