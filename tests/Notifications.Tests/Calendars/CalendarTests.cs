using System.Net;
using System.Text.Json;
using Supervision.Contracts;
using Supervision.Notifications.Tests.Reminders;

namespace Supervision.Notifications.Tests.Calendars;

/// <summary>The calendar's editor (R37). That previewed deadlines really move is tested with the service that owns them.</summary>
public sealed class CalendarTests(Stack stack)
{
    static readonly DateTimeOffset Monday = new(2026, 9, 14, 2, 0, 0, TimeSpan.Zero);
    static readonly object Typhoon = new { date = "2026-09-16", kind = "DayOff", reason = "台风停工" };

    [Fact]
    public async Task A_year_says_of_each_day_what_it_is_and_by_whose_word()
    {
        var member = await stack.PersonAsync(Stack.NewDistrict(), Cppcc.Member);
        using var answer = await stack.As(member).GetAsync("/api/notifications/calendar/2026");
        var year = await answer.ReadAsync<JsonElement>();
        var days = year.GetProperty("days").EnumerateArray().ToDictionary(day => day.GetProperty("date").GetString()!);
        Assert.Equal(365, days.Count);
        Assert.Equal("holiday", days["2026-10-01"].GetProperty("kind").GetString());
        Assert.StartsWith("https://", days["2026-10-01"].GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.Equal(("workday", "weekend"), (days["2026-09-16"].GetProperty("kind").GetString(), days["2026-09-19"].GetProperty("kind").GetString()));
        Assert.True(year.GetProperty("noticePublished").GetBoolean());
        using var beyond = await stack.As(member).GetAsync("/api/notifications/calendar/2100");
        await beyond.IsAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_preview_lists_what_moves_of_what_the_own_body_may_know_and_changes_nothing()
    {
        var district = Stack.NewDistrict();
        var (admin, otherAdmin) = (await stack.PersonAsync(district, Cppcc.Admin), await stack.PersonAsync(district, Discipline.Admin));
        var receipt = await ReceiptAsync(district, Bodies.Cppcc, Bodies.Discipline);
        var disposal = await ReceiptAsync(district, Bodies.Discipline);
        await stack.KeptAsync(Deadlines.Open(district, receipt.Due, [admin.Id], escalatesTo: [Bodies.Cppcc])); // a day set by hand
        var seen = await PreviewAsync(admin, Typhoon);
        var move = Assert.Single(seen.GetProperty("moves").EnumerateArray());
        Assert.Equal((receipt.DeadlineId, "clue.receipt"), (move.GetProperty("deadlineId").GetGuid(), move.GetProperty("kind").GetString()));
        Assert.Equal((receipt.Due, receipt.Due.AddDays(1)), (move.GetProperty("before").GetDateTimeOffset(), move.GetProperty("after").GetDateTimeOffset()));
        var byOther = (await PreviewAsync(otherAdmin, Typhoon)).GetProperty("moves").EnumerateArray().Select(m => m.GetProperty("deadlineId").GetGuid());
        Assert.Equal(new[] { receipt.DeadlineId, disposal.DeadlineId }.Order(), byOther.Order());
        Assert.Empty((await HistoryAsync(admin)).EnumerateArray());
    }

    [Fact]
    public async Task A_change_is_applied_as_previewed_recorded_and_told_to_both_bodies()
    {
        var district = Stack.NewDistrict();
        var (admin, otherAdmin) = (await stack.PersonAsync(district, Discipline.Admin), await stack.PersonAsync(district, Cppcc.Admin));
        await ReceiptAsync(district, Bodies.Cppcc, Bodies.Discipline);
        var preview = await PreviewAsync(admin, Typhoon);
        using var applied = await ApplyAsync(admin, preview, Typhoon);
        await applied.IsAsync(HttpStatusCode.OK);
        var record = Assert.Single((await HistoryAsync(otherAdmin)).EnumerateArray());
        Assert.Equal(("防御台风", 1, "discipline", 1L), (
            record.GetProperty("reason").GetString(), record.GetProperty("moved").GetInt32(), record.GetProperty("byBody").GetString(), record.GetProperty("version").GetInt64()));
        Assert.Equal("dayOff", record.GetProperty("days")[0].GetProperty("after").GetString());
        await Until.TrueAsync(async () => (await stack.As(otherAdmin).InboxAsync()).Items.Any(n => n.Kind == "calendar.changed"), "The other body was not notified.");

        var back = new { date = "2026-09-16" };
        using var undone = await ApplyAsync(otherAdmin, await PreviewAsync(otherAdmin, back), back);
        await undone.IsAsync(HttpStatusCode.OK);
        using var nothing = await ApplyAsync(otherAdmin, await PreviewAsync(otherAdmin, back), back);
        await nothing.IsAsync(HttpStatusCode.Conflict, "calendar.nothing_changed");
    }

    [Fact]
    public async Task A_preview_after_which_a_deadline_or_the_calendar_changed_is_stale()
    {
        var district = Stack.NewDistrict();
        var admin = await stack.PersonAsync(district, Cppcc.Admin);
        var receipt = await ReceiptAsync(district, Bodies.Cppcc);
        var preview = await PreviewAsync(admin, Typhoon);
        await stack.KeptAsync(receipt.Then(open: false));
        using var closed = await ApplyAsync(admin, preview, Typhoon);
        await closed.IsAsync(HttpStatusCode.Conflict, "calendar.preview_stale");

        preview = await PreviewAsync(admin, Typhoon);
        object other = new { date = "2026-09-20", kind = "Workday", reason = "补班" };
        using var first = await ApplyAsync(admin, await PreviewAsync(admin, other), other);
        await first.IsAsync(HttpStatusCode.OK);
        using var second = await ApplyAsync(admin, preview, Typhoon);
        await second.IsAsync(HttpStatusCode.Conflict, "calendar.preview_stale");
    }

    [Fact]
    public async Task Of_two_who_apply_the_same_preview_at_once_one_does()
    {
        var admin = await stack.PersonAsync(Stack.NewDistrict(), Cppcc.Admin);
        var preview = await PreviewAsync(admin, Typhoon);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ApplyAsync(admin, preview, Typhoon)));
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode is HttpStatusCode.Conflict));
        foreach (var answer in answers) answer.Dispose();
    }

    [Theory]
    [InlineData("""{"days":[]}""")]
    [InlineData("""{"days":[{"date":"2023-12-31","kind":"DayOff","reason":"停"}]}""")]
    [InlineData("""{"days":[{"date":"2026-09-16","kind":"DayOff"}]}""")]
    [InlineData("""{"days":[{"date":"2026-09-16","kind":"Holiday","reason":"停"}]}""")]
    [InlineData("""{"days":[{"date":"2026-02-30","kind":"DayOff","reason":"停"}]}""")]
    [InlineData("""{"days":[{"date":"2026-09-16","kind":"DayOff","reason":"停"},{"date":"2026-09-16"}]}""")]
    [InlineData("""{"days":[{"date":"2026-09-16","kind":"DayOff","reason":"停\u0007"}]}""")]
    public async Task What_is_no_change_of_a_calendar_is_refused(string body)
    {
        var admin = await stack.PersonAsync(Stack.NewDistrict(), Cppcc.Admin);
        using var refused = await stack.As(admin).PostAsync("/api/notifications/calendar/preview", body);
        await refused.IsAsync(HttpStatusCode.BadRequest);
    }

    /// <summary>A receipt due three working days after the Monday.</summary>
    async Task<DeadlineChanged> ReceiptAsync(string district, params string[] bodies)
    {
        var e = Deadlines.Open(
            district, new DateTimeOffset(2026, 9, 17, 16, 0, 0, TimeSpan.Zero), escalatesTo: bodies, kind: "clue.receipt", count: new(Monday, 3, "WorkingDays", null, true));
        await stack.KeptAsync(e);
        return e;
    }

    async Task<JsonElement> PreviewAsync(Person admin, object day)
    {
        using var answer = await stack.As(admin).PostAsync("/api/notifications/calendar/preview", new { days = new[] { day } });
        return await answer.ReadAsync<JsonElement>();
    }

    Task<HttpResponseMessage> ApplyAsync(Person admin, JsonElement preview, object day) => stack.As(admin).PostAsync(
        "/api/notifications/calendar/changes", new { days = new[] { day }, reason = "防御台风", version = preview.GetProperty("version").GetString() });

    async Task<JsonElement> HistoryAsync(Person reader)
    {
        using var answer = await stack.As(reader).GetAsync("/api/notifications/calendar/changes");
        return (await answer.ReadAsync<JsonElement>()).GetProperty("items");
    }
}
