using System.Net;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Tests.Work;

namespace Supervision.Topics.Tests.Tracked;

/// <summary>Key proposals and important advice the commission follows (R10).</summary>
public sealed class TrackedTests(TopicsPlatform platform)
{
    readonly Works _works = new(platform);
    readonly ServiceApi _api = platform.Api;

    [Fact]
    public async Task An_issued_suggestion_is_followed_by_the_commission_to_its_end()
    {
        var topic = await _works.ConcurredAdviceAsync();
        (await _api.PostAsync(_works.Office, $"{Works.Path}/{topic}/advice/issue")).Ok();
        var suggestion = (await _api.GetAsync(_works.Office, $"{Works.Path}/{topic}/advice/suggestions")).Ok().Json[0].GetProperty("id").GetGuid();
        var request = new { kind = "advice", title = "推行一次性告知", unit = "示例行政审批单位", dueOn = "2020-01-31", topicId = topic, suggestionId = suggestion };
        var id = (await _api.PostAsync(_works.Office, $"{Works.Path}/tracked", request)).Id;
        (await _api.PostAsync(_works.Office, $"{Works.Path}/tracked", request)).Refused(HttpStatusCode.Conflict, "tracking.twice");

        var path = $"{Works.Path}/tracked/{id}";
        (await _api.PostAsync(_works.Leader, $"{path}/conclude", new { conclusion = "已落实" })).Refused(HttpStatusCode.Conflict, "tracking.nothing_noted");
        Assert.Equal(HttpStatusCode.Forbidden, (await _api.PostAsync(_works.Office, $"{path}/notes", new { handling = "underway", text = "已催办" })).Status);
        Assert.Equal("True", (await _api.PostAsync(_works.Handler, $"{path}/notes", new { handling = "stalled", text = "窗口尚未公示" }))["overdue"]);
        (await _api.PostAsync(_works.Liaison, $"{path}/notes", new { handling = "done", text = "已公示告知单" })).Ok();
        (await _api.PostAsync(_works.Leader, $"{path}/conclude", new { conclusion = "已落实" })).Ok();
        (await _api.PostAsync(_works.Liaison, $"{path}/notes", new { handling = "done", text = "补记" })).Refused(HttpStatusCode.Conflict, "tracking.concluded");

        var seen = (await _api.GetAsync(_works.Chair, path)).Ok();
        Assert.Equal(2, seen.Json.GetProperty("notes").GetArrayLength());
        Assert.Equal(HttpStatusCode.Forbidden, (await _api.GetAsync(_works.Member, path)).Status);
    }

    [Fact]
    public async Task What_is_not_there_is_not_followed()
    {
        foreach (var request in new object[]
        {
            new { kind = "keyProposal", title = "重点提案", unit = "示例单位", proposalId = Guid.NewGuid() },
            new { kind = "advice", title = "建议", unit = "示例单位", suggestionId = Guid.NewGuid() },
            new { kind = "advice", title = "建议", unit = "示例单位", topicId = Guid.NewGuid() },
        })
            (await _api.PostAsync(_works.Office, $"{Works.Path}/tracked", request)).Refused(HttpStatusCode.Conflict, "tracking.unknown");
    }

    [Fact]
    public async Task They_are_found_by_how_they_stand()
    {
        var id = (await _api.PostAsync(_works.Liaison, $"{Works.Path}/tracked", new { kind = "keyProposal", title = "优化营商环境重点提案", unit = "示例单位" })).Id;
        (await _api.PostAsync(_works.Handler, $"{Works.Path}/tracked/{id}/notes", new { handling = "underway", text = "已部署" })).Ok();
        foreach (var (query, expected) in new[] { ("handling=underway&search=营商", true), ("handling=stalled", false), ("kind=advice", false), ("status=open", true), ("status=concluded", false) })
        {
            var found = (await _api.GetAsync(_works.Leader, $"{Works.Path}/tracked?limit=100&{query}")).Ok().Json.GetProperty("items").EnumerateArray();
            Assert.Equal(expected, found.Any(row => row.GetProperty("id").GetGuid() == id));
        }
    }
}
