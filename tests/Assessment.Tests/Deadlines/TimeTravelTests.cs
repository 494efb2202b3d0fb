using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supervision.Assessment.Tests.Forms;
using Supervision.Assessment.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Assessment.Tests.Deadlines;

/// <summary>
/// Weeks in seconds, on a clock that two copies of the service share; and missed deadlines published exactly once, whichever copy dies meanwhile.
/// </summary>
public sealed class TimeTravelTests(AssessmentPlatform platform) : IAsyncLifetime
{
    const string Root = FormCases.Root;

    /// <summary>A Sunday in March, later than any day the tests run: the twentieth day after it is a Saturday, and no holiday is near.</summary>
    static readonly DateTimeOffset Sunday = new(2031, 3, 2, 2, 0, 0, TimeSpan.Zero);

    readonly FormCases _cases = new(new Affairs(platform));
    readonly MovableClock _clock = new();
    readonly List<InProcessAssessment> _copies = [];
    ServiceApi? _api;

    ServiceApi Api => _api ?? throw new InvalidOperationException("Not started yet.");

    public async ValueTask InitializeAsync()
    {
        await _cases.PlainClockAsync();
        for (var i = 0; i < 2; i++)
        {
            _copies.Add(new InProcessAssessment(platform, change: services =>
            {
                services.RemoveAll<TimeProvider>();
                services.AddSingleton<TimeProvider>(_clock);
            }));
        }

        _api = _copies[0].Api(platform.SignIn);
        _clock.Set(Sunday);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _api?.Dispose();
        foreach (var copy in _copies) await copy.DisposeAsync();
        await _cases.PlainClockAsync(); // drops deadlines of earlier simulated futures
    }

    [Fact]
    public async Task Twenty_days_extended_paused_and_missed_are_flagged_at_the_instant_and_once()
    {
        await using var overdue = await Listener.ToAsync(platform, nameof(FormOverdue));
        await using var told = await Listener.ToAsync(platform, nameof(DeadlineChanged));
        var form = await _cases.IssuedAsync();
        var item = (await _cases.ItemsAsync(form))[0];
        (await Api.PostAsync(_cases.Of.Contact, $"{Root}/forms/{form}/acknowledge")).Ok();
        var first = await DueAsync(form);
        Assert.Equal(EndOf(2031, 3, 24), first); // the Saturday rolled to Monday
        var started = await told.NextAsync(e => IdOf(e, "deadlineId") == form);
        Assert.Equal([Bodies.Cppcc, Bodies.Discipline], started.GetProperty("escalatesTo").EnumerateArray().Select(b => b.GetString()));
        Assert.Equal([_cases.Of.Contact.UserId], started.GetProperty("persons").EnumerateArray().Select(p => p.GetGuid()));

        // Requested a day before the end and granted by both: the end moves.
        _clock.Set(first.AddDays(-1));
        var extension = (await Api.PostAsync(_cases.Of.Contact, $"{Root}/items/{item}/extension", new { days = 5, reason = "整改涉及多个科室" })).Id;
        foreach (var judge in new[] { _cases.Of.CppccLiaison, _cases.Of.Leader }) (await Api.PostAsync(judge, $"{Root}/extensions/{extension}/grant")).Ok();
        var second = await DueAsync(form);
        Assert.Equal(EndOf(2031, 3, 31), second); // five days after the Monday are a Saturday too
        Assert.Contains("counted from Mon 24 Mar 2031, the day that was due", (await DeadlineAsync(form)).GetProperty("summary").GetString(), StringComparison.Ordinal);

        // A pause over the end: nothing becomes due during it, and the clock resumes three days later.
        (await Api.PostAsync(_cases.Of.Leader, $"{Root}/clock/pause", new { reason = "防汛应急响应" })).Ok();
        await Eventually.TrueAsync(async () => (await DeadlineAsync(form)).GetProperty("held").GetBoolean(), "the clock is paused");
        _clock.Set(second.AddHours(1));
        (await Api.PostAsync(_cases.Of.Chair, $"{Root}/clock/resume")).Ok();
        await Eventually.TrueAsync(async () => !(await DeadlineAsync(form)).GetProperty("held").GetBoolean(), "the clock runs again");
        var third = await DueAsync(form);
        Assert.True(third > second, $"{third} after {second}");
        var explained = await DeadlineAsync(form);
        Assert.Equal(5, explained.GetProperty("extension").GetInt32());
        Assert.NotEmpty(explained.GetProperty("pausedDays").EnumerateArray());
        Assert.Contains("stood still", explained.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await MissedAsync(form));

        // Nothing a moment before; exactly once at the instant.
        _clock.Set(third.AddSeconds(-3));
        Assert.False((await DeadlineAsync(form)).GetProperty("overdue").GetBoolean());
        var missed = await overdue.NextAsync(e => IdOf(e, "formId") == form);
        Assert.Equal(third, missed.GetProperty("due").GetDateTimeOffset());
        Assert.InRange(missed.GetProperty("at").GetDateTimeOffset() - third, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.True((await DeadlineAsync(form)).GetProperty("overdue").GetBoolean());

        // Answered late and sent back by both: the item's own clock runs, and is missed by itself.
        (await Api.PutAsync(_cases.Of.Contact, $"{Root}/items/{item}/reply", FormCases.Reply)).Ok();
        var sent = (await Api.PostAsync(_cases.Of.Contact, $"{Root}/items/{item}/reply/send")).Ok().Json;
        Assert.True(sent.GetProperty("replies")[0].GetProperty("late").GetBoolean());
        foreach (var judge in new[] { _cases.Of.Office, _cases.Of.Liaison }) (await Api.PostAsync(judge, $"{Root}/items/{item}/judge", FormCases.Judgement(1, accept: false))).Ok();
        var own = (await Api.GetAsync(_cases.Of.Chair, $"{Root}/forms/{form}/deadlines")).Ok().Json.EnumerateArray().Single(d => d.GetProperty("itemId").ValueKind is JsonValueKind.String);
        _clock.Set(own.GetProperty("due").GetDateTimeOffset().AddSeconds(1));
        await overdue.NextAsync(e => IdOf(e, "deadlineId") == item);
        Assert.Equal(1, await MissedAsync(form));
        Assert.Equal(1, await MissedAsync(item));
    }

    [Fact]
    public async Task Another_way_of_counting_is_previewed_and_then_moves_open_deadlines_with_a_record()
    {
        var form = await _cases.IssuedAsync();
        (await Api.PostAsync(_cases.Of.Contact, $"{Root}/forms/{form}/acknowledge")).Ok();
        var before = await DueAsync(form);
        var preview = (await Api.GetAsync(_cases.Of.Chair, $"{Root}/clock/preview?mode=WorkingDays")).Ok().Json;
        var moves = preview.GetProperty("deadlines").EnumerateArray().Single(d => IdOf(d, "formId") == form).GetProperty("after").GetDateTimeOffset();
        Assert.True(moves > before);
        (await Api.PutAsync(_cases.Of.Chair, $"{Root}/clock/rule", new { mode = "workingDays" })).Ok();
        await Eventually.TrueAsync(async () => await DueAsync(form) == moves, "the deadline moved as previewed");
        var record = (await DeadlineAsync(form)).GetProperty("events").EnumerateArray().Single(e => e.GetProperty("kind").GetString() == "moved");
        Assert.Equal(before, record.GetProperty("before").GetDateTimeOffset());

        // A day the district takes off moves it to the next working day.
        var off = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime.AddDays(8));
        while (off.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) off = off.AddDays(1);
        await _cases.TellAsync(new DistrictCalendarChanged(
            Guid.CreateVersion7(), _cases.Of.District, [new(off, "DayOff", "台风停工")], 1, _cases.Of.Chair.UserId, _clock.GetUtcNow()));
        await Eventually.TrueAsync(async () => await DueAsync(form) > moves, "the deadline moved with the calendar");
        Assert.Contains("台风停工", (await Api.SendAsync(_cases.Of.Contact, HttpMethod.Get, $"{Root}/forms/{form}/deadlines", language: "zh-CN")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_killed_meanwhile_each_missed_deadline_is_told_once()
    {
        const int Forms = 2000;
        await using var overdue = await Listener.ToAsync(platform, nameof(FormOverdue));
        var form = await _cases.ReceivedAsync();
        var forms = await OpenFormsLikeAsync(form, Forms, DateTimeOffset.UtcNow.AddSeconds(3));
        await Eventually.TrueAsync(
            async () => await platform.ScalarAsync<long>("select count(*) from reply_deadlines where id = any ($1) and overdue_at is not null", forms) > 100, "some are published");
        try
        {
            await platform.Host.KillAsync("assessment", TestContext.Current.CancellationToken);
            await Eventually.TrueAsync(
                async () => await platform.ScalarAsync<long>("select count(*) from reply_deadlines where id = any ($1) and overdue_at is null", forms) == 0, "all are flagged");
            var heard = new HashSet<Guid>();
            await overdue.NextAsync(e =>
            {
                if (forms.Contains(IdOf(e, "deadlineId"))) heard.Add(IdOf(e, "deadlineId"));
                return heard.Count == Forms;
            });
            Assert.Equal(Forms, await platform.ScalarAsync<long>("select count(*) from deadline_events where deadline_id = any ($1) and kind = 'Missed'", forms));
        }
        finally
        {
            await platform.Host.StartAgainAsync("assessment", TestContext.Current.CancellationToken);
            await platform.Host.WaitForHealthyAsync("assessment", TestContext.Current.CancellationToken);
        }

        Assert.Equal(Forms, await platform.ScalarAsync<long>("select count(*) from deadline_events where deadline_id = any ($1) and kind = 'Missed'", forms));
    }

    /// <summary>More forms like this one, all due at one instant.</summary>
    async Task<Guid[]> OpenFormsLikeAsync(Guid form, int count, DateTimeOffset due) => (await platform.ScalarAsync<Guid[]>(
        """
        with made as (
            insert into feedback_forms
            select (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(), 'reference', 'F0000-' || n, 'number', null))).*
            from feedback_forms f, generate_series(1, $2) n where f.id = $1 returning id),
        clocks as (
            insert into reply_deadlines
            select (jsonb_populate_record(d, jsonb_build_object('id', made.id, 'form_id', made.id, 'due', $3::timestamptz))).*
            from reply_deadlines d, made where d.id = $1 returning id)
        select array_agg(id) from clocks
        """,
        form, count, due.ToUniversalTime()))!;

    async Task<DateTimeOffset> DueAsync(Guid form) => (await DeadlineAsync(form)).GetProperty("due").GetDateTimeOffset();

    async Task<JsonElement> DeadlineAsync(Guid form) =>
        (await Api.GetAsync(_cases.Of.Chair, $"{Root}/forms/{form}/deadlines")).Ok().Json.EnumerateArray().Single(d => d.GetProperty("itemId").ValueKind is JsonValueKind.Null);

    Task<long> MissedAsync(Guid deadline) =>
        platform.ScalarAsync<long>("select count(*) from deadline_events where deadline_id = $1 and kind = 'Missed'", deadline);

    /// <summary>The instant a day ends in China.</summary>
    static DateTimeOffset EndOf(int year, int month, int day) => new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.FromHours(8)).AddDays(1);

    static Guid IdOf(JsonElement e, string property) => e.GetProperty(property).GetGuid();
}
