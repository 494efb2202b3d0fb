using System.Net;
using System.Text.Json;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Notifications.Tests;

/// <summary>Outside delivery: one's own choices and log, and what an admin sees and does for the own body.</summary>
public sealed partial class AccessTests
{
    static readonly string[] Own =
    [
        "GET /api/notifications/{id:guid}/deliveries", "GET /api/notifications/preferences/", "PUT /api/notifications/preferences/",
        "GET /api/notifications/preferences/kinds",
    ];

    static readonly string[] OfBody =
    [
        "GET /api/notifications/deliveries", "GET /api/notifications/parked/", "POST /api/notifications/parked/{id:guid}/release",
        "GET /api/notifications/webhooks/", "POST /api/notifications/webhooks/", "DELETE /api/notifications/webhooks/{id:guid}",
        "POST /api/notifications/webhooks/{id:guid}/secret", "GET /api/notifications/webhooks/{id:guid}/messages",
        "POST /api/notifications/webhooks/{id:guid}/messages/{messageId:guid}/replay",
    ];

    /// <summary>One row of everything an admin may see, for one body of one district.</summary>
    sealed record Seeded(string District, string Body)
    {
        public Guid Webhook { get; } = Guid.CreateVersion7();

        public Guid Message { get; } = Guid.CreateVersion7();

        public Guid Parked { get; } = Guid.CreateVersion7();

        public Guid Delivery { get; } = Guid.CreateVersion7();
    }

    [Fact]
    public Task What_is_of_a_body_is_for_its_admin() => WalkBodiesAsync(platform.As, asked: true);

    [Fact]
    public Task Row_level_security_alone_keeps_what_is_of_a_body_for_its_admin() => WalkBodiesAsync(platform.AsUnchecked, asked: false);

    [Fact]
    public Task Everybody_chooses_for_themselves_and_sees_their_own_deliveries() => WalkOwnAsync(platform.As);

    [Fact]
    public Task Row_level_security_alone_keeps_choices_and_deliveries_to_their_own() => WalkOwnAsync(platform.AsUnchecked);

    /// <param name="asked">Whether the application's own checks answer first.</param>
    async Task WalkBodiesAsync(Func<string, Api> callAs, bool asked)
    {
        var all = new List<Seeded>();
        foreach (var district in (string[])[SampleAccounts.Dongtou, SampleAccounts.Lucheng])
        {
            foreach (var body in (string[])[Bodies.Cppcc, Bodies.Discipline]) all.Add(await SeedAsync(new Seeded(district, body)));
        }

        foreach (var caller in Callers(await HoldersAsync()))
        {
            var api = callAs(await caller.Token());
            var admin = caller.Roles is "admin";
            if (asked && !admin) await RefusedAsync(api, all[0]);
            else foreach (var seeded in all) await SeesAsync(api, seeded, admin && seeded.District == caller.District && seeded.Body == caller.Body);
            if (!asked && !admin) await (await api.PostAsync("/api/notifications/webhooks", Registration)).IsAsync(HttpStatusCode.NotFound);
            if (!admin) continue;
            var made = JsonDocument.Parse(await (await api.PostAsync("/api/notifications/webhooks", Registration)).Content.ReadAsStringAsync()).RootElement;
            var id = made.GetProperty("webhook").GetProperty("id").GetGuid();
            Assert.Equal($"{caller.District}-{caller.Body}", await ScalarAsync<string>($"select district || '-' || body from webhooks where id = '{id}'"));
            await (await api.DeleteAsync($"/api/notifications/webhooks/{id}")).IsAsync(HttpStatusCode.NoContent);
        }

        Assert.Equal((long)all.Count, await ScalarAsync<long>($"select count(*) from webhooks where id in ({string.Join(',', all.Select(s => $"'{s.Webhook}'"))})"));
    }

    static object Registration => new { name = $"系统{Guid.NewGuid():N}", address = "https://example.com/" };

    static async Task RefusedAsync(Api api, Seeded seeded)
    {
        foreach (var path in (string[])["deliveries", "parked", "webhooks", $"webhooks/{seeded.Webhook}/messages"])
            await (await api.GetAsync($"/api/notifications/{path}")).IsAsync(HttpStatusCode.Forbidden, "role.required");
        foreach (var path in (string[])[$"parked/{seeded.Parked}/release", "webhooks", $"webhooks/{seeded.Webhook}/secret", $"webhooks/{seeded.Webhook}/messages/{seeded.Message}/replay"])
            await (await api.PostAsync($"/api/notifications/{path}", new { })).IsAsync(HttpStatusCode.Forbidden, "role.required");
        await (await api.DeleteAsync($"/api/notifications/webhooks/{seeded.Webhook}")).IsAsync(HttpStatusCode.Forbidden, "role.required");
    }

    static async Task SeesAsync(Api api, Seeded seeded, bool own)
    {
        foreach (var (path, id) in (List<(string, Guid)>)[("deliveries?limit=200", seeded.Delivery), ("parked", seeded.Parked), ("webhooks", seeded.Webhook)])
        {
            using var list = await api.GetAsync($"/api/notifications/{path}");
            await list.IsAsync(HttpStatusCode.OK);
            Assert.Equal(own, (await list.Content.ReadAsStringAsync()).Contains(id.ToString(), StringComparison.Ordinal));
        }

        var webhook = $"/api/notifications/webhooks/{seeded.Webhook}";
        await (await api.GetAsync($"{webhook}/messages")).IsAsync(own ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        await (await api.PostAsync($"{webhook}/secret")).IsAsync(own ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        await (await api.PostAsync($"{webhook}/messages/{seeded.Message}/replay")).IsAsync(own ? HttpStatusCode.NoContent : HttpStatusCode.NotFound);
        await (await api.PostAsync($"/api/notifications/parked/{seeded.Parked}/release")).IsAsync(own ? HttpStatusCode.NoContent : HttpStatusCode.NotFound);
        if (!own) await (await api.DeleteAsync(webhook)).IsAsync(HttpStatusCode.NotFound);
    }

    async Task WalkOwnAsync(Func<string, Api> callAs)
    {
        var holders = await HoldersAsync();
        foreach (var holder in holders)
        {
            await TellAsync(holder);
            await ExecuteAsync($"""
                insert into deliveries (id, user_id, notification_id, channel, district, body, urgency, status, due_at, attempts, created_at, done_at)
                values (gen_random_uuid(), '{holder.UserId}', '{holder.Told}', 'mail', '{holder.District}', '{holder.Body}', 0, 1, now(), 0, now(), now());
                update notifications set read_at = now() where id = '{holder.Told}'
                """);
        }

        foreach (var caller in Callers(holders))
        {
            var api = callAs(await caller.Token());
            await (await api.GetAsync($"/api/notifications/{caller.Told}/deliveries")).IsAsync(HttpStatusCode.OK);
            foreach (var other in holders.Where(other => other.UserId != caller.UserId).DistinctBy(other => (other.District, other.Body)))
                await (await api.GetAsync($"/api/notifications/{other.Told}/deliveries")).IsAsync(HttpStatusCode.NotFound);
            await (await api.GetAsync("/api/notifications/preferences/kinds")).IsAsync(HttpStatusCode.OK);
            await (await api.GetAsync("/api/notifications/preferences")).IsAsync(HttpStatusCode.OK);
            var before = await ScalarAsync<string>($"select coalesce(string_agg(user_id || language, ',' order by user_id), '') from preferences where user_id <> '{caller.UserId}'");
            await (await api.PutAsync("/api/notifications/preferences", """{"language":"en","zone":"Asia/Shanghai","quiet":null,"digestAt":null,"channels":[],"kinds":[]}"""))
                .IsAsync(HttpStatusCode.OK);
            Assert.Equal("en", await ScalarAsync<string>($"select language from preferences where user_id = '{caller.UserId}'"));
            Assert.Equal(before, await ScalarAsync<string>($"select coalesce(string_agg(user_id || language, ',' order by user_id), '') from preferences where user_id <> '{caller.UserId}'"));
        }
    }

    async Task<Seeded> SeedAsync(Seeded seeded)
    {
        var (district, body) = (seeded.District, seeded.Body);
        await ExecuteAsync($$"""
            insert into webhooks (id, district, body, name, address, secret, active, created_by, created_at)
            values ('{{seeded.Webhook}}', '{{district}}', '{{body}}', '{{seeded.Webhook}}', 'https://example.invalid/', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', true, gen_random_uuid(), now());
            insert into webhook_messages (id, webhook_id, district, body, payload, status, due_at, attempts, created_at, done_at)
            values ('{{seeded.Message}}', '{{seeded.Webhook}}', '{{district}}', '{{body}}', '{}', 3, now(), 10, now(), now());
            insert into deliveries (id, user_id, notification_id, channel, district, body, urgency, status, due_at, attempts, created_at, done_at)
            values ('{{seeded.Delivery}}', gen_random_uuid(), gen_random_uuid(), 'mail', '{{district}}', '{{body}}', 0, 1, now(), 0, now(), now());
            insert into fan_outs (id, notification_id, ordinal, district, body, roles, persons, teams, topics, kind, arguments, link, urgency, by, at, created_at, after, parked_reason, released)
            values ('{{seeded.Parked}}', gen_random_uuid(), 0, '{{district}}', '{{body}}', '{}', '{}', '{}', '{}', 'clue.received', '{}', '/clues/1', 0, gen_random_uuid(), now(), now(),
                '00000000-0000-0000-0000-000000000000', 'a value is missing', false);
            """);
        return seeded;
    }

    async Task ExecuteAsync(string sql)
    {
        await using var command = platform.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
