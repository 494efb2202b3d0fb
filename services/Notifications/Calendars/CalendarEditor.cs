using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Notifications.Data;
using Supervision.Notifications.Reminders;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Calendars;

/// <summary>Previews a change of a district's calendar and applies it (R37). The event makes the services that own deadlines recount them.</summary>
internal sealed class CalendarEditor(NotificationsDb db, CalendarAccess access, HolidayData holidays, TimeProvider clock)
{
    public async Task<CalendarPreview> PreviewAsync(Caller caller, IReadOnlyList<CalendarDayRequest> requested, CancellationToken ct)
    {
        var version = await db.Set<CalendarState>().Where(s => s.District == caller.District).Select(s => s.Version).SingleOrDefaultAsync(ct);
        var days = await db.DaysAsync(caller.District, ct);
        var changed = Changed(days, requested);
        var calendar = holidays.With(caller.District, After(caller.District, days, changed));
        var open = await access.Known(caller, db).OrderBy(d => d.Due).ThenBy(d => d.DeadlineId).ToListAsync(ct);
        var moves = open.Select(deadline => Move(deadline, calendar)).Where(move => move.Before != move.After).ToList();
        return new(Fingerprint(version, changed, moves), changed, moves);
    }

    /// <summary>Applies the previewed change; record and event commit with it.</summary>
    /// <exception cref="RuleViolation">calendar.preview_stale, calendar.nothing_changed</exception>
    public async Task<CalendarChange> ApplyAsync(Caller caller, CalendarChangeRequest request, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"calendar-edit/{caller.District}"}, 0))", ct);
        var preview = await PreviewAsync(caller, request.Days, ct);
        if (preview.Days.Count == 0) throw new RuleViolation("calendar.nothing_changed");
        if (preview.Version != request.Version) throw new RuleViolation("calendar.preview_stale");
        var now = clock.GetUtcNow();
        var state = await db.Set<CalendarState>().SingleOrDefaultAsync(s => s.District == caller.District, ct);
        if (state is null) db.Add(state = new() { District = caller.District, CalendarId = Guid.CreateVersion7(now), Version = 1 });
        else state.Version++;
        await WriteAsync(caller.District, preview.Days, ct);
        var change = Record(caller, request.Reason, preview, state.Version, now);
        db.Add(change);
        await db.SaveChangesAsync(ct);
        var days = await db.DaysAsync(caller.District, ct);
        db.Enqueue(new DistrictCalendarChanged(
            state.CalendarId, caller.District, [.. days.Select(d => new CalendarDayChange(d.Date, d.Kind, d.Reason))], state.Version, caller.UserId, now));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return change;
    }

    static CalendarChange Record(Caller caller, string reason, CalendarPreview preview, long version, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        District = caller.District,
        Version = version,
        Days = preview.Days,
        Reason = reason,
        Moved = preview.Moves.Count,
        By = caller.UserId,
        ByName = caller.Name,
        ByBody = caller.Body,
        At = now,
    };

    async Task WriteAsync(string district, IReadOnlyList<ChangedDay> changed, CancellationToken ct)
    {
        var dates = changed.Select(d => d.Date).ToArray();
        await db.Set<WorkingDay>().Where(d => d.District == district && dates.Contains(d.Date)).ExecuteDeleteAsync(ct);
        db.AddRange(changed.Where(d => d.After is not null).Select(d => Row(district, d)));
    }

    /// <summary>The days on which something changes; the other days of a request already are as asked.</summary>
    static List<ChangedDay> Changed(IReadOnlyList<WorkingDay> days, IReadOnlyList<CalendarDayRequest> requested)
    {
        var present = days.ToDictionary(d => d.Date);
        return
        [
            .. from day in requested.OrderBy(d => d.Date)
               let before = present.GetValueOrDefault(day.Date)
               let reason = day.Kind is null ? null : day.Reason
               where before?.Kind != day.Kind?.ToString() || before?.Reason != reason
               select new ChangedDay(day.Date, before is null ? null : Enum.Parse<DistrictDayKind>(before.Kind), day.Kind, reason),
        ];
    }

    static IEnumerable<WorkingDay> After(string district, IReadOnlyList<WorkingDay> days, IReadOnlyList<ChangedDay> changed) =>
        days.Where(d => changed.All(c => c.Date != d.Date)).Concat(changed.Where(c => c.After is not null).Select(c => Row(district, c)));

    static WorkingDay Row(string district, ChangedDay day) =>
        new() { District = district, Date = day.Date, Kind = day.After!.Value.ToString(), Reason = day.Reason! };

    static DeadlineMove Move(Deadline deadline, WorkingCalendar calendar)
    {
        var count = deadline.Count!;
        var rule = new DeadlineRule(count.Amount, Enum.Parse<DeadlineUnit>(count.Unit), count.DayEnd, count.RollForward);
        var paused = (count.PausedDays ?? []).ToDictionary(day => day, _ => "");
        var granted = count.Extensions?.Select(extension => new DueExtension(extension.Amount, extension.From)).ToList();
        return new(deadline.DeadlineId, deadline.Kind, deadline.Reference, deadline.Due, calendar.Pausing(paused).Due(count.From, rule, granted).Due);
    }

    /// <summary>SHA-256 of the calendar's state, the changed days and the moved deadlines, lower-case hex.</summary>
    static string Fingerprint(long version, IReadOnlyList<ChangedDay> days, IReadOnlyList<DeadlineMove> moves) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { version, days, moves })));
}
