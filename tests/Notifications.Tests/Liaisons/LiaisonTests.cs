using System.Net;
using System.Text;
using System.Text.Json;
using Supervision.Contracts;

namespace Supervision.Notifications.Tests.Liaisons;

/// <summary>The register of liaisons, and briefs between them, over the service's API (R46).</summary>
public sealed class LiaisonTests(Stack stack)
{
    static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Rules_tell_who_is_in_charge_by_the_register_and_without_one_everybody_of_the_role()
    {
        var district = Stack.NewDistrict();
        var (admin, author) = (await stack.PersonAsync(district, Cppcc.Admin), await stack.PersonAsync(district, Cppcc.Office));
        var (named, standIn, other) = (
            await stack.PersonAsync(district, Cppcc.Liaison), await stack.PersonAsync(district, Cppcc.Liaison), await stack.PersonAsync(district, Cppcc.Liaison));
        var commission = await stack.PersonAsync(district, Discipline.Liaison);
        var first = await MovedAsync(author);
        foreach (var liaison in new[] { named, standIn, other, commission }) await stack.As(liaison).ToldAsync(first);

        using var entered = await stack.As(admin).PostAsync(
            "/api/notifications/liaisons", new { userId = named.Id, name = "张", from = "2026-01-01", standIn = standIn.Id, standInName = "李" });
        await entered.IsAsync(HttpStatusCode.Created);
        var second = await MovedAsync(author);
        await stack.As(named).ToldAsync(second);
        await stack.As(commission).ToldAsync(second);

        var entry = (await ReadAsync(commission, "/api/notifications/liaisons"))[0];
        Assert.Equal(named.Id, entry.GetProperty("inCharge").GetGuid());
        var away = new { name = "张", from = "2026-01-01", standIn = standIn.Id, standInName = "李", awayFrom = "2026-01-02", awayUntil = "2099-01-01" };
        await (await PutAsync(admin, $"/api/notifications/liaisons/{entry.GetProperty("id").GetGuid()}", away, "\"1\"")).IsAsync(HttpStatusCode.PreconditionFailed);
        await (await PutAsync(admin, $"/api/notifications/liaisons/{entry.GetProperty("id").GetGuid()}", away, entry.GetProperty("entityTag").GetString()!))
            .IsAsync(HttpStatusCode.OK);
        var third = await MovedAsync(author);
        await stack.As(standIn).ToldAsync(third);
        int[] told = [await CountAsync(named), await CountAsync(standIn), await CountAsync(other), await CountAsync(commission)];
        Assert.Equal([2, 2, 1, 3], told);
    }

    [Fact]
    public async Task Only_a_liaison_of_the_own_body_is_entered_once()
    {
        var district = Stack.NewDistrict();
        var admin = await stack.PersonAsync(district, Discipline.Admin);
        var (liaison, theirs, handler) = (
            await stack.PersonAsync(district, Discipline.Liaison), await stack.PersonAsync(district, Cppcc.Liaison), await stack.PersonAsync(district, Discipline.Handler));
        foreach (var unfit in new[] { theirs, handler })
        {
            using var refused = await stack.As(admin).PostAsync("/api/notifications/liaisons", new { userId = unfit.Id, name = "某", from = "2026-01-01" });
            await refused.IsAsync(HttpStatusCode.Conflict, "liaison.unfit");
        }

        object self = new { userId = liaison.Id, name = "某", from = "2026-01-01", standIn = liaison.Id, standInName = "某" };
        using var ownStandIn = await stack.As(admin).PostAsync("/api/notifications/liaisons", self);
        await ownStandIn.IsAsync(HttpStatusCode.Conflict, "liaison.stands_in_for_self");
        object entry = new { userId = liaison.Id, name = "某", from = "2026-01-01" };
        await (await stack.As(admin).PostAsync("/api/notifications/liaisons", entry)).IsAsync(HttpStatusCode.Created);
        await (await stack.As(admin).PostAsync("/api/notifications/liaisons", entry)).IsAsync(HttpStatusCode.Conflict, "liaison.entered");
        object backwards = new { userId = liaison.Id, name = "某", from = "2026-02-01", until = "2026-01-01" };
        await (await stack.As(admin).PostAsync("/api/notifications/liaisons", backwards)).IsAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_move_becomes_a_draft_that_its_side_edits_and_sends_and_the_other_receipts()
    {
        var district = Stack.NewDistrict();
        var (ours, theirs) = (await stack.PersonAsync(district, Cppcc.Liaison), await stack.PersonAsync(district, Discipline.Liaison));
        var leader = await stack.PersonAsync(district, Discipline.Leader);
        var id = await MovedAsync(await stack.PersonAsync(district, Cppcc.Office));
        var path = $"/api/notifications/briefs/{id}";
        await Until.TrueAsync(async () => (await stack.As(ours).GetAsync(path)).IsSuccessStatusCode, "There is no draft.");
        await (await stack.As(theirs).GetAsync(path)).IsAsync(HttpStatusCode.NotFound);

        using var draft = await stack.As(ours).GetAsync(path);
        object edited = new { subject = "阶段简报", text = "请贵委知悉并安排会商。" };
        await (await PutAsync(ours, path, edited, null)).IsAsync(HttpStatusCode.PreconditionRequired);
        await (await PutAsync(ours, path, edited, draft.Headers.ETag!.ToString())).IsAsync(HttpStatusCode.OK);
        await (await stack.As(ours).PostAsync($"{path}/receipt")).IsAsync(HttpStatusCode.Conflict, "brief.not_sent");
        await (await stack.As(ours).PostAsync($"{path}/send")).IsAsync(HttpStatusCode.OK);
        await (await stack.As(ours).PostAsync($"{path}/send")).IsAsync(HttpStatusCode.Conflict, "brief.not_draft");
        await Until.TrueAsync(async () => (await stack.As(theirs).InboxAsync()).Items.Any(n => n.Kind == "brief.received" && n.Link == $"/briefs/{id}"), "The other side was not notified.");

        await (await stack.As(theirs).PostAsync($"{path}/discard")).IsAsync(HttpStatusCode.Conflict, "brief.other_side");
        for (var twice = 0; twice < 2; twice++) await (await stack.As(theirs).PostAsync($"{path}/receipt")).IsAsync(HttpStatusCode.OK);
        await (await stack.As(leader).PostAsync($"{path}/receipt")).IsAsync(HttpStatusCode.OK);
        await (await stack.As(ours).PostAsync($"{path}/receipt")).IsAsync(HttpStatusCode.Conflict, "brief.own_side");
        Assert.Equal(2, (await ReadAsync(ours, path)).GetProperty("receipts").GetArrayLength());
        Assert.Equal("请贵委知悉并安排会商。", (await ReadAsync(leader, path)).GetProperty("text").GetString());
    }

    [Fact]
    public async Task Lists_are_searched_filtered_paged_and_exported_and_show_drafts_to_their_side_only()
    {
        var district = Stack.NewDistrict();
        var (ours, theirs, office) = (
            await stack.PersonAsync(district, Cppcc.Liaison), await stack.PersonAsync(district, Discipline.Liaison), await stack.PersonAsync(district, Cppcc.Office));
        for (var i = 0; i < 5; i++) await MovedAsync(office, $"T2026-000{i}");
        await Until.TrueAsync(async () => (await ListAsync(ours, "?limit=100")).Ids.Count == 5, "Not all drafts arrived.");
        Assert.Empty((await ListAsync(theirs, "")).Ids);
        var (page, next) = await ListAsync(ours, "?limit=2");
        var rest = await ListAsync(ours, $"?limit=100&cursor={next}");
        Assert.Equal((2, 3, null), (page.Count, rest.Ids.Count, rest.Next));
        Assert.Empty(page.Intersect(rest.Ids));
        Assert.Single((await ListAsync(ours, "?search=t2026-0003")).Ids);
        Assert.Empty((await ListAsync(ours, "?status=sent")).Ids);
        await (await stack.As(ours).GetAsync("/api/notifications/briefs?status=9")).IsAsync(HttpStatusCode.BadRequest);
        await (await stack.As(ours).GetAsync("/api/notifications/briefs?cursor=!")).IsAsync(HttpStatusCode.BadRequest);
        using var sheet = await stack.As(ours).GetAsync("/api/notifications/briefs/export");
        Assert.Equal(0x50, (await sheet.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[0]);
        Assert.EndsWith("sheet", sheet.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
    }

    Task<Guid> MovedAsync(Person by, string reference = "T2026-0003") => stack.PublishAsync(
        new TopicStageChanged(Guid.CreateVersion7(), by.District, reference, "selected", "deliberating", "gate_met", "consultation", by.Id, At));

    async Task<int> CountAsync(Person person) => (await stack.As(person).InboxAsync("?limit=100")).Items.Count;

    async Task<JsonElement> ReadAsync(Person person, string path)
    {
        using var answer = await stack.As(person).GetAsync(path);
        return await answer.ReadAsync<JsonElement>();
    }

    async Task<(List<Guid> Ids, string? Next)> ListAsync(Person person, string query)
    {
        var page = await ReadAsync(person, $"/api/notifications/briefs{query}");
        return ([.. page.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetGuid())], page.GetProperty("next").GetString());
    }

    Task<HttpResponseMessage> PutAsync(Person person, string path, object body, string? match)
    {
        var api = stack.As(person);
        var request = api.Request(HttpMethod.Put, path);
        request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        return api.SendAsync(request);
    }
}
