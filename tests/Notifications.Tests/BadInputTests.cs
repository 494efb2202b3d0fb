using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Supervision.Contracts;

namespace Supervision.Notifications.Tests;

public sealed class BadInputTests(Stack stack)
{
    readonly Person _person = new(Guid.CreateVersion7(), Stack.NewDistrict(), Cppcc.Member);

    [Theory]
    [InlineData("?limit=0", "request.invalid"), InlineData("?limit=101", "request.invalid"), InlineData("?limit=many", "request.malformed")]
    [InlineData("?unread=perhaps", "request.malformed"), InlineData("?cursor=x", "request.cursor"), InlineData("?cursor=WyJhIl0", "request.cursor")]
    [InlineData("?cursor=WyItMSJd", "request.cursor"), InlineData("?cursor=WyIxIiwiMiJd", "request.cursor")]
    [InlineData("?cursor=WyI5OTk5OTk5OTk5OTk5OTk5OTk5OTk5Il0", "request.cursor")]
    public async Task A_list_that_cannot_be_asked_for_is_refused(string query, string code) =>
        await (await stack.As(_person).GetAsync($"/api/notifications{query}")).IsAsync(HttpStatusCode.BadRequest, code);

    [Theory]
    [InlineData("{"), InlineData("[]"), InlineData("null"), InlineData("{}"), InlineData("""{"upTo":null}"""), InlineData("""{"upTo":7}""")]
    [InlineData("""{"upTo":"x"}"""), InlineData("""{"upTo":"01977d58-0000-7000-8000-000000000000","all":true}"""), InlineData("")]
    public async Task A_body_that_is_not_one_is_refused(string body) =>
        await (await stack.As(_person).PostAsync("/api/notifications/read", body)).IsAsync(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Another_media_type_and_another_method_are_refused()
    {
        using var form = stack.As(_person).Request(HttpMethod.Post, "/api/notifications/read");
        form.Content = new StringContent("upTo=1", new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        await (await stack.As(_person).SendAsync(form)).IsAsync(HttpStatusCode.UnsupportedMediaType, "request.media_type");
        await (await stack.As(_person).PostAsync("/api/notifications")).IsAsync(HttpStatusCode.MethodNotAllowed, "request.method");
    }

    [Fact]
    public async Task An_id_that_is_none_or_another_users_is_not_found()
    {
        var other = await stack.PersonAsync(_person.District, Cppcc.Member);
        var id = (await stack.FillAsync(other, 1))[0];
        var api = stack.As(_person);
        foreach (var wrong in (string[])["x", Guid.CreateVersion7().ToString(), id.ToString()])
            await (await api.PostAsync($"/api/notifications/{wrong}/read")).IsAsync(HttpStatusCode.NotFound, "not_found");
        await (await api.PostAsync("/api/notifications/read", new { upTo = id })).IsAsync(HttpStatusCode.NotFound, "not_found");
        Assert.Equal(1, await stack.As(other).UnreadAsync());
    }

    [Fact]
    public async Task Only_a_sound_token_of_this_service_gets_in()
    {
        string?[] unsound =
        [
            null, "nonsense", stack.Issuer.Token(_person, forged: true), stack.Issuer.Token(_person, audience: "clues"),
            stack.Issuer.Token(_person, lifetime: TimeSpan.FromMinutes(-5)), Unsigned(stack.Issuer.Token(_person)),
        ];
        foreach (var token in unsound)
        {
            foreach (var path in (string[])["/api/notifications", "/api/notifications/unread", "/api/notifications/stream"])
                await (await stack.AsToken(token).GetAsync(path)).IsAsync(HttpStatusCode.Unauthorized, "signin.required");
        }

        await (await stack.AsToken(stack.Issuer.Token(_person, scope: "clues")).GetAsync("/api/notifications")).IsAsync(HttpStatusCode.Forbidden, "role.required");
    }

    [Fact]
    public async Task A_problem_is_told_in_the_language_asked_for()
    {
        foreach (var (language, title) in (Dictionary<string, string>)new() { ["zh-CN"] = "该断点位置（Last-Event-ID）不属于您的收件箱。", ["en"] = "This Last-Event-ID is no position of your inbox." })
        {
            using var request = stack.As(_person, language: language).Request(HttpMethod.Get, "/api/notifications/stream");
            request.Headers.Add("Last-Event-ID", "x");
            using var response = await stack.As(_person).SendAsync(request);
            Assert.Equal(title, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("title").GetString());
        }
    }

    [Fact]
    public async Task The_description_names_every_type()
    {
        using var response = await stack.AsToken(null).GetAsync("/openapi/v1.json");
        var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => schema.Name).ToArray();
        Assert.Superset(new HashSet<string> { "NotificationView", "PageOfNotificationView", "UnreadCount", "ReadUpTo", "InboxChange", "Urgency" }, schemas.ToHashSet());
        Assert.True(document.GetProperty("paths").TryGetProperty("/api/notifications/stream", out var stream));
        Assert.True(stream.GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("text/event-stream", out _));
    }

    static string Unsigned(string token) => $"eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.{token.Split('.')[1]}.";
}
