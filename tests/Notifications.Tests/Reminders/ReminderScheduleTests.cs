using System.Globalization;
using CsCheck;
using Supervision.Notifications.Reminders;

namespace Supervision.Notifications.Tests.Reminders;

/// <summary>When reminders are planned (R45), without host or database.</summary>
public sealed class ReminderScheduleTests
{
    static readonly DateTimeOffset Start = new(2026, 10, 8, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-10-20T16:00Z", "before.5 10-16 09:00|before.1 10-20 09:00|today 10-21 09:00|overdue 10-22 00:00|liaisons 10-22 09:00|leaders 10-24 09:00", 1)]
    [InlineData("2026-10-21T09:30Z", "before.5 10-16 09:00|before.1 10-20 09:00|today 10-21 09:00|overdue 10-21 17:30|liaisons 10-22 09:00|leaders 10-24 09:00")]
    [InlineData("2026-10-21T00:30Z", "before.5 10-16 09:00|before.1 10-20 09:00|overdue 10-21 08:30|liaisons 10-22 09:00|leaders 10-24 09:00")]
    public void Days_are_those_of_the_districts_zone_and_the_last_day_is_the_one_before_a_due_midnight(string due, string expected, int addDays = 0) => Assert.Equal(
        expected,
        string.Join('|', ReminderSchedule.Of(At(due).AddDays(addDays), ReminderTimes.Default)
            .Select(r => $"{r.Step} {r.At.ToOffset(TimeSpan.FromHours(8)).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)}")));

    [Fact]
    public void What_is_opened_late_passes_over_what_is_past_but_never_what_was_missed()
    {
        var due = At("2026-10-20T16:00Z");
        Assert.Equal(["before.1", "today", "overdue", "liaisons", "leaders"], Steps(due, at: At("2026-10-17T00:00Z")));
        Assert.Equal(["overdue", "liaisons", "leaders"], Steps(due, at: At("2026-11-20T00:00Z")));
        Assert.Empty(ReminderSchedule.Plan(due, open: false, ReminderTimes.Default, [], [], Start));
    }

    [Fact]
    public void What_was_sent_for_a_due_instant_is_not_sent_again_and_what_is_about_to_be_sent_stays()
    {
        var due = At("2026-10-20T16:00Z");
        var all = ReminderSchedule.Of(due, ReminderTimes.Default).ToList();
        var later = all[1].At.AddMinutes(5); // a minute in which nobody sent anything
        var again = ReminderSchedule.Plan(due, true, ReminderTimes.Default, ["before.5"], all[1..], later);
        Assert.Equal(["before.1", "today", "overdue", "liaisons", "leaders"], again.Select(r => r.Step));
    }

    static IEnumerable<string> Steps(DateTimeOffset due, DateTimeOffset at) =>
        ReminderSchedule.Plan(due, true, ReminderTimes.Default, [], [], at).Select(r => r.Step);

    static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    /// <summary>A change to a deadline at an hour.</summary>
    /// <param name="Due">Hours from the start; null closes it.</param>
    /// <param name="Rule">The rule in force from then on.</param>
    sealed record Move(int Hour, int? Due, int Rule);

    static readonly ReminderTimes[] Rules = [ReminderTimes.Default, new([3, 2, 1], false, new TimeOnly(14, 0), 2, 2), new([], true, new TimeOnly(0, 0), 1, 5)];

    /// <summary>
    /// Openings, moves, closings and rule changes at random hours: what is sent, hour by hour, equals a plain hourly count, with each step of a due
    /// instant at most once.
    /// </summary>
    [Fact]
    public void Over_any_moves_the_same_is_sent_as_a_plain_count_says()
    {
        var moves = Gen.Select(Gen.Int[0, 400], Gen.OneOf(Gen.Int[1, 500].Select(due => (int?)due), Gen.Const((int?)null)), Gen.Int[0, 2], (hour, due, rule) => new Move(hour, due, rule))
            .Array[1, 6].Select(all => all.DistinctBy(move => move.Hour).OrderBy(move => move.Hour).ToArray());
        moves.Sample(all => Assert.Equal(OnPaper(all), Sent(all)), iter: 3000);
    }

    /// <summary>As the service does it: rows are planned, sent at their instant, and replanned at every move.</summary>
    static List<string> Sent(Move[] moves)
    {
        var rows = new List<(int Due, PlannedReminder Reminder, bool Sent)>();
        var log = new List<string>();
        for (var hour = 0; hour <= 800; hour++)
        {
            var now = Start.AddHours(hour);
            foreach (var row in rows.Where(r => !r.Sent && r.Reminder.At <= now).OrderBy(r => r.Reminder.At).ToList())
            {
                rows.Remove(row);
                if (ReminderStep.IsAhead(row.Reminder.Step) && Start.AddHours(row.Due) <= now) continue;
                rows.Add(row with { Sent = true });
                log.Add($"{hour} {row.Due} {row.Reminder.Step}");
            }

            if (moves.FirstOrDefault(m => m.Hour == hour) is not { } move) continue;
            var due = move.Due ?? -1;
            var wanted = ReminderSchedule.Plan(
                Start.AddHours(due), move.Due is not null, Rules[move.Rule], [.. rows.Where(r => r.Sent && r.Due == due).Select(r => r.Reminder.Step)],
                [.. rows.Where(r => !r.Sent && r.Due == due).Select(r => r.Reminder)], now);
            rows.RemoveAll(r => !r.Sent);
            rows.AddRange(wanted.Select(w => (due, w, false)));
        }

        return [.. log.Order(StringComparer.Ordinal)];
    }

    /// <summary>In whole hours of local time, at which the start is eight hours in.</summary>
    static List<string> OnPaper(Move[] moves)
    {
        var log = new HashSet<string>();
        var done = new HashSet<(int, string)>();
        for (var i = 0; i < moves.Length; i++)
        {
            if (moves[i].Due is not { } due) continue;
            var (from, until, rule) = (moves[i].Hour, i + 1 < moves.Length ? moves[i + 1].Hour : 800, Rules[moves[i].Rule]);
            var lastDay = (due + 8 - 1) / 24;
            int Hour(int day) => day * 24 + rule.SendAt.Hour - 8;
            foreach (var days in rule.DaysBefore) Ahead($"before.{days}", Hour(lastDay - days));
            if (rule.OnTheDay) Ahead("today", Hour(lastDay));
            Missed("overdue", due);
            Missed("liaisons", Hour(lastDay + rule.LiaisonsAfter));
            Missed("leaders", Hour(lastDay + rule.LeadersAfter));

            // Within its window, and before the due instant.
            void Ahead(string step, int hour)
            {
                if (hour > from && hour <= until && hour < due) Note(step, hour);
            }

            // At its hour, or at the next check.
            void Missed(string step, int hour)
            {
                if (Math.Max(hour, from + 1) is var sent && sent <= until) Note(step, sent);
            }

            void Note(string step, int hour)
            {
                if (done.Add((due, step))) log.Add($"{hour} {due} {step}");
            }
        }

        return [.. log.Order(StringComparer.Ordinal)];
    }
}
