using CsCheck;

namespace Supervision.Calendar.Tests;

public sealed class DeadlineProperties
{
    static readonly (string Zone, TimeSpan Offset)[] Zones =
    [
        ("Asia/Shanghai", TimeSpan.FromHours(8)),
        ("Asia/Urumqi", TimeSpan.FromHours(6)),
        ("Asia/Kolkata", TimeSpan.FromHours(5.5)),
        ("America/Phoenix", TimeSpan.FromHours(-7)),
    ];

    /// <summary>Year ends, Spring Festival and National Day, where days differ most, and any other time.</summary>
    static readonly DateTime[] Seasons =
    [
        new(2024, 2, 10), new(2024, 10, 1), new(2025, 1, 1), new(2025, 1, 29), new(2025, 10, 1), new(2026, 1, 1), new(2026, 2, 17),
        new(2026, 9, 25), new(2026, 10, 1), new(2027, 1, 1), new(2027, 2, 6), new(2027, 10, 1), new(2028, 1, 1),
    ];

    static readonly Gen<DateTimeOffset> Start = Gen.OneOf<DateTime>(
        Gen.Int[0, 1700].Select(day => new DateTime(2024, 1, 3).AddDays(day)),
        Gen.Select(Gen.OneOf(Seasons), Gen.Int[-25, 15], (season, days) => season.AddDays(days)))
        .Select(Gen.Int[0, 86_399], (day, second) => new DateTimeOffset(day.AddSeconds(second), TimeSpan.Zero));

    static readonly Gen<TimeOnly?> DayEnd = Gen.OneOf<TimeOnly?>(null, new TimeOnly(17, 30), new TimeOnly(12, 0), new TimeOnly(23, 59, 59));

    static readonly Gen<DeadlineRule> Rule = Gen.Select(
        Gen.Enum<DeadlineUnit>(), Gen.Int[1, 60], DayEnd, Gen.Bool,
        (unit, amount, end, roll) => new DeadlineRule(unit is DeadlineUnit.Months ? 1 + (amount % 14) : amount, unit, end, roll));

    static readonly Gen<DistrictDay> Addition = Gen.Select(
        Gen.OneOf(Seasons), Gen.Int[-25, 40], Gen.Enum<DistrictDayKind>(),
        (season, days, kind) => new DistrictDay(DateOnly.FromDateTime(season.AddDays(days)), kind, "台风"));

    static readonly Gen<DistrictDay[]> Additions = Gen.Frequency(
        (1, Gen.Const(Array.Empty<DistrictDay>())),
        (2, Addition.Array[1, 60].Select(days => days.DistinctBy(day => day.Date).ToArray())));

    static readonly Gen<(DateTimeOffset Start, DeadlineRule Rule, DistrictDay[] Days, (string Name, TimeSpan Offset) Zone)> Case =
        Gen.Select(Start, Rule, Additions, Gen.OneOf(Zones));

    [Fact]
    public void Due_date_is_the_oracles() => Case.Sample(
        sample =>
        {
            var due = Compute(sample);
            var (expected, missing) = new Oracle(sample.Days, sample.Zone.Offset).Due(sample.Start, sample.Rule);
            return due.Due == expected && due.Due.Offset == TimeSpan.Zero
                && due.DueLocal == expected && due.DueLocal.Offset == sample.Zone.Offset
                && due.MissingNotices.SequenceEqual(missing) && due.Provisional == missing.Length > 0;
        },
        iter: 20_000);

    [Fact]
    public void Every_day_from_start_to_end_is_listed_once_with_what_the_oracle_says_of_it() => Case.Sample(
        sample =>
        {
            var due = Compute(sample);
            var oracle = new Oracle(sample.Days, sample.Zone.Offset);
            var first = DateOnly.FromDateTime(sample.Start.ToOffset(sample.Zone.Offset).DateTime);
            var length = due.LastDay.DayNumber - first.DayNumber + 1;
            return due.Days.Select(day => day.Day.Date).SequenceEqual(Enumerable.Range(0, length).Select(first.AddDays))
                && due.Days.All(day => day.Day.IsWorking != oracle.IsOff(day.Day.Date.ToDateTime(TimeOnly.MinValue)));
        },
        iter: 5_000);

    [Fact]
    public void Counted_days_are_numbered_from_one_and_the_end_is_worked_if_the_rule_asks() => Case.Sample(
        sample =>
        {
            var (_, rule, _, _) = sample;
            var days = Compute(sample).Days;
            var counted = days.Where(day => day.Mark is DayMark.Counted).ToList();
            var byWork = rule.Unit is DeadlineUnit.WorkingDays;
            return days[0].Mark is DayMark.Start && days.Count(day => day.Mark is DayMark.Start) == 1
                && counted.Select(day => day.Number).SequenceEqual(Enumerable.Range(1, counted.Count).Select(number => (int?)number))
                && days.All(day => day.Number.HasValue == day.Mark is DayMark.Counted)
                && (rule.Unit is DeadlineUnit.Months || counted.Count == rule.Amount)
                && (!byWork || counted.TrueForAll(day => day.Day.IsWorking))
                && days.All(day => day.Mark is not DayMark.Skipped || !day.Day.IsWorking)
                && (days[^1].Day.IsWorking || (!byWork && !rule.RollForward))
                && days.Count(day => day.Mark is DayMark.RolledTo) <= 1;
        },
        iter: 5_000);

    [Fact]
    public void A_settled_date_does_not_move_when_another_years_notice_comes() => Case.Sample(
        sample =>
        {
            var (_, _, days, zone) = sample;
            var due = Compute(sample);
            var recomputed = Calendar(days, zone.Name, PublishedFacts.With2027()).Recompute(due);
            return (due.MissingNotices.Contains(2027) || !recomputed.Moved) && !recomputed.After.MissingNotices.Contains(2027);
        },
        iter: 5_000);

    static DueDate Compute((DateTimeOffset Start, DeadlineRule Rule, DistrictDay[] Days, (string Name, TimeSpan Offset) Zone) sample) =>
        Calendar(sample.Days, sample.Zone.Name, HolidayData.BuiltIn).Due(sample.Start, sample.Rule);

    static WorkingCalendar Calendar(DistrictDay[] days, string zone, HolidayData holidays) =>
        WorkingCalendar.For(new DistrictCalendar("330305", days, zone), holidays);
}
