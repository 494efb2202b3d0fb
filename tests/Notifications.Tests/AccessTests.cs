using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Notifications.Tests;

/// <summary>Every endpoint × every role of every body, people and systems × {own, other's, other body's, other district's}.</summary>
public sealed partial class AccessTests(SignedInPlatform platform) : IClassFixture<SignedInPlatform>
{
    static readonly string[] Inbox =
    [
        "GET /api/notifications/", "GET /api/notifications/unread", "POST /api/notifications/{id:guid}/read", "POST /api/notifications/read",
        "GET /api/notifications/stream",
    ];

    /// <summary>About the broker, not the database: row-level security plays no part in them.</summary>
    static readonly string[] DeadLetters = ["GET /api/notifications/dead-letters/", "POST /api/notifications/dead-letters/{messageId:guid}/redrive"];

    static readonly string[] OpenToAnyone = ["/health", "/alive", "/openapi/v1.json"];

    /// <summary>Somebody with one notification of their own.</summary>
    sealed record Holder(Guid UserId, string District, string Body, string Roles, Func<Task<string>> Token)
    {
        public Guid Told { get; } = Guid.CreateVersion7();
    }

    [Fact]
    public void Every_endpoint_is_in_the_matrix()
    {
        var endpoints = platform.Unchecked.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var open = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);
        Assert.Equal(OpenToAnyone.Order(), open.Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Order());
        var closed = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(endpoint =>
            $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {endpoint.RoutePattern.RawText}");
        Assert.Equal(Inbox.Concat(Own).Concat(OfBody).Concat(DeadLetters).Concat(JointAccessTests.Rows.Select(row => row.Endpoint)).Order(), closed.Order());
    }

    [Fact]
    public Task Everybody_reaches_the_own_inbox_and_nobody_elses() => WalkAsync(platform.As);

    [Fact]
    public Task Row_level_security_alone_keeps_everybody_to_the_own_inbox() => WalkAsync(platform.AsUnchecked);

    [Fact]
    public async Task Dead_letters_are_for_administrators_of_the_district_they_belong_to()
    {
        foreach (var holder in Callers(await HoldersAsync()))
        {
            var api = platform.As(await holder.Token());
            var admin = holder.Roles is "admin";
            await (await api.GetAsync("/api/notifications/dead-letters")).IsAsync(admin ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
            await (await api.PostAsync($"/api/notifications/dead-letters/{Guid.CreateVersion7()}/redrive"))
                .IsAsync(admin ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden);
        }
    }

    /// <summary>The copy of people comes from Identity's events.</summary>
    [Fact]
    public async Task The_copy_of_people_is_what_identity_told()
    {
        var people = platform.Accounts.Accounts.Count;
        await Until.TrueAsync(async () => await ScalarAsync<long>("select count(*) from people where active") == people, "Not everybody arrived.");
        foreach (var account in platform.Accounts.Accounts)
        {
            Assert.Equal(
                $"{account.District} {account.Body} {string.Join(',', account.Roles.Order())}",
                await ScalarAsync<string>(
                    $"select district || ' ' || body || ' ' || array_to_string(array(select unnest(roles) order by 1), ',') from people where user_id = '{account.UserId}'"));
        }
    }

    async Task WalkAsync(Func<string, Api> callAs)
    {
        var holders = await HoldersAsync();
        foreach (var holder in holders) await TellAsync(holder);
        foreach (var caller in Callers(holders))
        {
            var api = callAs(await caller.Token());
            Holder?[] others =
            [
                holders.Find(other => other.UserId != caller.UserId && other.District == caller.District && other.Body == caller.Body),
                holders.First(other => other.District == caller.District && other.Body != caller.Body),
                holders.First(other => other.District != caller.District && other.Body == caller.Body && other.Roles == caller.Roles),
            ];
            await ReadsAsync(api, caller);
            foreach (var other in others.OfType<Holder>()) await MarksNothingOfAsync(api, caller, other);
            await MarksOwnAsync(api, caller);
        }
    }

    /// <summary>One person per role and combination of roles; the others are people they may not reach.</summary>
    static IEnumerable<Holder> Callers(List<Holder> holders) =>
        holders.Where(holder => holder.District == SampleAccounts.Dongtou).DistinctBy(holder => (holder.Body, holder.Roles));

    static async Task ReadsAsync(Api api, Holder caller)
    {
        Assert.Equal([caller.Told], (await api.InboxAsync("?unread=true")).Items.Select(n => n.Id));
        Assert.Equal(1, await api.UnreadAsync());
        using var stream = await api.StreamAsync("0");
        var first = (await stream.NextAsync())!;
        Assert.Equal(("unread", 1), (first.Type, first.Change.Unread));
        for (var told = Guid.Empty; told != caller.Told; Assert.Contains(told, (await api.InboxAsync("?limit=100")).Items.Select(n => n.Id)))
            told = (await stream.NotificationAsync()).Id;
    }

    async Task MarksNothingOfAsync(Api api, Holder caller, Holder other)
    {
        var before = await StateAsync(other);
        await (await api.PostAsync($"/api/notifications/{other.Told}/read")).IsAsync(HttpStatusCode.NotFound, "not_found");
        await (await api.PostAsync("/api/notifications/read", new { upTo = other.Told })).IsAsync(HttpStatusCode.NotFound, "not_found");
        Assert.True(before == await StateAsync(other), $"{caller} changed the inbox of {other}.");
    }

    async Task MarksOwnAsync(Api api, Holder caller)
    {
        await (await api.PostAsync("/api/notifications/read", new { upTo = caller.Told })).IsAsync(HttpStatusCode.NoContent);
        await (await api.PostAsync($"/api/notifications/{caller.Told}/read")).IsAsync(HttpStatusCode.NoContent);
        Assert.Equal(0, await api.UnreadAsync());
        Assert.EndsWith("0", await StateAsync(caller), StringComparison.Ordinal);
    }

    async Task<List<Holder>> HoldersAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var holders = platform.Accounts.Accounts.Select(account => new Holder(
            account.UserId, account.District, account.Body, string.Join(',', account.Roles), () => platform.SignIn.TokenAsync(account, ct))).ToList();
        foreach (var client in platform.Accounts.Clients.Where(client => client.Scopes.Contains("notifications")))
        {
            var token = await platform.SignIn.TokenAsync(client, ct);
            var subject = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token).Subject;
            holders.Add(new Holder(Guid.Parse(subject), client.District, client.Body, Discipline.System.Name, () => Task.FromResult(token)));
        }

        Assert.Superset(Roles.All.Select(role => $"{role}").ToHashSet(), holders.SelectMany(h => h.Roles.Split(',').Select(role => $"{h.Body}/{role}")).ToHashSet());
        return holders;
    }

    async Task TellAsync(Holder holder)
    {
        await using var command = platform.Owner.CreateCommand("""
            with counter as (
                insert into inbox_counters as c values ($1, 1, 1)
                on conflict (user_id) do update set last_position = c.last_position + 1, revision = c.revision + 1 returning last_position)
            insert into notifications (user_id, position, id, district, body, kind, arguments, link, urgency, at)
            select $1, last_position, $2, $3, $4, 'clue.collated', '{"reference":"2026-0001"}', '/clues/1', 0, now() from counter
            """);
        command.Parameters.AddWithValue(holder.UserId);
        command.Parameters.AddWithValue(holder.Told);
        command.Parameters.AddWithValue(holder.District);
        command.Parameters.AddWithValue(holder.Body);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Counters of the inbox, then how many are unread.</summary>
    Task<string> StateAsync(Holder holder) => ScalarAsync<string>($"""
        select last_position || ' ' || revision || ' ' || (select count(*) from notifications n where n.user_id = c.user_id and read_at is null)
        from inbox_counters c where user_id = '{holder.UserId}'
        """);

    async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = platform.Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
