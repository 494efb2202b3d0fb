using System.Net;
using Supervision.Contracts;

namespace Supervision.Notifications.Tests.Reminders;

/// <summary>Deadlines from events become reminders in inboxes (R45).</summary>
public sealed class ReminderTests(Stack stack)
{
    /// <summary>Midnight in the districts the given number of days from now: the day before is the last day.</summary>
    static DateTimeOffset MidnightIn(int days) => new DateTimeOffset(DateTime.UtcNow.AddHours(8).Date, TimeSpan.Zero).AddHours(-8).AddDays(days);

    [Fact]
    public async Task A_missed_deadline_is_told_to_who_keeps_it_and_then_up_the_line_of_the_bodies_that_may_know()
    {
        var district = Stack.NewDistrict();
        var handler = await stack.PersonAsync(district, Discipline.Handler);
        var (liaison, leader) = (await stack.PersonAsync(district, Discipline.Liaison), await stack.PersonAsync(district, Discipline.Leader));
        var (otherLiaison, chair) = (await stack.PersonAsync(district, Cppcc.Liaison), await stack.PersonAsync(district, Cppcc.Chair));
        var missed = Deadlines.Open(district, MidnightIn(-20), [handler.Id], escalatesTo: [Bodies.Discipline], kind: "clue.disposal");
        await stack.KeptAsync(missed);
        await Until.TrueAsync(async () => await stack.ToldAsync(leader, missed) == "escalation.leaders 1", "The leader was not notified.");
        Assert.Equal("deadline.overdue 1", await stack.ToldAsync(handler, missed));
        Assert.Equal("escalation.liaisons 1", await stack.ToldAsync(liaison, missed));
        Assert.Equal("", await stack.ToldAsync(otherLiaison, missed) + await stack.ToldAsync(chair, missed));
        var told = (await stack.As(handler).InboxAsync()).Items.Single();
        Assert.Contains("问题线索处置（T2026-0003-1）", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holders_of_a_role_keep_a_deadline_and_both_bodies_learn_of_one_that_concerns_both()
    {
        var district = Stack.NewDistrict();
        var (intake, office) = (await stack.PersonAsync(district, Discipline.Intake), await stack.PersonAsync(district, Cppcc.Office));
        var (liaison, otherLiaison) = (await stack.PersonAsync(district, Discipline.Liaison), await stack.PersonAsync(district, Cppcc.Liaison));
        var missed = Deadlines.Open(district, MidnightIn(-2), roles: ["discipline/intake"], escalatesTo: [Bodies.Cppcc, Bodies.Discipline], kind: "clue.receipt");
        await stack.KeptAsync(missed);
        await Until.TrueAsync(async () => await stack.ToldAsync(otherLiaison, missed) == "escalation.liaisons 1", "The conference's liaison was not notified.");
        Assert.Equal(("deadline.overdue 1", "escalation.liaisons 1", ""), (await stack.ToldAsync(intake, missed), await stack.ToldAsync(liaison, missed), await stack.ToldAsync(office, missed)));
    }

    [Fact]
    public async Task A_move_plans_anew_a_closing_cancels_and_what_comes_late_changes_nothing()
    {
        var district = Stack.NewDistrict();
        var owner = await stack.PersonAsync(district, Cppcc.Member);
        var opened = Deadlines.Open(district, MidnightIn(20), [owner.Id]);
        await stack.KeptAsync(opened);
        var first = await stack.PlannedAsync(opened);
        Assert.Equal(["before.5", "before.1", "today", "overdue", "liaisons", "leaders"], first.Split('|').Select(line => line.Split(' ')[0]));
        var moved = opened.Then(MidnightIn(30));
        await stack.KeptAsync(moved);
        Assert.Equal(MidnightIn(29 - 5).AddHours(8).ToString("'before.5' MM-dd '09:00'", System.Globalization.CultureInfo.InvariantCulture), (await stack.PlannedAsync(moved)).Split('|')[0]);
        var closed = moved.Then(open: false);
        await stack.KeptAsync(closed);
        Assert.Equal("", await stack.PlannedAsync(closed));
        await stack.PublishAsync(moved);
        var again = closed.Then();
        await stack.KeptAsync(again);
        Assert.NotEqual("", await stack.PlannedAsync(again));
        Assert.Equal("", await stack.ToldAsync(owner, opened)); // a change of a day set by hand is notified by its own event
    }

    [Fact]
    public async Task Who_keeps_a_deadline_that_the_calendar_moves_is_told()
    {
        var district = Stack.NewDistrict();
        var intake = await stack.PersonAsync(district, Discipline.Intake);
        var count = new DeadlineCount(MidnightIn(0), 3, "WorkingDays", null, true);
        var opened = Deadlines.Open(district, MidnightIn(20), roles: ["discipline/intake"], count: count);
        await stack.KeptAsync(opened);
        await stack.KeptAsync(opened.Then(MidnightIn(21)));
        await stack.KeptAsync(opened.Then().Then(MidnightIn(30)) with { Count = count with { From = MidnightIn(5) } }); // a different clock: not moved by the calendar
        Assert.Equal("deadline.moved 1", await stack.ToldAsync(intake, opened));
    }

    [Fact]
    public async Task An_admin_sets_when_the_district_reminds_and_what_is_planned_follows()
    {
        var district = Stack.NewDistrict();
        var (admin, otherAdmin) = (await stack.PersonAsync(district, Cppcc.Admin), await stack.PersonAsync(district, Discipline.Admin));
        var owner = await stack.PersonAsync(district, Cppcc.Member);
        var opened = Deadlines.Open(district, MidnightIn(20), [owner.Id]);
        await stack.KeptAsync(opened);
        using var usual = await stack.As(owner).GetAsync("/api/notifications/reminder-rule");
        Assert.Contains("\"daysBefore\":[5,1]", await usual.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var set = await PutAsync(admin, new { daysBefore = new[] { 2, 10 }, onTheDay = false, sendAt = "14:30:00", liaisonsAfter = 2, leadersAfter = 4 });
        await set.IsAsync(HttpStatusCode.OK);
        await Until.TrueAsync(async () => (await stack.PlannedAsync(opened)).StartsWith("before.10 ", StringComparison.Ordinal), "The new rule was not applied.");
        var planned = (await stack.PlannedAsync(opened)).Split('|');
        Assert.Equal(["before.10", "before.2", "overdue", "liaisons", "leaders"], planned.Select(line => line.Split(' ')[0]));
        Assert.EndsWith("14:30", planned[0], StringComparison.Ordinal);
        await Until.TrueAsync(async () => (await stack.As(otherAdmin).InboxAsync()).Items.Any(n => n.Kind == "reminder.rule_changed"), "The other body's admin was not notified.");
        Assert.Empty((await stack.As(admin).InboxAsync()).Items);
    }

    [Theory]
    [InlineData("""{"daysBefore":[0],"onTheDay":true,"sendAt":"09:00:00","liaisonsAfter":1,"leadersAfter":3}""")]
    [InlineData("""{"daysBefore":[31],"onTheDay":true,"sendAt":"09:00:00","liaisonsAfter":1,"leadersAfter":3}""")]
    [InlineData("""{"daysBefore":[5,5],"onTheDay":true,"sendAt":"09:00:00","liaisonsAfter":1,"leadersAfter":3}""")]
    [InlineData("""{"daysBefore":[6,5,4,3,2,1],"onTheDay":true,"sendAt":"09:00:00","liaisonsAfter":1,"leadersAfter":3}""")]
    [InlineData("""{"daysBefore":[5],"onTheDay":true,"sendAt":"09:00:30","liaisonsAfter":1,"leadersAfter":3}""")]
    [InlineData("""{"daysBefore":[5],"onTheDay":true,"sendAt":"09:00:00","liaisonsAfter":3,"leadersAfter":1}""")]
    [InlineData("""{"daysBefore":[5],"onTheDay":true,"sendAt":"09:00:00","liaisonsAfter":0,"leadersAfter":1}""")]
    [InlineData("""{"daysBefore":null,"onTheDay":true,"sendAt":"09:00:00","liaisonsAfter":1,"leadersAfter":1}""")]
    public async Task A_rule_that_makes_no_sense_is_refused(string body)
    {
        var admin = await stack.PersonAsync(Stack.NewDistrict(), Discipline.Admin);
        using var refused = await PutAsync(admin, body);
        await refused.IsAsync(HttpStatusCode.BadRequest);
    }

    Task<HttpResponseMessage> PutAsync(Person person, object body)
    {
        var api = stack.As(person);
        var request = api.Request(HttpMethod.Put, "/api/notifications/reminder-rule");
        request.Content = new StringContent(body as string ?? System.Text.Json.JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
        return api.SendAsync(request);
    }
}
