using MimeKit;
using SmtpServer.Protocol;
using Supervision.Contracts;
using Supervision.Notifications.Deliveries;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.Preferences;
using Supervision.Notifications.Tests.Support;

namespace Supervision.Notifications.Tests.Deliveries;

/// <summary>Mail through a real SMTP server with STARTTLS, on a movable clock.</summary>
public sealed class MailTests(Stack stack)
{
    const string Address = "member@cppcc.example";

    [Fact]
    public async Task A_mail_says_that_something_awaits_and_where_and_nothing_of_it()
    {
        await using var mail = new MailServer().Start();
        await using var service = await ClockedService.StartAsync(stack, mail);
        var person = await service.PersonAsync(Cppcc.Member, Address);
        var english = await service.PersonAsync(Cppcc.Member, "english@cppcc.example");
        await service.PreferAsync(english, p => p with { Language = "en" });
        var topic = await service.TellAsync(person, urgency: Urgency.Action);
        await service.TellAsync(person, "clue.received", Urgency.Action, ("reference", "2026-0017"), ("letterNumber", "〔2026〕12号"));
        await service.TellAsync(english, urgency: Urgency.Urgent);
        Assert.Equal(Round.Idle, await service.SendAsync());

        var mails = mail.To(Address).ToList();
        Assert.Equal(["协同监督平台：有事项待您办理", "协同监督平台：有监督议题待您办理"], mails.Select(m => m.Subject).Order(StringComparer.Ordinal));
        Assert.All(mail.Received, m => Assert.DoesNotMatch("2026-0017|T2026-0003|〔2026〕", m.TextBody + m.Subject));
        var (open, sealedOne) = (mails.Single(m => m.Subject!.Contains("议题", StringComparison.Ordinal)), mails.Single(m => m.Subject!.Contains("有事项", StringComparison.Ordinal)));
        Assert.Contains("https://portal.example/topics/", open.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://portal.example/inbox", sealedOne.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("/clues", sealedOne.ToString(), StringComparison.Ordinal);
        Assert.Equal(("supervision@platform.example", "协同监督平台"), (open.From.Mailboxes.Single().Address, open.From.Mailboxes.Single().Name));
        Assert.Equal("auto-generated", open.Headers["Auto-Submitted"]);
        Assert.Contains("a supervision topic is overdue or presses", mail.To("english@cppcc.example").Single().Subject, StringComparison.Ordinal);
        Assert.Equal(MessageImportance.High, mail.To("english@cppcc.example").Single().Importance);
        Assert.Equal("1 0 -", await service.StandingAsync(topic));
        using var log = await service.As(person).GetAsync($"/api/notifications/{topic}/deliveries");
        var line = (await log.ReadAsync<DeliveryList>()).Items.Single();
        Assert.Equal(("mail", DeliveryStatus.Delivered, service.Clock.GetUtcNow()), (line.Channel, line.Status, line.DoneAt));
    }

    [Fact]
    public async Task After_an_hour_without_the_mail_server_everything_goes_out_once_and_the_most_urgent_first()
    {
        await using var mail = new MailServer();
        await using var service = await ClockedService.StartAsync(stack, mail);
        var person = await service.PersonAsync(Cppcc.Member, Address);
        var told = new List<Guid>();
        for (var minute = 0; minute < 60; minute++)
        {
            told.Add(await service.TellAsync(person, urgency: (Urgency)(minute % 3)));
            Assert.Equal(Round.Away, await service.SendAsync());
            service.Clock.Move(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("0 0 connection.failed", await service.StandingAsync(told[0]));
        mail.Start();
        Assert.Equal(Round.Idle, await service.SendAsync());
        var urgencies = mail.Received.Select(m => m.Subject!.Contains("紧急", StringComparison.Ordinal) ? 2 : m.Subject!.Contains("待您", StringComparison.Ordinal) ? 1 : 0).ToList();
        Assert.Equal(60, urgencies.Count);
        Assert.Equal(urgencies.OrderDescending(), urgencies);
        Assert.Equal(60, mail.Received.Select(m => m.MessageId).Distinct().Count());
        Assert.Equal(60L, await service.ScalarAsync<long>("select count(*) from deliveries where status = 1 and attempts = 0"));
        service.Clock.Move(TimeSpan.FromDays(1));
        await service.SendAsync();
        Assert.Equal(60, mail.Received.Count);
    }

    [Fact]
    public async Task Copies_that_send_at_the_same_time_send_each_mail_once()
    {
        await using var mail = new MailServer().Start();
        await using var service = await ClockedService.StartAsync(stack, mail);
        var person = await service.PersonAsync(Cppcc.Member, Address);
        for (var i = 0; i < 100; i++) await service.TellAsync(person);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.SendAsync()));
        Assert.Equal(100, mail.Received.Count);
        Assert.Equal(100, mail.Received.Select(m => m.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task What_a_copy_had_in_hand_when_it_died_goes_out_after_its_lease_under_the_same_message_id()
    {
        await using var mail = new MailServer().Start();
        await using var service = await ClockedService.StartAsync(stack, mail);
        var person = await service.PersonAsync(Cppcc.Member, Address);
        var id = await service.TellAsync(person);
        // The state a kill leaves between the server's reply and its recording.
        var leased = service.Clock.GetUtcNow().AddMinutes(5);
        await service.SendAsync();
        await service.ExecuteAsync("update deliveries set status = 0, done_at = null, leased_until = $1", leased);
        Assert.Equal(Round.Idle, await service.SendAsync());
        Assert.Single(mail.Received);
        service.Clock.MoveTo(leased);
        await service.SendAsync();
        Assert.Equal(2, mail.Received.Count);
        Assert.Single(mail.Received.Select(m => m.MessageId).Distinct());
        Assert.Equal("1 0 -", await service.StandingAsync(id));
    }

    [Fact]
    public async Task A_refusal_for_good_is_given_up_and_one_for_now_is_tried_again_ever_later_until_a_limit()
    {
        await using var mail = new MailServer { Refuse = to => to.StartsWith("nobody", StringComparison.Ordinal) ? SmtpReplyCode.MailboxUnavailable : to.StartsWith("full", StringComparison.Ordinal) ? SmtpReplyCode.InsufficientStorage : null }.Start();
        await using var service = await ClockedService.StartAsync(stack, mail);
        var nobody = await service.TellAsync(await service.PersonAsync(Cppcc.Member, "nobody@cppcc.example"));
        var full = await service.TellAsync(await service.PersonAsync(Cppcc.Member, "full@cppcc.example"));
        var odd = await service.TellAsync(await service.PersonAsync(Cppcc.Member, "no address at all"));
        var sound = await service.TellAsync(await service.PersonAsync(Cppcc.Member, Address));
        await service.SendAsync();
        Assert.Equal("2 1 smtp.550", await service.StandingAsync(nobody));
        Assert.Equal("2 1 address.invalid", await service.StandingAsync(odd));
        Assert.Equal("1 0 -", await service.StandingAsync(sound));
        for (var attempt = 1; attempt < 8; attempt++)
        {
            Assert.Equal($"0 {attempt} smtp.452", await service.StandingAsync(full));
            service.Clock.Move(TimeSpan.FromMinutes(Math.Pow(2, attempt - 1)) - TimeSpan.FromSeconds(1));
            Assert.Equal(Round.Idle, await service.SendAsync());
            Assert.Equal($"0 {attempt} smtp.452", await service.StandingAsync(full));
            service.Clock.Move(TimeSpan.FromSeconds(1));
            await service.SendAsync();
        }

        Assert.Equal("2 8 smtp.452", await service.StandingAsync(full));
    }

    [Fact]
    public async Task A_channel_that_stays_away_is_given_up_for_what_is_older_than_three_days()
    {
        await using var mail = new MailServer();
        await using var service = await ClockedService.StartAsync(stack, mail);
        var id = await service.TellAsync(await service.PersonAsync(Cppcc.Member, Address));
        service.Clock.Move(TimeSpan.FromDays(3));
        Assert.Equal(Round.Away, await service.SendAsync());
        Assert.StartsWith("0", await service.StandingAsync(id), StringComparison.Ordinal);
        service.Clock.Move(TimeSpan.FromMinutes(1));
        await service.SendAsync();
        Assert.Equal("2 1 connection.failed", await service.StandingAsync(id));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task Without_starttls_or_under_a_strange_certificate_nothing_is_sent(bool startTls)
    {
        await using var mail = new MailServer(startTls).Start();
        await using var other = new MailServer();
        await using var service = await ClockedService.StartAsync(stack, mail, ("Notifications:Mail:Authority", startTls ? other.Authority : mail.Authority));
        var id = await service.TellAsync(await service.PersonAsync(Cppcc.Member, Address));
        Assert.Equal(Round.Away, await service.SendAsync());
        Assert.Empty(mail.Received);
        Assert.Equal(startTls ? "0 0 tls.failed" : "0 0 tls.not_offered", await service.StandingAsync(id));
    }

    [Fact]
    public async Task In_quiet_hours_only_what_is_urgent_goes_out_and_the_rest_at_their_end()
    {
        await using var mail = new MailServer().Start();
        await using var service = await ClockedService.StartAsync(stack, mail);
        var person = await service.PersonAsync(Cppcc.Member, Address);
        await service.PreferAsync(person, p => p with { Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)), Zone = "Asia/Urumqi" });
        service.Clock.MoveTo(new DateTimeOffset(2026, 11, 25, 15, 59, 0, TimeSpan.Zero)); // 21:59 in Urumqi
        await service.TellAsync(person);
        await service.SendAsync();
        Assert.Single(mail.Received);
        service.Clock.Move(TimeSpan.FromMinutes(1));
        await service.TellAsync(person, urgency: Urgency.Action);
        await service.TellAsync(person, urgency: Urgency.Urgent);
        await service.SendAsync();
        Assert.Equal(2, mail.Received.Count);
        Assert.Contains("紧急", mail.Received.Last().Subject, StringComparison.Ordinal);
        service.Clock.MoveTo(new DateTimeOffset(2026, 11, 26, 0, 59, 59, TimeSpan.Zero));
        await service.SendAsync();
        Assert.Equal(2, mail.Received.Count);
        service.Clock.Move(TimeSpan.FromSeconds(1)); // 07:00
        await service.SendAsync();
        Assert.Equal(3, mail.Received.Count);
    }

    [Fact]
    public async Task A_kind_is_switched_off_or_sent_elsewhere_but_deadlines_and_escalation_never_are()
    {
        await using var mail = new MailServer().Start();
        await using var folder = new TestFolder();
        await using var service = await ClockedService.StartAsync(stack, mail, ("Notifications:Drop:SmsFolder", folder.Path));
        var person = await service.PersonAsync(Cppcc.Member, Address, "13800000000");
        await service.PreferAsync(person, p => p with { Channels = [], Kinds = [new KindChoice("topic.moved", ["sms"])] });
        var quiet = await service.TellAsync(person, "proposal.merged", values: ("reference", "2026-0003"));
        var text = await service.TellAsync(person, urgency: Urgency.Action);
        var deadline = await service.TellAsync(person, "deadline.of_tomorrow", Urgency.Action);
        var escalation = await service.TellAsync(person, "escalation.of_tomorrow", Urgency.Urgent);
        await service.SendAsync();
        await service.SendAsync(ChannelNames.Sms);
        Assert.Equal("none", await service.StandingAsync(quiet));
        Assert.Equal("1 0 -", await service.StandingAsync(text));
        Assert.Equal("1 0 -", await service.StandingAsync(deadline));
        Assert.Equal("1 0 -", await service.StandingAsync(escalation));
        Assert.Equal(2, mail.Received.Count);
        var file = Assert.Single(Directory.GetFiles(folder.Path));
        var drop = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(("13800000000", "协同监督平台：有监督议题待您办理", "sms"), (drop.GetProperty("to").GetString(), drop.GetProperty("text").GetString(), drop.GetProperty("channel").GetString()));
        Assert.Equal(3, (await service.As(person).InboxAsync()).Items.Count(n => n.Kind != "proposal.merged"));
    }

    [Fact]
    public async Task Somebody_no_longer_of_the_body_or_inactive_gets_no_mail()
    {
        await using var mail = new MailServer().Start();
        await using var service = await ClockedService.StartAsync(stack, mail);
        var person = await service.PersonAsync(Cppcc.Member, Address);
        var id = await service.TellAsync(person);
        await service.ExecuteAsync("update people set active = false where user_id = $1", person.Id);
        await service.SendAsync();
        Assert.Equal("2 1 address.missing", await service.StandingAsync(id));
        Assert.Empty(mail.Received);
    }
}
