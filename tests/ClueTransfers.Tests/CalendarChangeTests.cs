using System.Net;
using System.Text.Json;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests;

/// <summary>A change of the district's calendar, previewed and applied in the editing service, moves the deadlines running here (R37).</summary>
public sealed class CalendarChangeTests(CluesPlatform platform)
{
    const string Calendar = "/api/notifications/calendar";

    readonly Matters _matters = platform.Matters(SampleAccounts.Lucheng);

    [Fact]
    public async Task What_was_previewed_is_what_then_moves_with_a_record_in_the_clues_history_and_back()
    {
        using var notifications = new ServiceApi(platform.Host.Address("notifications"), platform.SignIn);
        var transferred = await _matters.TransferredAsync();
        await _matters.AcceptedAsync();
        var before = await DeadlinesAsync();
        await Eventually.TrueAsync(async () => (await KnownAsync()).Count == before.Count, "every running deadline is known there");
        var off = (await platform.ScalarAsync<DateTime>("select receipt_due at time zone 'Asia/Shanghai' - interval '1 day' from clues where id = $1", transferred)).Date;
        var days = new[] { new { date = off.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), kind = (string?)"DayOff", reason = (string?)"台风停工" } };

        var preview = (await notifications.PostAsync(_matters.DisciplineAdmin, $"{Calendar}/preview", new { days })).Ok().Json;
        var moves = preview.GetProperty("moves").EnumerateArray().ToDictionary(
            move => (move.GetProperty("reference").GetString()!, move.GetProperty("kind").GetString()!), move => move.GetProperty("after").GetDateTimeOffset());
        Assert.NotEmpty(moves);
        Assert.Equal(before, await DeadlinesAsync());
        (await notifications.PostAsync(_matters.DisciplineAdmin, $"{Calendar}/changes", new { days, reason = "防御台风", version = preview.GetProperty("version").GetString() })).Ok();

        var expected = before.ToDictionary(pair => pair.Key, pair => moves.GetValueOrDefault(pair.Key, pair.Value));
        await Eventually.TrueAsync(async () => Same(expected, await DeadlinesAsync()), "exactly what was previewed moves");
        var history = (await platform.Api.GetAsync(_matters.Office, $"/api/clues/{transferred}/history")).Ok().Json.EnumerateArray();
        Assert.Single(history, entry => entry.GetProperty("kind").GetString() == "deadlineMoved");
        await Eventually.TrueAsync(async () => Same(expected, await KnownAsync()), "and it is published");

        // The same preview is now stale; once the day is given back, everything is as before.
        (await notifications.PostAsync(_matters.DisciplineAdmin, $"{Calendar}/changes", new { days, reason = "防御台风", version = preview.GetProperty("version").GetString() }))
            .Refused(HttpStatusCode.Conflict, "calendar.nothing_changed");
        var back = new[] { new { days[0].date, kind = (string?)null, reason = (string?)null } };
        var undo = (await notifications.PostAsync(_matters.Admin, $"{Calendar}/preview", new { days = back })).Ok().Json.GetProperty("version").GetString();
        (await notifications.PostAsync(_matters.Admin, $"{Calendar}/changes", new { days = back, reason = "台风未至", version = undo })).Ok();
        await Eventually.TrueAsync(async () => Same(before, await DeadlinesAsync()), "everything moves back");
    }

    /// <summary>R45, on upgrade.</summary>
    [Fact]
    public async Task A_deadline_that_runs_since_before_deadlines_were_told_is_told_at_the_start()
    {
        var id = await _matters.TransferredAsync();
        await Eventually.TrueAsync(async () => await KnowsAsync(id), "it is known there");
        await platform.ExecuteAsync("update clues set deadline_version = 0 where id = $1", id);
        await ForgetAsync(id);
        await using var copy = new InProcessClues(platform);
        await Eventually.TrueAsync(async () => await KnowsAsync(id), "it is published again");
        Assert.Equal(1L, await platform.ScalarAsync<long>("select deadline_version from clues where id = $1", id));
    }

    Task<bool> KnowsAsync(Guid clue) => ThereAsync<bool>($"select exists (select from deadlines where matter_id = '{clue}' and open)");

    Task<int> ForgetAsync(Guid clue) => ThereAsync<int>($"""
        delete from reminders where deadline_id in (select deadline_id from deadlines where matter_id = '{clue}');
        delete from deadlines where matter_id = '{clue}';
        select 1
        """);

    static bool Same<T>(Dictionary<T, DateTimeOffset> expected, Dictionary<T, DateTimeOffset> actual) where T : notnull =>
        expected.Count == actual.Count && expected.All(pair => actual.TryGetValue(pair.Key, out var due) && due == pair.Value);

    /// <summary>The running deadlines of the district's clues, by reference and kind.</summary>
    async Task<Dictionary<(string, string), DateTimeOffset>> DeadlinesAsync() => Read(await platform.ScalarAsync<string>("""
        select coalesce(json_agg(json_build_array(reference, kind, due)), '[]')::text from (
            select reference, 'clue.receipt' kind, receipt_due due from clues where district = $1 and status = 'Transferred'
            union all select reference, 'clue.disposal', disposal_due from clues c where district = $1 and status in ('Received', 'Accepted')
                and not exists (select from disposal_proposals p where p.clue_id = c.id and p.outcome = 'Pending')) running
        """, SampleAccounts.Lucheng));

    /// <summary>The same deadlines as the calendar service knows them.</summary>
    async Task<Dictionary<(string, string), DateTimeOffset>> KnownAsync() => Read(await ThereAsync<string>(
        $"select coalesce(json_agg(json_build_array(reference, kind, due)), '[]')::text from deadlines where open and district = '{SampleAccounts.Lucheng}'"));

    async Task<T> ThereAsync<T>(string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(platform.Host.ConnectionString("notificationsdb"));
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    static Dictionary<(string, string), DateTimeOffset> Read(string? json) => JsonSerializer.Deserialize<JsonElement[][]>(json!)!
        .ToDictionary(row => (row[0].GetString()!, row[1].GetString()!), row => row[2].GetDateTimeOffset());
}
