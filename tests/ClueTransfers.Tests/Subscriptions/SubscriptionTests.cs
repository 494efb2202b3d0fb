using System.Net;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests.Subscriptions;

/// <summary>A tenant's systems get its events over AMQP, and no other tenant's (R31).</summary>
public sealed class SubscriptionTests(CluesPlatform platform)
{
    const string Path = "/api/clues/subscriptions";

    ServiceApi Api => platform.Api;

    SampleAccount DisciplineAdmin => platform.Accounts.Holder(Discipline.Admin);

    SampleAccount CppccAdmin => platform.Accounts.Holder(Cppcc.Admin);

    [Fact]
    public async Task A_commissions_system_gets_the_events_of_its_district_in_order_and_no_others()
    {
        var access = await RegisterAsync(DisciplineAdmin, "clue.transferred.v1", "clue.supplemented.v1", "clue.received.v1", "clue.accepted.v1", "clue.disposed.v1", "clue.closed.v1");
        await platform.Matters(SampleAccounts.Lucheng).TransferredAsync();
        var ours = platform.Matters();
        var clue = await ours.TransferredAsync();
        (await Api.PostAsync(ours.Office, $"/api/clues/{clue}/supplements", new { text = "补充说明" })).Ok();
        (await Api.PostAsync(ours.Intake, $"/api/clues/{clue}/receive")).Ok();
        (await Api.PostAsync(ours.Intake, $"/api/clues/{clue}/accept", new { handler = ours.Handler.UserId })).Ok();
        (await Api.PostAsync(ours.Handler, $"/api/clues/{clue}/disposal", Matters.Proposal)).Ok();
        (await Api.PostAsync(ours.Leader, $"/api/clues/{clue}/disposal/approve", new { })).Ok();
        (await Api.PostAsync(ours.Handler, $"/api/clues/{clue}/close")).Ok();

        var events = await ReadAsync(access, 6);
        Assert.Equal(
            ["clue.transferred.v1", "clue.supplemented.v1", "clue.received.v1", "clue.accepted.v1", "clue.disposed.v1", "clue.closed.v1"],
            events.Select(one => one.GetProperty("type").GetString()));
        Assert.All(events, one => Assert.Equal((clue, SampleAccounts.Dongtou), (one.GetProperty("subject").GetGuid(), one.GetProperty("district").GetString())));
        Assert.Equal(await ours.HashAsync(clue), events[0].GetProperty("data").GetProperty("contentHash").GetString());
        var examples = Documents.AsyncApiExamples();
        Assert.All(events, one => Assert.Equal(Fields(examples[one.GetProperty("type").GetString()!]), Fields(one)));
        Assert.DoesNotContain("沿街商铺", string.Concat(events.Select(one => one.GetRawText())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_within_the_approval_is_not_told_and_one_by_intake_is()
    {
        var access = await RegisterAsync(CppccAdmin, "clue.returned.v1");
        var ours = platform.Matters();
        await ours.ReturnedAsync();
        var returned = await ours.ReturnedForSupplementAsync();
        Assert.Equal(returned, Assert.Single(await ReadAsync(access, 1)).GetProperty("subject").GetGuid());
    }

    [Fact]
    public async Task A_lost_password_is_replaced_and_the_old_one_is_of_no_use()
    {
        var access = await RegisterAsync(DisciplineAdmin, "clue.transferred.v1");
        var rotated = (await Api.PostAsync(DisciplineAdmin, $"{Path}/{access.Id}/password")).Ok();
        Assert.Equal(HttpStatusCode.OK, rotated.Status);
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync(access));
        await using var connection = await ConnectAsync(access with { Password = Text(rotated.Json, "access", "password") });
        Assert.True(connection.IsOpen);
    }

    [Fact]
    public async Task A_deleted_subscriber_leaves_nothing()
    {
        var access = await RegisterAsync(DisciplineAdmin, "clue.transferred.v1");
        var answer = await Api.SendAsync(DisciplineAdmin, HttpMethod.Delete, $"{Path}/{access.Id}");
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync(access));
        Assert.Equal(0, await platform.ScalarAsync<long>("select count(*) from subscribers where id = $1", access.Id));
        (await Api.GetAsync(DisciplineAdmin, $"{Path}/{access.Id}")).Refused(HttpStatusCode.NotFound, "not_found");
        await using var admin = await new ConnectionFactory { Uri = new Uri(platform.Host.ConnectionString("rabbitmq")) }.CreateConnectionAsync(TestContext.Current.CancellationToken);
        await using var channel = await admin.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<OperationInterruptedException>(() => channel.QueueDeclarePassiveAsync(access.Queue, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task With_the_broker_away_a_registration_is_pending_and_is_finished_later()
    {
        await using var cut = new OtherCopy(platform, ("RABBITMQ_MANAGEMENT", "http://127.0.0.1:9"));
        var api = new ServiceApi(cut.Address, platform.SignIn);
        var answer = await api.PostAsync(DisciplineAdmin, Path, Registration("clue.transferred.v1"));
        Assert.Equal((HttpStatusCode.Accepted, "pending"), (answer.Status, Text(answer.Json, "subscriber", "status")));
        var access = Access.Of(answer);
        // The other copy of the service has the broker, and continues with what is recorded.
        await Eventually.TrueAsync(async () => (await Api.GetAsync(DisciplineAdmin, $"{Path}/{access.Id}"))["status"] == "active", "the subscriber is active");
        var clue = await platform.Matters().TransferredAsync();
        Assert.Equal(clue, Assert.Single(await ReadAsync(access, 1)).GetProperty("subject").GetGuid());

        Assert.Equal(HttpStatusCode.Accepted, (await api.SendAsync(DisciplineAdmin, HttpMethod.Delete, $"{Path}/{access.Id}")).Status);
        await Eventually.TrueAsync(
            async () => (await Api.GetAsync(DisciplineAdmin, $"{Path}/{access.Id}")).Status is HttpStatusCode.NotFound, "the subscriber is gone");
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync(access));
    }

    [Fact]
    public async Task What_the_broker_lost_is_made_again_with_the_same_password()
    {
        var access = await RegisterAsync(DisciplineAdmin, "clue.transferred.v1");
        using var broker = platform.Management();
        (await broker.DeleteAsync($"api/users/{access.User}", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        (await broker.DeleteAsync($"api/queues/%2F/{access.Queue}", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync(access));

        await using var started = new OtherCopy(platform); // looks at every subscriber when it starts
        await Eventually.TrueAsync(() => CanConnectAsync(access), "the user is there again");
        var clue = await platform.Matters().TransferredAsync();
        Assert.Equal(clue, Assert.Single(await ReadAsync(access, 1)).GetProperty("subject").GetGuid());
    }

    [Fact]
    public async Task The_admin_sees_what_waits_and_who_reads()
    {
        var access = await RegisterAsync(DisciplineAdmin, "clue.transferred.v1");
        await platform.Matters().TransferredAsync();
        await Eventually.TrueAsync(async () => (await Api.GetAsync(DisciplineAdmin, $"{Path}/{access.Id}"))["messages"] == "1", "one event waits");
        var listed = (await Api.GetAsync(DisciplineAdmin, Path)).Ok().Json.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetGuid() == access.Id);
        Assert.Equal(0, listed.GetProperty("consumers").GetInt32());
        Assert.DoesNotContain("password\"", listed.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_tenant_does_not_see_another_tenants_subscribers()
    {
        var access = await RegisterAsync(DisciplineAdmin, "clue.transferred.v1");
        foreach (var stranger in (SampleAccount[])[CppccAdmin, platform.Accounts.Holder(Discipline.Admin, SampleAccounts.Lucheng)])
        {
            (await Api.GetAsync(stranger, $"{Path}/{access.Id}")).Refused(HttpStatusCode.NotFound, "not_found");
            (await Api.PostAsync(stranger, $"{Path}/{access.Id}/password")).Refused(HttpStatusCode.NotFound, "not_found");
            (await Api.SendAsync(stranger, HttpMethod.Delete, $"{Path}/{access.Id}")).Refused(HttpStatusCode.NotFound, "not_found");
            Assert.DoesNotContain(access.Id.ToString(), (await Api.GetAsync(stranger, Path)).Ok().Text, StringComparison.Ordinal);
        }

        (await Api.GetAsync(platform.Accounts.Holder(Discipline.Leader), Path)).Refused(HttpStatusCode.Forbidden, "role.required");
        (await Api.GetAsync(Actor.Nobody, Path)).Refused(HttpStatusCode.Unauthorized, "signin.required");
    }

    public static TheoryData<object, string> BadRegistrations => new()
    {
        { new { name = "a", eventTypes = (string[])["clue.unknown.v1"] }, "subscription.event_type" },
        { new { name = "a", eventTypes = (string[])["clue.supplemented.v1"] }, "subscription.event_type" },
        { new { name = "a", eventTypes = (string[])["clue.transferred.*"] }, "subscription.event_type" },
        { new { name = "a", eventTypes = (string[])["#"] }, "subscription.event_type" },
        { new { name = "a", eventTypes = Array.Empty<string>() }, "request.invalid" },
        { new { name = " ", eventTypes = (string[])["clue.transferred.v1"] }, "request.invalid" },
        { new { name = new string('a', 101), eventTypes = (string[])["clue.transferred.v1"] }, "request.invalid" },
        { new { name = "a\u0007", eventTypes = (string[])["clue.transferred.v1"] }, "request.invalid" },
        { new { name = "a", eventTypes = (string[])["clue.transferred.v1"], district = "330302" }, "request.malformed" },
        { new { name = "a" }, "request.malformed" },
        { new { name = "a", eventTypes = "clue.transferred.v1" }, "request.malformed" },
    };

    [Theory]
    [MemberData(nameof(BadRegistrations))]
    public async Task A_registration_that_cannot_be_is_refused_and_leaves_nothing(object request, string code)
    {
        var before = await platform.ScalarAsync<long>("select count(*) from subscribers");
        (await Api.PostAsync(CppccAdmin, Path, request)).Refused(HttpStatusCode.BadRequest, code);
        Assert.Equal(before, await platform.ScalarAsync<long>("select count(*) from subscribers"));
    }

    [Fact]
    public async Task A_name_is_taken_once_in_a_tenant()
    {
        var request = Registration("clue.closed.v1");
        var first = (await Api.PostAsync(CppccAdmin, Path, request)).Ok();
        (await Api.PostAsync(CppccAdmin, Path, request)).Refused(HttpStatusCode.Conflict, "subscription.name_taken");
        var elsewhere = (await Api.PostAsync(DisciplineAdmin, Path, request)).Ok();
        await RemoveAsync(CppccAdmin, Access.Of(first));
        await RemoveAsync(DisciplineAdmin, Access.Of(elsewhere));
    }

    static object Registration(params string[] types) => new { name = $"案件管理系统 {Guid.NewGuid():N}", eventTypes = types };

    async Task<Access> RegisterAsync(SampleAccount admin, params string[] types)
    {
        foreach (var left in (await Api.GetAsync(admin, Path)).Ok().Json.GetProperty("items").EnumerateArray())
            (await Api.SendAsync(admin, HttpMethod.Delete, $"{Path}/{left.GetProperty("id").GetGuid()}")).Ok();
        var answer = (await Api.PostAsync(admin, Path, Registration(types))).Ok();
        Assert.Equal((HttpStatusCode.Created, "active"), (answer.Status, Text(answer.Json, "subscriber", "status")));
        return Access.Of(answer);
    }

    async Task RemoveAsync(SampleAccount admin, Access access) => (await Api.SendAsync(admin, HttpMethod.Delete, $"{Path}/{access.Id}")).Ok();

    static async Task<List<JsonElement>> ReadAsync(Access access, int count)
    {
        await using var connection = await ConnectAsync(access);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        var events = new List<JsonElement>();
        await Eventually.TrueAsync(async () =>
        {
            while (await channel.BasicGetAsync(access.Queue, autoAck: true) is { } message)
            {
                var one = JsonDocument.Parse(message.Body).RootElement;
                Assert.Equal("application/cloudevents+json", message.BasicProperties.ContentType);
                Assert.Equal(one.GetProperty("id").GetString(), message.BasicProperties.MessageId);
                events.Add(one);
            }

            return events.Count >= count;
        }, $"{count} events");
        return events;
    }

    static async Task<bool> CanConnectAsync(Access access)
    {
        try
        {
            await using var connection = await ConnectAsync(access);
            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }

    static Task<IConnection> ConnectAsync(Access access) => new ConnectionFactory
    {
        Uri = access.Address,
        VirtualHost = access.VirtualHost,
        UserName = access.User,
        Password = access.Password,
        AutomaticRecoveryEnabled = false,
    }.CreateConnectionAsync(TestContext.Current.CancellationToken);

    static string Text(JsonElement json, string part, string field) => json.GetProperty(part).GetProperty(field).ToString();

    static IEnumerable<string> Fields(JsonElement json) => json.EnumerateObject()
        .SelectMany(field => field.Value.ValueKind is JsonValueKind.Object ? Fields(field.Value).Select(inner => $"{field.Name}.{inner}") : [field.Name]).Order();

    sealed record Access(Guid Id, Uri Address, string VirtualHost, string Queue, string User, string Password)
    {
        public static Access Of(Answer answer) => new(
            Guid.Parse(Text(answer.Json, "subscriber", "id")), new Uri(Text(answer.Json, "access", "address")), Text(answer.Json, "access", "virtualHost"),
            Text(answer.Json, "access", "queue"), Text(answer.Json, "access", "user"), Text(answer.Json, "access", "password"));
    }
}
