using System.Net;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Tests.Work;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Tests.Publicity;

/// <summary>Media reports about a topic (R12).</summary>
public sealed class PublicityTests(TopicsPlatform platform)
{
    readonly Works _works = new(platform);
    readonly ServiceApi _api = platform.Api;

    static object Item(string? address = "https://news.example/1") =>
        new { medium = "website", outlet = "示例日报", headline = "一次告知少跑腿", published = "2026-11-02", address };

    [Fact]
    public async Task It_is_recorded_corrected_and_taken_away()
    {
        var topic = await _works.TopicAsync(TopicStatus.Supervising);
        var path = $"{Works.Path}/{topic}/publicity";
        var recorded = (await _api.PostAsync(_works.Office, path, Item())).Ok();
        (await _api.PutAsync(_works.Liaison, $"{path}/{recorded.Id}", Item(null))).Refused(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _api.PutAsync(_works.Liaison, $"{path}/{recorded.Id}", Item(null), recorded.EntityTag)).Ok();
        Assert.Equal(1, (await _api.GetAsync(_works.Member, path)).Ok().Json.GetArrayLength());
        (await _api.SendAsync(_works.Office, HttpMethod.Delete, $"{path}/{recorded.Id}")).Ok();
        Assert.Equal(0, (await _api.GetAsync(_works.Member, path)).Ok().Json.GetArrayLength());
    }

    [Fact]
    public async Task Only_selected_topics_are_reported_on_and_addresses_are_those_of_the_web()
    {
        var early = await _works.TopicAsync(TopicStatus.Solicited);
        (await _api.PostAsync(_works.Office, $"{Works.Path}/{early}/publicity", Item())).Refused(HttpStatusCode.Conflict, "work.topic_not_open");
        var topic = await _works.TopicAsync(TopicStatus.Selected);
        (await _api.PostAsync(_works.Office, $"{Works.Path}/{topic}/publicity", Item("javascript:alert(1)"))).Refused(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync(new Works(platform, Testing.SampleAccounts.Lucheng).Office, $"{Works.Path}/{topic}/publicity")).Status);
    }
}
