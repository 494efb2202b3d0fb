using Supervision.Contracts;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.Tests.Support;

namespace Supervision.Notifications.Tests.Deliveries;

/// <summary>The daily digest, on a movable clock, by six copies at once.</summary>
public sealed class DigestTests(Stack stack)
{
    const string Address = "member@cppcc.example";

    [Fact]
    public async Task A_digest_is_made_once_a_day_at_the_time_chosen_in_the_zone_chosen_and_none_on_an_empty_day()
    {
        await using var mail = new MailServer().Start();
        await using var service = await ClockedService.StartAsync(stack, mail);
        var person = await service.PersonAsync(Cppcc.Member, Address);
        await service.TellAsync(person); // from before the choice: got its own mail
        await service.SendAsync();
        await service.PreferAsync(person, p => p with { DigestAt = new TimeOnly(8, 0), Zone = "Asia/Urumqi" }); // UTC+6
        await service.TellAsync(person);
        await service.TellAsync(person);
        await service.TellAsync(person, urgency: Urgency.Action);
        await service.SendAsync();
        Assert.Equal(2, mail.Received.Count); // informational notifications wait for the digest

        await LookAsync(service, new DateTimeOffset(2026, 11, 26, 1, 59, 59, TimeSpan.Zero));
        Assert.Equal(2, mail.Received.Count);
        await LookAsync(service, new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero));
        Assert.Equal(3, mail.Received.Count);
        var digest = mail.Received.Last();
        Assert.Equal("协同监督平台：您有3条新消息", digest.Subject);
        Assert.Contains("待办1条、紧急0条", digest.TextBody, StringComparison.Ordinal);

        await LookAsync(service, new DateTimeOffset(2026, 11, 27, 2, 0, 0, TimeSpan.Zero)); // nothing came
        var read = await service.TellAsync(person);
        await (await service.As(person).PostAsync($"/api/notifications/{read}/read")).IsAsync(System.Net.HttpStatusCode.NoContent);
        await LookAsync(service, new DateTimeOffset(2026, 11, 28, 2, 0, 0, TimeSpan.Zero)); // everything was read
        Assert.Equal(3, mail.Received.Count);
        await service.TellAsync(person);
        await LookAsync(service, new DateTimeOffset(2026, 12, 2, 11, 0, 0, TimeSpan.Zero)); // the service was down for days
        Assert.Equal("协同监督平台：您有1条新消息", mail.Received.Last().Subject);
        Assert.Equal(4, mail.Received.Count);
        await service.TellAsync(person);
        await LookAsync(service, new DateTimeOffset(2026, 12, 3, 1, 59, 0, TimeSpan.Zero));
        Assert.Equal(4, mail.Received.Count);
        await LookAsync(service, new DateTimeOffset(2026, 12, 3, 2, 0, 0, TimeSpan.Zero));
        Assert.Equal(5, mail.Received.Count);
        Assert.Equal(5, mail.Received.Select(m => m.MessageId).Distinct().Count());
    }

    static async Task LookAsync(ClockedService service, DateTimeOffset at)
    {
        service.Clock.MoveTo(at);
        await service.DigestAsync(copies: 6);
        await service.SendAsync();
    }
}
