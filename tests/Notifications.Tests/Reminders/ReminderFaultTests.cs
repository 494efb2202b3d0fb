using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Contracts;
using Supervision.Persistence;

namespace Supervision.Notifications.Tests.Reminders;

/// <summary>Runs alone, since it kills copies of the service and moves the clock of others.</summary>
[Collection("alone")]
public sealed class ReminderFaultTests(Stack stack)
{
    const int Deadlines = 60;

    static readonly string[] Told = ["deadline.approaching 2", "deadline.overdue 1", "deadline.today 1"];

    [Fact]
    public async Task With_two_copies_and_a_kill_in_between_each_reminder_is_in_the_inbox_and_the_mail_log_once()
    {
        var district = Stack.NewDistrict();
        var owner = await stack.PersonAsync(district, Cppcc.Member, email: "reminded@cppcc.example");
        var liaison = await stack.PersonAsync(district, Cppcc.Liaison);
        var due = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(40), TimeSpan.Zero).AddHours(9.5); // 17:30 in the district: its morning is ahead
        var all = new List<DeadlineChanged>();
        for (var i = 0; i < Deadlines; i++)
        {
            all.Add(Reminders.Deadlines.Open(district, due, [owner.Id], escalatesTo: [Bodies.Cppcc]));
            await stack.PublishAsync(all[^1]);
        }

        await Until.TrueAsync(async () => await CountAsync($"select count(*) from reminders where district = '{district}'") == Deadlines * 6, "Not everything was planned.");
        await stack.LetTimeComeAsync(district);
        await Until.TrueAsync(async () => await SentAsync(district) > 0, "Nothing was sent.");
        await stack.Host.KillAsync(Stack.CopyA, TestContext.Current.CancellationToken);
        await stack.Host.KillAsync(Stack.CopyB, TestContext.Current.CancellationToken);
        foreach (var e in all.Take(10)) await stack.PublishAsync(e, times: 2); // events also arrive twice
        await stack.Host.StartAgainAsync(Stack.CopyB, TestContext.Current.CancellationToken);
        await stack.Host.StartAgainAsync(Stack.CopyA, TestContext.Current.CancellationToken);
        await Until.TrueAsync(async () => await SentAsync(district) == Deadlines * 6, "Not everything was sent.", TimeSpan.FromSeconds(60));

        foreach (var e in all)
        {
            Assert.Equal(string.Join('|', Told), await stack.ToldAsync(owner, e));
            Assert.Equal("escalation.liaisons 1", await stack.ToldAsync(liaison, e));
        }

        Assert.Equal(Deadlines * 4, await stack.As(owner).UnreadAsync());
        await Until.TrueAsync(
            async () => await CountAsync($"select count(*) from deliveries where user_id = '{owner.Id}' and status = 1") == Deadlines * 4, "Not every mail went out.",
            TimeSpan.FromSeconds(60));
        Assert.Equal(Deadlines * 4, await CountAsync($"select count(*) from deliveries where user_id = '{owner.Id}'"));
        Assert.Equal(Deadlines * 4, stack.Mail.To(owner.Email!).Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task As_the_clock_is_moved_day_by_day_two_copies_send_each_step_on_its_day_once()
    {
        var district = Stack.NewDistrict();
        var owner = await stack.PersonAsync(district, Discipline.Handler);
        var leader = await stack.PersonAsync(district, Discipline.Leader);
        // 17:30 in the district, twenty days on, so that the other processes have nothing to send yet.
        var due = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(20), TimeSpan.Zero).AddHours(9.5);
        var e = Reminders.Deadlines.Open(district, due, [owner.Id], escalatesTo: [Bodies.Discipline]);
        await stack.KeptAsync(e);
        var clock = new MovableClock();
        await using var one = new MovedCopy(stack, clock);
        await using var two = new MovedCopy(stack, clock);
        (DateTimeOffset At, string Owner, string Leader)[] days =
        [
            (due.AddDays(-5).AddHours(-9), "", ""), // 08:30, half an hour before
            (due.AddDays(-5).AddHours(-8), "deadline.approaching 1", ""),
            (due.AddDays(-1), "deadline.approaching 2", ""),
            (due.AddHours(-1), "deadline.approaching 2|deadline.today 1", ""),
            (due, "deadline.approaching 2|deadline.overdue 1|deadline.today 1", ""),
            (due.AddDays(2), "deadline.approaching 2|deadline.overdue 1|deadline.today 1", ""),
            (due.AddDays(3), "deadline.approaching 2|deadline.overdue 1|deadline.today 1", "escalation.leaders 1"),
        ];
        foreach (var (at, toOwner, toLeader) in days)
        {
            clock.MoveTo(at);
            await Task.WhenAll(one.SendAsync(), two.SendAsync(), one.SendAsync());
            await Until.TrueAsync(async () => await CountAsync($"select count(*) from reminders where district = '{district}' and sent_at is null and at <= '{at:O}'") == 0, $"Not sent at {at}.");
            Assert.Equal((toOwner, toLeader), (await stack.ToldAsync(owner, e), await stack.ToldAsync(leader, e)));
        }
    }

    Task<long> SentAsync(string district) => CountAsync($"select count(*) from reminders where district = '{district}' and sent_at is not null");

    async Task<long> CountAsync(string sql)
    {
        await using var command = stack.Owner.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A clock that shows a set time; timers run normally.</summary>
    sealed class MovableClock : TimeProvider
    {
        DateTimeOffset _now = DateTimeOffset.UtcNow;

        public void MoveTo(DateTimeOffset now) => _now = now;

        public override DateTimeOffset GetUtcNow() => _now;
    }

    /// <summary>Another copy of the service, in the test's process, on its own clock.</summary>
    sealed class MovedCopy : WebApplicationFactory<Program>
    {
        readonly Stack _stack;
        readonly MovableClock _clock;

        public MovedCopy(Stack stack, MovableClock clock)
        {
            (_stack, _clock) = (stack, clock);
            UseKestrel(0);
            StartServer();
        }

        public Task<int> SendAsync() =>
            Services.GetRequiredService<DueWork<Notifications.Reminders.ReminderClock>>()
                .RunOnceAsync(TestContext.Current.CancellationToken);

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (name, value) in _stack.Host.EnvironmentOf(Stack.CopyA).Where(setting => !setting.Key.StartsWith("ASPNETCORE_", StringComparison.Ordinal)))
                builder.UseSetting(name.Replace("__", ":", StringComparison.Ordinal), value);
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_clock));
        }
    }
}
