using System.Net;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Meetings;

/// <summary>The double key (R4): a topic is selected by a decision of a held joint meeting in which both bodies concur, and only so.</summary>
public sealed class DoubleKeyTests(TopicsPlatform platform)
{
    const string Path = Gatherings.Path;

    readonly ServiceApi _api = platform.Api;
    readonly Gatherings _ours = new(platform);

    [Fact]
    public async Task A_topic_is_selected_when_the_leaders_of_both_bodies_have_concurred_in_the_same_wording()
    {
        var (topic, decision) = await _ours.UndecidedAsync();
        var hash = new { contentHash = await _ours.HashOfAsync(decision) };
        var awaiting = (await _api.GetAsync(_ours.Leader, $"{Path}/decisions/awaiting")).Ok().Json.EnumerateArray();
        Assert.Contains(awaiting, d => d.GetProperty("id").GetGuid() == decision);

        var first = (await _api.PostAsync(_ours.Leader, $"{Path}/decisions/{decision}/concur", hash)).Ok().Json;
        Assert.Equal(("pending", "cppcc"), (first.GetProperty("status").GetString(), first.GetProperty("awaitingBodies").EnumerateArray().Single().GetString()));
        Assert.Equal("Solicited", await _ours.TopicStatusAsync(topic));
        awaiting = (await _api.GetAsync(_ours.Leader, $"{Path}/decisions/awaiting")).Ok().Json.EnumerateArray();
        Assert.DoesNotContain(awaiting, d => d.GetProperty("id").GetGuid() == decision);
        (await _api.PostAsync(_ours.Leader, $"{Path}/decisions/{decision}/concur", hash)).Refused(HttpStatusCode.Conflict, "decision.taken_by_body");
        var second = (await _api.PostAsync(_ours.Chair, $"{Path}/decisions/{decision}/concur", hash)).Ok().Json;

        Assert.Equal("adopted", second.GetProperty("status").GetString());
        Assert.Equal("Selected", await _ours.TopicStatusAsync(topic));
        Assert.Equal(decision, await platform.ScalarAsync<Guid>("select decision_id from topics where id = $1", topic));
        (await _api.PostAsync(_ours.Chair, $"{Path}/decisions/{decision}/concur", hash)).Refused(HttpStatusCode.Conflict, "decision.not_pending");
    }

    [Fact]
    public async Task Two_leaders_at_the_same_instant_both_count_and_the_topic_is_selected_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var (topic, decision) = await _ours.UndecidedAsync(new DateTimeOffset(2020 + round, 3, 2, 1, 0, 0, TimeSpan.Zero));
            var hash = new { contentHash = await _ours.HashOfAsync(decision) };
            var answers = await Task.WhenAll(new[] { _ours.Chair, _ours.Leader }.Select(by => _api.PostAsync(by, $"{Path}/decisions/{decision}/concur", hash)));
            Assert.All(answers, answer => answer.Ok());
            Assert.Equal(["adopted", "pending"], answers.Select(answer => answer["status"]).Order());
            Assert.Equal("Selected", await _ours.TopicStatusAsync(topic));
            Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from topic_events where topic_id = $1 and kind = 'Moved'", topic));
        }
    }

    [Fact]
    public async Task Of_two_leaders_of_one_body_at_the_same_instant_one_counts()
    {
        var (_, decision) = await _ours.UndecidedAsync();
        var hash = new { contentHash = await _ours.HashOfAsync(decision) };
        var deputy = platform.Accounts.Holders(Contracts.Cppcc.Chair)[1];
        var answers = await Task.WhenAll(new[] { _ours.Chair, deputy, _ours.Chair, deputy }.Select(by => _api.PostAsync(by, $"{Path}/decisions/{decision}/concur", hash)));
        Assert.Equal(1, answers.Count(answer => answer.IsSuccess));
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => answer.Refused(HttpStatusCode.Conflict, "decision.taken_by_body"));
    }

    [Fact]
    public async Task Two_meetings_racing_for_the_years_last_place_do_not_both_get_it()
    {
        const int Year = 2019;
        var inYear = new DateTimeOffset(Year, 5, 6, 1, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 5; i++) await _ours.SolicitedAsync(selectedIn: Year);
        var (first, second) = (await _ours.UndecidedAsync(inYear), await _ours.UndecidedAsync(inYear.AddMonths(1)));
        foreach (var (_, decision) in new[] { first, second })
            (await _api.PostAsync(_ours.Leader, $"{Path}/decisions/{decision}/concur", new { contentHash = await _ours.HashOfAsync(decision) })).Ok();

        var hashes = new[] { (first.Decision, await _ours.HashOfAsync(first.Decision)), (second.Decision, await _ours.HashOfAsync(second.Decision)) };
        var answers = await Task.WhenAll(hashes.Select(d => _api.PostAsync(_ours.Chair, $"{Path}/decisions/{d.Item1}/concur", new { contentHash = d.Item2 })));
        Assert.Single(answers, answer => answer.IsSuccess);
        answers.Single(answer => !answer.IsSuccess).Refused(HttpStatusCode.Conflict, "topic.over_target");
        Assert.Equal(6, await SelectedAsync(Year));

        var late = answers[0].IsSuccess ? second : first;
        Assert.Equal("Solicited", await _ours.TopicStatusAsync(late.Topic));
        await SelectOverTargetAsync(late.Decision);
        Assert.Equal(7, await SelectedAsync(Year));
        Assert.Equal("群众反映集中，年内必须办理。", await platform.ScalarAsync<string>("select over_target_reason from topics where id = $1", late.Topic));
    }

    [Fact]
    public async Task A_wording_that_changed_asks_both_leaders_anew()
    {
        var (topic, decision) = await _ours.UndecidedAsync();
        var former = new { contentHash = await _ours.HashOfAsync(decision) };
        (await _api.PostAsync(_ours.Leader, $"{Path}/decisions/{decision}/concur", former)).Ok();
        var revised = (await _api.PutAsync(_ours.Office, $"{Path}/decisions/{decision}", new { wording = "同意，范围限于沿街商铺。" })).Ok().Json;
        Assert.Equal(2, revised.GetProperty("awaitingBodies").GetArrayLength());
        (await _api.PostAsync(_ours.Chair, $"{Path}/decisions/{decision}/concur", former)).Refused(HttpStatusCode.Conflict, "decision.changed");
        var hash = new { contentHash = await _ours.HashOfAsync(decision) };
        (await _api.PostAsync(_ours.Chair, $"{Path}/decisions/{decision}/concur", hash)).Ok();
        Assert.Equal("Solicited", await _ours.TopicStatusAsync(topic));
        Assert.Equal("adopted", (await _api.PostAsync(_ours.Leader, $"{Path}/decisions/{decision}/concur", hash))["status"]);
        (await _api.PutAsync(_ours.Office, $"{Path}/decisions/{decision}", new { wording = "更正" })).Refused(HttpStatusCode.Conflict, "decision.not_pending");
    }

    [Fact]
    public async Task A_leader_refuses_and_the_reason_is_on_the_next_agenda()
    {
        var topic = await _ours.SolicitedAsync();
        var meeting = await _ours.HeldAsync();
        var (selection, resolution) = (await _ours.PendingAsync(meeting, topic), await _ours.PendingAsync(meeting));
        foreach (var (decision, by, reason) in new[] { (selection, _ours.Leader, "切口过大，请再论证。"), (resolution, _ours.Chair, "先行调研。") })
        {
            var body = new { contentHash = await _ours.HashOfAsync(decision), reason };
            Assert.Equal("refused", (await _api.PostAsync(by, $"{Path}/decisions/{decision}/refuse", body))["status"]);
            (await _api.PostAsync(_ours.Chair, $"{Path}/decisions/{decision}/concur", new { body.contentHash })).Refused(HttpStatusCode.Conflict, "decision.not_pending");
        }

        Assert.Equal("Solicited", await _ours.TopicStatusAsync(topic));
        var next = await _ours.PlannedAsync();
        var agenda = (await _api.GetAsync(_ours.Office, $"{Path}/{next}/agenda")).Ok().Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal("切口过大，请再论证。", agenda.Single(item => item.GetProperty("subjectId").ToString() == topic.ToString()).GetProperty("note").GetString());
        Assert.Equal("先行调研。", agenda.Single(item => item.GetProperty("subjectId").ToString() == resolution.ToString()).GetProperty("note").GetString());
    }

    [Fact]
    public async Task Nothing_but_a_held_joint_meeting_selects()
    {
        var topic = await _ours.SolicitedAsync();
        var called = await _ours.CalledAsync();
        (await _ours.RecordAsync(_ours.Office, called, topic)).Refused(HttpStatusCode.Conflict, "meeting.not_held");
        var consultation = await _ours.HeldAsync("consultation", topic: topic);
        (await _api.PostAsync(_ours.Office, $"{Path}/{consultation}/decisions", new
        {
            agendaItem = await _ours.ItemAsync(consultation),
            agendaVersion = await _ours.AgendaVersionAsync(consultation),
            kind = "selection",
            wording = "选题",
        })).Refused(HttpStatusCode.Conflict, "decision.subject_unfit");
        Assert.Equal("Solicited", await _ours.TopicStatusAsync(topic));
    }

    async Task SelectOverTargetAsync(Guid decision)
    {
        (await _api.PutAsync(_ours.Liaison, $"{Path}/decisions/{decision}", new { wording = "同意增列。", overTargetReason = "群众反映集中，年内必须办理。" })).Ok();
        var hash = new { contentHash = await _ours.HashOfAsync(decision) };
        foreach (var leader in new[] { _ours.Leader, _ours.Chair }) (await _api.PostAsync(leader, $"{Path}/decisions/{decision}/concur", hash)).Ok();
    }

    Task<long> SelectedAsync(int year) =>
        platform.ScalarAsync<long>("select count(*) from topics where district = $1 and year = $2 and selected_at is not null", _ours.District, year);
}
