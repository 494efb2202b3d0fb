using System.Net;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Topics;

/// <summary>The loop as people run it (R5): gates with the list of what is missing, suspension, reviews, merging.</summary>
public sealed class StageTests(TopicsPlatform platform)
{
    const string Path = Affairs.Path;

    readonly ServiceApi _api = platform.Api;
    readonly Affairs _ours = new(platform);

    [Fact]
    public async Task A_gate_that_is_not_met_answers_with_everything_that_is_missing()
    {
        var topic = await _ours.SelectedAsync();
        var answer = await _api.PostAsync(_ours.Office, $"{Path}/{topic}/deliberate");
        answer.Refused(HttpStatusCode.Conflict, "topic.gate_not_met");
        var missing = answer.Json.GetProperty("missing").EnumerateArray().Select(m => (Code: m.GetProperty("code").GetString(), Title: m.GetProperty("title").GetString())).ToList();
        Assert.Equal(["gate.plan_not_approved", "gate.no_team", "gate.no_cppcc_leader", "gate.no_discipline_leader"], missing.Select(m => m.Code));
        Assert.All(missing, m => Assert.NotEqual(m.Code, m.Title));
        Assert.Equal("selected", await _ours.StatusAsync(topic));

        var gate = (await _api.GetAsync(_ours.Leader, $"{Path}/{topic}/gate")).Ok().Json;
        Assert.Equal("deliberating", gate.GetProperty("next").GetString());
        Assert.Equal(4, gate.GetProperty("missing").GetArrayLength());
    }

    [Theory]
    [InlineData("supervise", "topic.not_deliberating")]
    [InlineData("conclude", "topic.not_supervising")]
    [InlineData("close", "topic.not_concluding")]
    [InlineData("resume", "topic.not_suspended")]
    public async Task A_move_that_is_not_next_is_refused(string move, string code)
    {
        var topic = await _ours.SelectedAsync();
        (await _api.PostAsync(move == "resume" ? _ours.Chair : _ours.Office, $"{Path}/{topic}/{move}")).Refused(HttpStatusCode.Conflict, code);
    }

    [Fact]
    public async Task Either_leader_lets_a_topic_rest_and_the_other_takes_it_up_where_it_was()
    {
        var topic = await _ours.SelectedAsync();
        var resting = (await _api.PostAsync(_ours.Leader, $"{Path}/{topic}/suspend", new { reason = "待上级部署" })).Ok();
        Assert.Equal(("suspended", "selected"), (resting["status"], resting["suspendedIn"]));
        (await _api.PostAsync(_ours.Chair, $"{Path}/{topic}/suspend", new { reason = "再次" })).Refused(HttpStatusCode.Conflict, "topic.not_under_way");
        Assert.Equal("selected", (await _api.PostAsync(_ours.Chair, $"{Path}/{topic}/resume"))["status"]);
        var history = (await _api.GetAsync(_ours.Liaison, $"{Path}/{topic}/history")).Ok().Json.EnumerateArray()
            .Where(e => e.GetProperty("kind").GetString() == "moved").Select(e => e.GetProperty("facts").GetProperty("to").GetString());
        Assert.Equal(["selected", "suspended", "selected"], history);
    }

    [Fact]
    public async Task The_liaisons_learn_of_every_move_by_an_event_that_says_who_when_why_and_what_is_next()
    {
        var topic = await _ours.SelectedAsync();
        await _ours.AfterAsync(topic, _ours.Chair, "suspend", new { reason = "待上级部署" });
        await using var copy = await Listener.ToAsync(platform, "TopicStageChanged");
        await _ours.AfterAsync(topic, _ours.Leader, "resume");
        var told = await copy.NextAsync(e => e.GetProperty("topicId").GetGuid() == topic);
        Assert.Equal(("suspended", "selected", "resumed", "implementation_plan"),
            (told.GetProperty("from").GetString(), told.GetProperty("to").GetString(), told.GetProperty("why").GetString(), told.GetProperty("nextStep").GetString()));
        Assert.Equal(_ours.Leader.UserId, told.GetProperty("by").GetGuid());
    }

    [Fact]
    public async Task Leaders_are_asked_to_review_and_their_remarks_stand_with_the_topic()
    {
        var topic = await _ours.SelectedAsync();
        (await _api.PostAsync(_ours.Reviewer, $"{Path}/{topic}/reviews", new { remarks = "同意" })).Refused(HttpStatusCode.Conflict, "topic.review_not_asked");
        await _ours.AfterAsync(topic, _ours.Office, "ask-review");
        await _ours.AfterAsync(topic, _ours.Reviewer, "reviews", new { remarks = "同意，请抓好落实。", leader = "他人" });
        (await _api.PostAsync(_ours.Office, $"{Path}/{topic}/reviews", new { remarks = "已阅" })).Refused(HttpStatusCode.UnprocessableEntity, "review.leader_missing");
        await _ours.AfterAsync(topic, _ours.Office, "reviews", new { remarks = "已阅", leader = "示例·区长" });
        var reviews = (await _api.GetAsync(_ours.Chair, $"{Path}/{topic}/reviews")).Ok().Json.EnumerateArray().Select(r => r.GetProperty("leader").GetString());
        Assert.Equal([_ours.Reviewer.Name, "示例·区长"], reviews);
        Assert.Equal(HttpStatusCode.Forbidden, (await _api.GetAsync(_ours.Member, $"{Path}/{topic}/reviews")).Status);
    }

    [Fact]
    public async Task Merging_topics_takes_their_proposals_along()
    {
        var (first, second) = (await _ours.ProposalAsync(_ours.Member), await _ours.ProposalAsync(_ours.Supervisor));
        var (from, into) = (await _ours.SolicitedAsync(first), await _ours.SolicitedAsync(second));
        (await _api.PostAsync(_ours.Office, $"{Path}/{from}/merge", new { into = from })).Refused(HttpStatusCode.Conflict, "topic.merge_into_itself");
        Assert.Equal("merged", (await _api.PostAsync(_ours.Office, $"{Path}/{from}/merge", new { into }))["status"]);
        var proposal = (await _api.GetAsync(_ours.Member, $"{Path}/proposals/{first}")).Ok();
        Assert.Equal(("merged", into.ToString()), (proposal["status"], proposal["topicId"]));
        Assert.Equal(2, (await _api.GetAsync(_ours.Office, $"{Path}/proposals/{second}")).Ok().Json.GetProperty("proposers").GetArrayLength());
    }

    [Fact]
    public async Task What_a_topic_says_is_edited_until_it_is_selected_and_never_against_a_version_not_seen()
    {
        var topic = await _ours.SolicitedAsync();
        (await _api.PutAsync(_ours.Office, $"{Path}/{topic}", Affairs.TopicContent)).Refused(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _api.PutAsync(_ours.Office, $"{Path}/{topic}", Affairs.TopicContent, "\"1\"")).Refused(HttpStatusCode.PreconditionFailed, "precondition.failed");
        (await _api.PutAsync(_ours.Office, $"{Path}/{topic}", Affairs.TopicContent, (await _api.GetAsync(_ours.Office, $"{Path}/{topic}")).EntityTag)).Ok();
        var selected = await _ours.SelectedAsync();
        (await _api.PutAsync(_ours.Office, $"{Path}/{selected}", Affairs.TopicContent, "*")).Refused(HttpStatusCode.Conflict, "topic.not_editable");
    }

    [Fact]
    public async Task The_contact_of_a_unit_reads_the_topics_that_supervise_it_and_no_other()
    {
        var topic = await _ours.SelectedAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync(_ours.Contact, $"{Path}/{topic}")).Status);
        await platform.ExecuteAsync("update topics set units = array[$2] where id = $1", topic, _ours.Contact.Unit!);
        Assert.Equal(topic, (await _api.GetAsync(_ours.Contact, $"{Path}/{topic}")).Id);
    }
}
