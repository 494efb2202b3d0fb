using System.Net;
using System.Text.Json;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests;

public sealed class ListTests(CluesPlatform platform)
{
    readonly ServiceApi _api = platform.Api;
    readonly Matters _matters = platform.Matters();

    [Theory]
    [InlineData("营商")]
    [InlineData("商环")]
    [InlineData("优化营商环境")]
    [InlineData("%营_100")]
    [InlineData("abc营")]
    public async Task A_search_finds_two_characters_inside_a_word(string search)
    {
        var title = $"优化营商环境%营_100\\ABC营{Guid.NewGuid():N}";
        var id = await _matters.DraftAsync(title: title);
        Assert.Contains(id, Ids(await ListAsync(_matters.Office, $"search={Uri.EscapeDataString(search)}&limit=100")));
        Assert.DoesNotContain(id, Ids(await ListAsync(_matters.Office, $"search={Uri.EscapeDataString(search + "无")}&limit=100")));
    }

    [Fact]
    public async Task Every_filter_narrows()
    {
        var id = await _matters.CollatedAsync(_matters.Member);
        var year = (await _api.GetAsync(_matters.Office, $"/api/clues/{id}"))["reference"][..4];
        foreach (var holds in new[] { "status=collated", "status=draft&status=collated", "source=finding", "field=businessEnvironment", "unit=U01", $"year={year}", "awaiting=true" })
            Assert.Contains(id, Ids(await ListAsync(_matters.Office, $"{holds}&limit=100")));
        foreach (var holdsNot in new[] { "status=draft", "source=topic", "field=publicService", "unit=U02", "year=2020", "overdue=true", "mine=true" })
            Assert.DoesNotContain(id, Ids(await ListAsync(_matters.Office, $"{holdsNot}&limit=100")));
        Assert.Contains(id, Ids(await ListAsync(_matters.Member, "mine=true&limit=100")));
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("oldest")]
    [InlineData("due")]
    [InlineData("title")]
    public async Task Pages_by_cursor_give_every_clue_once(string sort)
    {
        var mark = Guid.NewGuid().ToString("N");
        var ids = new List<Guid> { await _matters.TransferredAsync(), await _matters.TransferredAsync() };
        foreach (var id in ids) await platform.ExecuteAsync("update clues set search_text = $2 where id = $1", id, mark);
        for (var i = 0; i < 5; i++) ids.Add(await _matters.DraftAsync(title: $"{(i * 3) % 5}号 {mark}"));

        var found = new List<Guid>();
        string? after = null;
        do
        {
            var page = await ListAsync(_matters.Office, $"search={mark}&sort={sort}&limit=2" + (after is null ? "" : $"&after={after}"));
            found.AddRange(Ids(page));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal(ids.Order(), found.Order());
        if (sort is "due") Assert.Equal(ids[..2].Order(), found[..2].Order());
        if (sort is "newest") Assert.Equal(Enumerable.Reverse(ids), found);
        (await _api.GetAsync(_matters.Office, "/api/clues?after=xyz")).Refused(HttpStatusCode.BadRequest, "request.cursor");
    }

    [Theory]
    [InlineData("status=nothing")]
    [InlineData("status=1")]
    [InlineData("sort=-1")]
    [InlineData("limit=ten")]
    public async Task A_filter_that_is_none_is_refused(string query) =>
        (await _api.GetAsync(_matters.Office, $"/api/clues?{query}")).Refused(HttpStatusCode.BadRequest, "request.malformed");

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("year=1")]
    [InlineData("search=%00")]
    public async Task A_filter_out_of_bounds_is_refused(string query) =>
        (await _api.GetAsync(_matters.Office, $"/api/clues?{query}")).Refused(HttpStatusCode.BadRequest, "request.invalid");

    [Fact]
    public async Task Counts_agree_with_lists_and_show_what_waits()
    {
        var before = (await _api.GetAsync(_matters.Intake, "/api/clues/counts")).Ok().Json;
        await _matters.TransferredAsync();
        var after = (await _api.GetAsync(_matters.Intake, "/api/clues/counts")).Ok().Json;
        Assert.Equal(Count(before) + 1, Count(after));
        Assert.Equal(before.GetProperty("awaitingMe").GetInt32() + 1, after.GetProperty("awaitingMe").GetInt32());
        Assert.False(after.GetProperty("statuses").TryGetProperty("draft", out _));
    }

    [Fact]
    public async Task What_awaits_each_is_what_they_have_to_do()
    {
        async Task Awaits(Guid id, params SampleAccount[] who)
        {
            foreach (var person in new[] { _matters.Intake, _matters.Handler, _matters.OtherHandler, _matters.Leader, _matters.Secretary, _matters.OfficeHead })
                Assert.Equal(who.Contains(person), Ids(await ListAsync(person, "awaiting=true&limit=100")).Contains(id));
        }

        await Awaits(await _matters.InApprovalAsync(level: 1), _matters.Secretary);
        await Awaits(await _matters.ReceivedAsync(), _matters.Intake);
        await Awaits(await _matters.AcceptedAsync(), _matters.Handler);
        await Awaits(await _matters.ProposedAsync(), _matters.Leader);
        await Awaits(await _matters.ApprovedAsync(), _matters.OfficeHead);
        Assert.DoesNotContain(await _matters.InApprovalAsync(), Ids(await ListAsync(_matters.Office, "awaiting=true&limit=100")));
    }

    [Fact]
    public async Task Lists_hold_nothing_of_the_account()
    {
        await _matters.DraftAsync();
        Assert.DoesNotContain("三个窗口", (await _api.GetAsync(_matters.Office, "/api/clues")).Ok().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_operation_is_described_with_named_answers()
    {
        var document = (await _api.GetAsync(Actor.Nobody, "/openapi/v1.json")).Ok().Json;
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(operation => operation.Value.ValueKind == JsonValueKind.Object && operation.Value.TryGetProperty("responses", out _))
            .Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value))).ToList();
        Assert.NotEmpty(operations);
        Assert.All(operations, operation => Assert.True(operation.Value.TryGetProperty("operationId", out _) || operation.Name.Contains("subscriptions", StringComparison.Ordinal), operation.Name));
        foreach (var (name, operation) in operations.Where(operation => !operation.Name.Contains("dead-letters", StringComparison.Ordinal)))
        {
            foreach (var answer in operation.GetProperty("responses").EnumerateObject().Where(answer => answer.Name.StartsWith('2')))
                Assert.True(!answer.Value.TryGetProperty("content", out var content) || Named(content), $"{name} {answer.Name}: {answer.Value}");
        }
    }

    static bool Named(JsonElement content) => content.EnumerateObject().All(media =>
    {
        var schema = media.Value.GetProperty("schema");
        return schema.TryGetProperty("$ref", out _)
            || (schema.TryGetProperty("items", out var items) && items.TryGetProperty("$ref", out _))
            || schema.TryGetProperty("format", out _);
    });

    static int Count(JsonElement counts) => counts.GetProperty("statuses").TryGetProperty("transferred", out var count) ? count.GetInt32() : 0;

    async Task<JsonElement> ListAsync(Actor by, string query) => (await _api.GetAsync(by, $"/api/clues?{query}")).Ok().Json;

    static List<Guid> Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(clue => clue.GetProperty("id").GetGuid())];
}
