using System.Net;
using Supervision.Contracts;
using Supervision.Notifications.Preferences;

namespace Supervision.Notifications.Tests;

public sealed class PreferenceTests(Stack stack)
{
    const string Path = "/api/notifications/preferences";
    const string Sound = """{"language":"en","zone":"Asia/Shanghai","quiet":{"from":"22:00:00","until":"07:00:00"},"digestAt":"08:30:00","channels":["mail"],"kinds":[{"kind":"topic.moved","channels":[]}]}""";

    readonly Person _person = new(Guid.CreateVersion7(), Stack.NewDistrict(), Cppcc.Member);

    [Fact]
    public async Task Preferences_are_what_they_were_put_to_and_begin_with_what_holds_for_everybody()
    {
        var api = stack.As(_person);
        var first = await (await api.GetAsync(Path)).ReadAsync<PreferenceDocument>();
        Assert.Equal(("zh-CN", "Asia/Shanghai", null, null), (first.Language, first.Zone, first.Quiet, first.DigestAt));
        Assert.Equal(["mail"], first.Channels);
        await (await api.PutAsync(Path, Sound)).IsAsync(HttpStatusCode.OK);
        var put = await (await stack.As(_person, Stack.CopyB).GetAsync(Path)).ReadAsync<PreferenceDocument>();
        Assert.Equal(("en", new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)), new TimeOnly(8, 30)), (put.Language, put.Quiet, put.DigestAt));
        Assert.Equal(("topic.moved", 0), (put.Kinds.Single().Kind, put.Kinds.Single().Channels.Count));
        Assert.Equal("zh-CN", (await (await stack.As(new Person(Guid.CreateVersion7(), _person.District, Cppcc.Member)).GetAsync(Path)).ReadAsync<PreferenceDocument>()).Language);
    }

    [Theory]
    [InlineData("\"en\"", "\"fr\"", "preference.language"), InlineData("Asia/Shanghai", "Asia/Nowhere", "preference.zone"), InlineData("Asia/Shanghai", "' or 1=1", "preference.zone")]
    [InlineData("[\"mail\"]", "[\"pigeon\"]", "preference.channel"), InlineData("topic.moved", "topic.of_tomorrow", "preference.kind"), InlineData("topic.moved", "deadline.overdue", "preference.mandatory")]
    [InlineData("topic.moved", "escalation.leader", "preference.mandatory"), InlineData("\"22:00:00\"", "\"late\"", "request.malformed"), InlineData("\"22:00:00\"", "22", "request.malformed")]
    [InlineData("\"kinds\":[", "\"kinds\":[{\"kind\":\"topic.moved\",\"channels\":[]},", "preference.kind"), InlineData("\"zone\"", "\"colour\":1,\"zone\"", "request.malformed")]
    [InlineData("[\"mail\"]", "[\"mail\",\"mail\",\"mail\",\"mail\",\"mail\",\"mail\",\"mail\",\"mail\",\"mail\"]", "request.invalid"), InlineData("\"en\"", "\"\"", "request.invalid")]
    [InlineData("[\"mail\"]", "null", "request.malformed")]
    public async Task A_document_that_is_none_is_refused_and_changes_nothing(string part, string by, string code)
    {
        await (await stack.As(_person).PutAsync(Path, Sound.Replace(part, by, StringComparison.Ordinal))).IsAsync(HttpStatusCode.BadRequest, code);
        Assert.Equal("zh-CN", (await (await stack.As(_person).GetAsync(Path)).ReadAsync<PreferenceDocument>()).Language);
    }

    [Theory]
    [InlineData(33_000), InlineData(900_000), InlineData(3_000_000)]
    public async Task An_oversized_document_is_refused(int length) =>
        await (await stack.As(_person).PutAsync(Path, Sound.Replace("topic.moved", new string('x', length), StringComparison.Ordinal)))
            .IsAsync(HttpStatusCode.RequestEntityTooLarge, "request.too_large");

    [Fact]
    public async Task Very_many_kinds_are_refused()
    {
        var kinds = string.Join(',', Enumerable.Repeat("""{"kind":"topic.moved","channels":[]}""", 301));
        await (await stack.As(_person).PutAsync(Path, Sound.Replace("\"kinds\":[", $"\"kinds\":[{kinds},", StringComparison.Ordinal))).IsAsync(HttpStatusCode.BadRequest, "request.invalid");
    }

    [Fact]
    public async Task The_kinds_to_choose_from_have_titles_in_the_callers_language()
    {
        var kinds = await (await stack.As(_person).GetAsync($"{Path}/kinds")).ReadAsync<KindList>();
        Assert.Equal("议题阶段变动", kinds.Items.Single(k => k.Kind == "topic.moved").Title);
        Assert.DoesNotContain(kinds.Items, kind => kind.Kind == "unknown");
        var english = await (await stack.As(_person, language: "en").GetAsync($"{Path}/kinds")).ReadAsync<KindList>();
        Assert.Equal("Topic moved on", english.Items.Single(k => k.Kind == "topic.moved").Title);
    }
}
