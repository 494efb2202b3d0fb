using System.Net;
using System.Text.Json;
using Supervision.Contracts;
using Supervision.Notifications.Deliveries;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.Tests.Support;
using Supervision.Notifications.Webhooks;

namespace Supervision.Notifications.Tests.Webhooks;

/// <summary>Webhooks to a real HTTP receiver, on a movable clock.</summary>
public sealed class WebhookTests(Stack stack)
{
    const string Path = "/api/notifications/webhooks";

    [Fact]
    public async Task A_body_hears_that_something_awaits_its_people_signed_and_without_anything_of_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var service = await OpenAsync();
        var (admin, person, other) = (await service.PersonAsync(Cppcc.Admin), await service.PersonAsync(Cppcc.Member), await service.PersonAsync(Discipline.Handler));
        var webhook = await RegisterAsync(service, admin, receiver.Address + "/hook");
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", webhook.Secret);
        var id = await service.TellAsync(person, "clue.received", Urgency.Action, ("reference", "2026-0017"), ("letterNumber", "〔2026〕12号"));
        await service.TellAsync(other); // of the other body
        await service.CallWebhooksAsync();

        var call = Assert.Single(receiver.Calls);
        Assert.True(WebhookReceiver.IsSigned(call, webhook.Secret));
        Assert.Equal(service.Clock.GetUtcNow().ToUnixTimeSeconds(), call.Timestamp);
        Assert.DoesNotMatch("2026-0017|〔2026〕|clue", call.Payload);
        var payload = JsonDocument.Parse(call.Payload).RootElement;
        Assert.Equal("notification.created.v1", payload.GetProperty("type").GetString());
        var data = payload.GetProperty("data");
        Assert.Equal((id, "action", "matter", person.Id), (
            data.GetProperty("notificationId").GetGuid(), data.GetProperty("urgency").GetString(), data.GetProperty("area").GetString(),
            data.GetProperty("recipients").EnumerateArray().Single().GetGuid()));
        await service.CallWebhooksAsync();
        Assert.Single(receiver.Calls);
        var log = await MessagesAsync(service, admin, webhook);
        Assert.Equal((DeliveryStatus.Delivered, 0), (log.Single().Status, log.Single().Attempts));
    }

    [Fact]
    public async Task A_message_is_tried_over_three_days_under_one_id_then_parked_and_replayed_on_request()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var service = await OpenAsync();
        var (admin, person) = (await service.PersonAsync(Cppcc.Admin), await service.PersonAsync(Cppcc.Member));
        var webhook = await RegisterAsync(service, admin, receiver.Address);
        receiver.Answer = _ => Task.FromResult(503);
        await service.TellAsync(person);
        var start = service.Clock.GetUtcNow();
        while ((await MessagesAsync(service, admin, webhook)).Single() is { Status: DeliveryStatus.Waiting, DueAt: { } due })
        {
            service.Clock.MoveTo(due);
            await service.CallWebhooksAsync();
        }

        var parked = (await MessagesAsync(service, admin, webhook)).Single();
        Assert.Equal((DeliveryStatus.Parked, 10, "http.503"), (parked.Status, parked.Attempts, parked.LastError));
        Assert.InRange(service.Clock.GetUtcNow() - start, TimeSpan.FromDays(2.9), TimeSpan.FromDays(3.5));
        Assert.Equal(10, receiver.Calls.Count);
        Assert.Single(receiver.Calls.Select(call => call.Id).Distinct());
        Assert.Equal(10, receiver.Calls.Select(call => call.Timestamp).Distinct().Count());

        receiver.Answer = _ => Task.FromResult(200);
        await (await service.As(admin).PostAsync($"{Path}/{webhook.Webhook.Id}/messages/{parked.Id}/replay")).IsAsync(HttpStatusCode.NoContent);
        await service.CallWebhooksAsync();
        Assert.Equal(DeliveryStatus.Delivered, (await MessagesAsync(service, admin, webhook)).Single().Status);
        Assert.Single(receiver.Calls.Select(call => call.Id).Distinct());
    }

    [Fact]
    public async Task A_slow_endpoint_and_one_that_is_away_hold_up_no_other()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var service = await OpenAsync();
        var (admin, person) = (await service.PersonAsync(Cppcc.Admin), await service.PersonAsync(Cppcc.Member));
        var never = new TaskCompletionSource<int>();
        receiver.Answer = path => path == "/slow" ? never.Task : Task.FromResult(200);
        await RegisterAsync(service, admin, receiver.Address + "/slow");
        await RegisterAsync(service, admin, "http://127.0.0.1:1/");
        await RegisterAsync(service, admin, receiver.Address + "/sound");
        for (var i = 0; i < 5; i++) await service.TellAsync(person);
        var lanes = Enumerable.Range(0, 3).Select(_ => service.CallWebhooksAsync()).ToArray();
        await Until.TrueAsync(() => Task.FromResult(receiver.At("/sound").Count() == 5), "The sound endpoint waited for the others.");
        Assert.Single(receiver.At("/slow")); // sent one at a time, so the rest has not started
        never.SetResult(200);
        await Task.WhenAll(lanes);
        Assert.Equal(5, receiver.At("/slow").Count());
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_until_the_overlap_is_over()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var service = await OpenAsync();
        var (admin, person) = (await service.PersonAsync(Cppcc.Admin), await service.PersonAsync(Cppcc.Member));
        var first = await RegisterAsync(service, admin, receiver.Address);
        using var rotated = await service.As(admin).PostAsync($"{Path}/{first.Webhook.Id}/secret");
        var second = await rotated.ReadAsync<WebhookWithSecret>();
        Assert.NotEqual(first.Secret, second.Secret);
        await service.TellAsync(person);
        await service.CallWebhooksAsync();
        Assert.True(WebhookReceiver.IsSigned(receiver.Calls.Last(), first.Secret));
        Assert.True(WebhookReceiver.IsSigned(receiver.Calls.Last(), second.Secret));
        await (await service.As(admin).PostAsync($"{Path}/{first.Webhook.Id}/secret")).IsAsync(HttpStatusCode.Conflict, "webhook.rotating");
        service.Clock.Move(TimeSpan.FromDays(1));
        await service.TellAsync(person);
        await service.CallWebhooksAsync();
        Assert.False(WebhookReceiver.IsSigned(receiver.Calls.Last(), first.Secret));
        Assert.True(WebhookReceiver.IsSigned(receiver.Calls.Last(), second.Secret));
    }

    [Fact]
    public async Task A_redirect_is_no_delivery_and_410_ends_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var service = await OpenAsync();
        var (admin, person) = (await service.PersonAsync(Cppcc.Admin), await service.PersonAsync(Cppcc.Member));
        var webhook = await RegisterAsync(service, admin, receiver.Address + "/hook");
        receiver.Answer = path => Task.FromResult(path == "/hook" ? 307 : 200);
        await service.TellAsync(person);
        await service.CallWebhooksAsync();
        Assert.Empty(receiver.At("/elsewhere"));
        Assert.Equal("http.307", (await MessagesAsync(service, admin, webhook)).Single().LastError);
        receiver.Answer = _ => Task.FromResult(410);
        service.Clock.Move(TimeSpan.FromSeconds(10));
        await service.CallWebhooksAsync();
        Assert.Equal(DeliveryStatus.Parked, (await MessagesAsync(service, admin, webhook)).Single().Status);
        await service.TellAsync(person);
        await service.CallWebhooksAsync();
        Assert.Equal(2, receiver.At("/hook").Count());
        using var list = await service.As(admin).GetAsync(Path);
        Assert.False((await list.ReadAsync<WebhookList>()).Items.Single().Active);
    }

    [Theory]
    [InlineData("http://127.0.0.1/hook", "webhook.target"), InlineData("https://10.0.0.1/", "webhook.target"), InlineData("https://[::1]/", "webhook.target")]
    [InlineData("https://2130706433/", "webhook.target"), InlineData("https://0x7f.1/", "webhook.target"), InlineData("https://[::ffff:169.254.169.254]/latest", "webhook.target")]
    [InlineData("ftp://example.com/", "webhook.address"), InlineData("example.com/hook", "webhook.address"), InlineData("https://user:pw@example.com/", "webhook.address")]
    [InlineData("file:///etc/passwd", "webhook.address"), InlineData("https://example.com/#x", "webhook.address")]
    public async Task An_address_that_cannot_be_one_is_refused(string address, string code)
    {
        var admin = new Person(Guid.CreateVersion7(), Stack.NewDistrict(), Discipline.Admin);
        await (await stack.As(admin).PostAsync(Path, new { name = "系统", address })).IsAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Names_are_taken_once_and_a_body_has_ten_at_most()
    {
        var admin = new Person(Guid.CreateVersion7(), Stack.NewDistrict(), Discipline.Admin);
        for (var i = 0; i < 10; i++) await (await stack.As(admin).PostAsync(Path, new { name = $"系统{i}", address = "https://example.com/" })).IsAsync(HttpStatusCode.Created);
        await (await stack.As(admin).PostAsync(Path, new { name = "系统x", address = "https://example.com/" })).IsAsync(HttpStatusCode.Conflict, "webhook.too_many");
        using var list = await stack.As(admin).GetAsync(Path);
        var first = (await list.ReadAsync<WebhookList>()).Items[0];
        await (await stack.As(admin).DeleteAsync($"{Path}/{first.Id}")).IsAsync(HttpStatusCode.NoContent);
        await (await stack.As(admin).DeleteAsync($"{Path}/{first.Id}")).IsAsync(HttpStatusCode.NotFound);
        await (await stack.As(admin).PostAsync(Path, new { name = "系统9", address = "https://example.com/" })).IsAsync(HttpStatusCode.Conflict, "webhook.name_taken");
        await (await stack.As(admin).PostAsync(Path, new { name = " ", address = "https://example.com/" })).IsAsync(HttpStatusCode.BadRequest, "request.invalid");
        await (await stack.As(admin).PostAsync(Path, new { name = "x", address = "https://" + new string('a', 600) })).IsAsync(HttpStatusCode.BadRequest, "request.invalid");
    }

    Task<ClockedService> OpenAsync() => ClockedService.StartAsync(stack, null, ("Webhooks:AllowedNetworks:0", "127.0.0.0/8"));

    static async Task<WebhookWithSecret> RegisterAsync(ClockedService service, Person admin, string address)
    {
        using var made = await service.As(admin).PostAsync(Path, new { name = $"系统{Guid.NewGuid():N}", address });
        return await made.ReadAsync<WebhookWithSecret>();
    }

    static async Task<IReadOnlyList<WebhookMessageView>> MessagesAsync(ClockedService service, Person admin, WebhookWithSecret webhook)
    {
        using var list = await service.As(admin).GetAsync($"{Path}/{webhook.Webhook.Id}/messages");
        return (await list.ReadAsync<WebhookMessageList>()).Items;
    }
}
