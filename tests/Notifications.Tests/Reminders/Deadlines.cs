using Supervision.Contracts;

namespace Supervision.Notifications.Tests.Reminders;

/// <summary>Deadlines made up by the tests, and their planned reminders.</summary>
internal static class Deadlines
{
    static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static DeadlineChanged Open(
        string district, DateTimeOffset due, IReadOnlyList<Guid>? persons = null, IReadOnlyList<string>? roles = null, IReadOnlyList<string>? escalatesTo = null,
        string kind = "duty.item", DeadlineCount? count = null)
    {
        var matter = Guid.CreateVersion7();
        return new(Guid.CreateVersion7(), district, kind, matter, "T2026-0003-1", $"/topics/{matter}", due, true, persons ?? [], roles ?? [], escalatesTo ?? [], count, 1, At);
    }

    public static DeadlineChanged Then(this DeadlineChanged e, DateTimeOffset? due = null, bool open = true) =>
        e with { Due = due ?? e.Due, Open = open, Version = e.Version + 1 };

    /// <summary>Planned and unsent reminders, as <c>step MM-dd HH:mm</c> in the districts' time, in order.</summary>
    public static async Task<string> PlannedAsync(this Stack stack, DeadlineChanged e)
    {
        await using var command = stack.Owner.CreateCommand("""
            select coalesce(string_agg(step || ' ' || to_char(at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI'), '|' order by at, step), '')
            from reminders where deadline_id = $1 and sent_at is null
            """);
        command.Parameters.AddWithValue(e.DeadlineId);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Version of the service's copy, 0 while there is none.</summary>
    public static async Task<long> CopyAsync(this Stack stack, DeadlineChanged e)
    {
        await using var command = stack.Owner.CreateCommand("select coalesce((select version from deadlines where deadline_id = $1), 0)");
        command.Parameters.AddWithValue(e.DeadlineId);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static async Task KeptAsync(this Stack stack, DeadlineChanged e)
    {
        await stack.PublishAsync(e);
        await Until.TrueAsync(async () => await stack.CopyAsync(e) >= e.Version, $"The copy of {e.DeadlineId} did not arrive.");
    }

    /// <summary>How often a person got each kind of notification about a matter.</summary>
    public static async Task<string> ToldAsync(this Stack stack, Person person, DeadlineChanged e)
    {
        await using var command = stack.Owner.CreateCommand("""
            select coalesce(string_agg(kind || ' ' || times, '|' order by kind), '')
            from (select kind, count(*) times from notifications where user_id = $1 and link = $2 group by kind) told
            """);
        command.Parameters.AddWithValue(person.Id);
        command.Parameters.AddWithValue(e.Link);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Makes everything planned for a district due, as if the clock had advanced.</summary>
    public static async Task LetTimeComeAsync(this Stack stack, string district)
    {
        await using var command = stack.Owner.CreateCommand("update reminders set at = now(), due = now() + interval '1 year' where district = $1 and sent_at is null");
        command.Parameters.AddWithValue(district);
        await command.ExecuteNonQueryAsync();
    }
}
