using System.Net;
using Supervision.Contracts;
using Supervision.Notifications.FanOut;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.Rules;
using Supervision.Notifications.Tests.Support;

namespace Supervision.Notifications.Tests;

/// <summary>Notices to very many people, in portions; and notices whose texts cannot be rendered.</summary>
public sealed class FanOutTests(Stack stack)
{
    [Fact]
    public async Task A_notice_for_very_many_is_told_in_portions_once_each_and_the_first_of_two_notices_counts()
    {
        await using var service = await ClockedService.StartAsync(stack);
        await ManyAsync(service, 1700);
        var late = await service.PersonAsync(Cppcc.Member);
        var id = await service.TellAsync(
            Notice("topic.moved", new Audience(Bodies.Cppcc) { Roles = [Cppcc.Member] }),
            Notice("topic.reviewed", new Audience(Bodies.Cppcc) { Persons = [late.Id, Guid.CreateVersion7()] }));
        Assert.Equal(500L, await service.ScalarAsync<long>("select count(*) from notifications"));
        Assert.Equal(2L, await service.ScalarAsync<long>("select count(*) from fan_outs"));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => service.FanOutAsync()));
        await service.FanOutAsync();
        Assert.Equal(1702L, await service.ScalarAsync<long>("select count(*) from notifications where id = $1", id));
        Assert.Equal(1702L, await service.ScalarAsync<long>("select count(distinct user_id) from notifications"));
        Assert.Equal(0L, await service.ScalarAsync<long>("select count(*) from fan_outs"));
        Assert.Equal("topic.moved", (await service.As(late).InboxAsync()).Items.Single().Kind);
        Assert.Equal(1L, await service.ScalarAsync<long>("select count(*) from notifications where kind = 'topic.reviewed'"));
    }

    [Fact]
    public async Task Teams_and_their_linked_leaders_are_told_by_the_topic_each_body_its_own()
    {
        await using var service = await ClockedService.StartAsync(stack);
        var (member, cadre, leader) = (await service.PersonAsync(Cppcc.Supervisor), await service.PersonAsync(Discipline.Handler), await service.PersonAsync(Discipline.Leader));
        var (team, topic) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.ExecuteAsync(
            "insert into teams (team_id, district, topic_id, members, active, version) values ($1, $2, $3, $4, true, 1)",
            team, service.District, topic, new[] { member.Id, cadre.Id, leader.Id });
        await service.TellAsync(
            Notice("topic.moved", new Audience(Bodies.Cppcc) { TeamsOfTopics = [topic] }), Notice("topic.moved", new Audience(Bodies.Discipline) { Teams = [team] }));
        foreach (var told in (Person[])[member, cadre, leader]) Assert.Single((await service.As(told).InboxAsync()).Items);
        await service.ExecuteAsync("update teams set active = false");
        await service.TellAsync(Notice("topic.moved", new Audience(Bodies.Cppcc) { TeamsOfTopics = [topic] }));
        Assert.Single((await service.As(member).InboxAsync()).Items);
    }

    [Fact]
    public async Task A_notice_whose_texts_cannot_be_made_is_parked_with_its_reason_and_stops_no_other()
    {
        await using var mail = new MailServer().Start();
        await using var service = await ClockedService.StartAsync(stack, mail);
        var person = await service.PersonAsync(Cppcc.Member, "member@cppcc.example");
        var admin = await service.PersonAsync(Cppcc.Admin);
        var broken = Notice("clue.receipt_overdue", new Audience(Bodies.Cppcc) { Persons = [person.Id] }) with { Arguments = new Dictionary<string, string> { ["reference"] = "2026-0017" } };
        var id = await service.TellAsync(broken, Notice("topic.moved", new Audience(Bodies.Cppcc) { Persons = [person.Id] }));
        Assert.Equal("topic.moved", (await service.As(person).InboxAsync()).Items.Single().Kind);
        await service.SendAsync();
        Assert.Single(mail.Received);

        using var list = await service.As(admin).GetAsync("/api/notifications/parked");
        var parked = (await list.ReadAsync<ParkedList>()).Items.Single();
        Assert.Equal(("clue.receipt_overdue", false), (parked.Kind, parked.Released));
        Assert.Contains("names due, which the notice does not have", parked.Reason, StringComparison.Ordinal);
        await (await service.As(person).GetAsync("/api/notifications/parked")).IsAsync(HttpStatusCode.Forbidden, "role.required");

        await (await service.As(admin).PostAsync($"/api/notifications/parked/{parked.Id}/release")).IsAsync(HttpStatusCode.NoContent);
        await service.FanOutAsync(); // nothing was fixed
        using var again = await service.As(admin).GetAsync("/api/notifications/parked");
        Assert.False((await again.ReadAsync<ParkedList>()).Items.Single().Released);

        await service.ExecuteAsync("update fan_outs set arguments = arguments || '{\"due\": \"2026-11-20T00:00:00Z\"}', notification_id = gen_random_uuid()");
        await (await service.As(admin).PostAsync($"/api/notifications/parked/{parked.Id}/release")).IsAsync(HttpStatusCode.NoContent);
        await service.FanOutAsync();
        Assert.Equal(["clue.receipt_overdue", "topic.moved"], (await service.As(person).InboxAsync()).Items.Select(n => n.Kind));
        await (await service.As(admin).PostAsync($"/api/notifications/parked/{parked.Id}/release")).IsAsync(HttpStatusCode.NotFound);
        Assert.NotEqual(id, (await service.As(person).InboxAsync()).Items[0].Id);
    }

    [Fact]
    public async Task A_delivery_whose_notification_is_gone_is_parked_and_stops_no_other()
    {
        await using var mail = new MailServer().Start();
        await using var service = await ClockedService.StartAsync(stack, mail);
        var person = await service.PersonAsync(Cppcc.Member, "member@cppcc.example");
        var gone = await service.TellAsync(person, urgency: Urgency.Urgent);
        var sound = await service.TellAsync(person);
        await service.ExecuteAsync("delete from notifications where id = $1", gone);
        await service.SendAsync();
        Assert.StartsWith("3 0 The notification no longer exists", await service.StandingAsync(gone), StringComparison.Ordinal);
        Assert.Equal("1 0 -", await service.StandingAsync(sound));
    }

    internal static Task ManyAsync(ClockedService service, int count) => service.ExecuteAsync(
        "insert into people (user_id, district, body, roles, active, version) select gen_random_uuid(), $1, 'cppcc', '{member}', true, 1 from generate_series(1, $2)", service.District, count);

    static Notice Notice(string kind, Audience to) => new(kind, to, $"/topics/{Guid.CreateVersion7()}", Guid.Empty, new DateTimeOffset(2026, 11, 25, 2, 0, 0, TimeSpan.Zero))
    {
        Arguments = new Dictionary<string, string> { ["reference"] = "T2026-0003" },
    };
}
