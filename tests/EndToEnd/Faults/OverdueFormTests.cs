using System.Text.Json;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.EndToEnd.Faults;

/// <summary>
/// Counts overdue events and escalation across services (R36, R45): one missed answer gives one overdue event of Assessment and one notification for
/// each person at each escalation step, whatever dies or arrives twice meanwhile.
/// </summary>
public sealed class OverdueFormTests(FaultPlatform platform, ITestOutputHelper output) : FaultTest(platform, output)
{
    private const string Forms = "/api/assessment/forms";
    private const string Notifier = "notifications";

    /// <summary>So long past the last day that every escalation step is reached.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(10);

    [Fact]
    public async Task An_overdue_form_is_one_event_and_one_notification_a_person_at_each_rung()
    {
        var clue = await Platform.Dongtou.PrepareAsync();
        await using var broker = await BrokerTap.OpenAsync(Platform.Host);
        var told = await broker.CopyAsync(nameof(DeadlineChanged));
        var overdue = await broker.CopyAsync(nameof(FormOverdue));
        var form = await AcknowledgedAsync();
        var started = await OfAsync(broker, told, "deadlineId", form);

        var risen = Platform.Arm("notifications", FaultPoint.BeforeAck);
        var due = await LetTimePassAsync(form, started);
        await Platform.KillAsync("assessment");
        await risen();
        var missed = await OfAsync(broker, overdue, "formId", form);
        Assert.Equal(due, Envelope.OpenNode(missed.Body.Span)["due"]!.GetValue<DateTimeOffset>());
        var moved = await OfAsync(broker, told, "deadlineId", form);
        await Eventually.GetAsync(() => NoticesAsync(form), lines => lines.Any(line => line.Kind == "escalation.leaders"), _ => "the leaders were not notified");

        for (var time = 0; time < 3; time++)
            foreach (var copy in (RawMessage[])[started, moved, missed]) await broker.PutAsync(Notifier, copy);
        await Platform.KillAsync("notifications");
        (await Platform.Dongtou.TransferAsync(clue)).Require(); // follows them in the queue: once it is notified, they are processed
        await Oracle.SettledAsync(Platform);

        Assert.Equal(1, (await Records.QueryAsync(
            Platform.Host, "assessmentdb", $"select count(*) from deadline_events where deadline_id = '{form}' and kind = 'Missed'", row => row.GetInt64(0)))[0]);
        Assert.All(await RestAsync(broker, overdue, "formId", form), again => Assert.Equal(missed.Properties.MessageId, again.Properties.MessageId));
        var lines = await NoticesAsync(form);
        Assert.Equal(
            Expected().OrderBy(line => line.Kind, StringComparer.Ordinal).ThenBy(line => line.User),
            lines.OrderBy(line => line.Kind, StringComparer.Ordinal).ThenBy(line => line.User));
    }

    /// <summary>The contact of the unit, then the liaisons of both bodies, then their leaders.</summary>
    private IEnumerable<(string Kind, Guid User)> Expected() =>
    [
        ("deadline.overdue", Platform.Accounts.Holder(Others.Contact, Platform.Dongtou.Code).UserId),
        .. Holders(Cppcc.Liaison, Discipline.Liaison).Select(user => ("escalation.liaisons", user)),
        .. Holders(Cppcc.Chair, Discipline.Leader).Select(user => ("escalation.leaders", user)),
    ];

    private IEnumerable<Guid> Holders(params Role[] roles) => Platform.Accounts.Accounts.Where(account =>
        account.District == Platform.Dongtou.Code && roles.Any(role => role.Body == account.Body && account.Roles.Contains(role.Name))).Select(account => account.UserId);

    /// <summary>People's notifications about the form's deadline.</summary>
    private Task<IReadOnlyList<(string Kind, Guid User)>> NoticesAsync(Guid form) => Records.QueryAsync(
        Platform.Host, "notificationsdb",
        $"select kind, user_id from notifications where link = '/forms/{form}' and (kind like 'deadline.%' or kind like 'escalation.%')",
        row => (row.GetString(0), row.GetGuid(1)));

    /// <summary>A form agreed by both bodies and acknowledged by its unit.</summary>
    private async Task<Guid> AcknowledgedAsync()
    {
        var (accounts, office) = (Platform.Accounts, Platform.Dongtou.Office);
        var contact = accounts.Holder(Others.Contact, Platform.Dongtou.Code);
        var content = JsonSerializer.Serialize(new
        {
            title = "窗口服务整改落实情况反馈单",
            unit = contact.Unit,
            unitName = "示例被监督单位",
            items = new[] { new { heading = "一次性告知单未提供", problem = "三个窗口均未放置。", requirement = "限期整改。", severity = "moderate" } },
        });
        var draft = (await Platform.Dongtou.PostAsync(Forms, office, content)).Json;
        var form = draft.GetProperty("id").GetGuid();
        await Platform.Dongtou.PostAsync($"{Forms}/{form}/submit", office);
        foreach (var leader in (SampleAccount[])[accounts.Holder(Cppcc.Chair, Platform.Dongtou.Code), accounts.Holder(Discipline.Leader, Platform.Dongtou.Code)])
            await Platform.Dongtou.PostAsync($"{Forms}/{form}/concur", leader, $$"""{"contentHash":"{{draft.GetProperty("contentHash").GetString()}}"}""");
        await Platform.Dongtou.PostAsync($"{Forms}/{form}/issue", office);
        await Platform.Dongtou.PostAsync($"{Forms}/{form}/acknowledge", contact);
        return form;
    }

    /// <summary>
    /// Waiting thirty days is impractical: the clock is set as if it had started that long ago, in its row and in its event, in one commit.
    /// Everything after that the services do themselves.
    /// </summary>
    /// <param name="started">The event published at the clock's start.</param>
    /// <returns>The new due instant.</returns>
    private async Task<DateTimeOffset> LetTimePassAsync(Guid form, RawMessage started)
    {
        var state = Envelope.OpenNode(started.Body.Span);
        var before = state["due"]!.GetValue<DateTimeOffset>();
        var days = Math.Ceiling((before - DateTimeOffset.UtcNow + Late).TotalDays);
        var due = before.AddDays(-days);
        state["due"] = due;
        state["count"]!["from"] = state["count"]!["from"]!.GetValue<DateTimeOffset>().AddDays(-days);
        state["version"] = state["version"]!.GetValue<long>() + 1;
        await Records.ExecuteAsync(Platform.Host, "assessmentdb", $"""
            update reply_deadlines set due = '{due:O}', "from" = "from" - interval '{days} days', told = told + 1 where id = '{form}';
            insert into outbox (id, exchange, routing_key, type, content_type, partition_key, district, payload)
            values ('{Guid.CreateVersion7()}', '{Envelope.ExchangeOf(nameof(DeadlineChanged))}', '', '{nameof(DeadlineChanged)}', 'application/json', '{form}',
                '{Platform.Dongtou.Code}', convert_to('{state.ToJsonString()}', 'utf8'))
            """);
        return due;
    }

    /// <summary>The next message of a queue about the form.</summary>
    private static async Task<RawMessage> OfAsync(BrokerTap broker, string queue, string property, Guid form)
    {
        while (true)
        {
            var message = await broker.TakeAsync(queue);
            if (IsOf(message, property, form)) return message;
        }
    }

    /// <summary>The remaining messages of a queue about the form.</summary>
    private static async Task<IReadOnlyList<RawMessage>> RestAsync(BrokerTap broker, string queue, string property, Guid form)
    {
        var rest = new List<RawMessage>();
        while (await broker.CountAsync(queue) > 0) rest.Add(await broker.TakeAsync(queue));
        return [.. rest.Where(message => IsOf(message, property, form))];
    }

    private static bool IsOf(RawMessage message, string property, Guid form) => Envelope.OpenNode(message.Body.Span)[property]!.GetValue<Guid>() == form;
}
