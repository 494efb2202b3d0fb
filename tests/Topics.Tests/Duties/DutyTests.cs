using System.Net;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Tests.Work;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Tests.Duties;

/// <summary>The duty list (R7) through the service.</summary>
public sealed class DutyTests(TopicsPlatform platform)
{
    readonly Works _works = new(platform);
    readonly ServiceApi _api = platform.Api;

    [Fact]
    public async Task An_item_goes_from_its_owner_to_done_and_the_gate_knows()
    {
        var topic = await _works.TopicAsync(TopicStatus.Supervising);
        var (first, second) = (await _works.DutyAsync(topic), await _works.DutyAsync(topic, _works.Handler.UserId));
        Assert.Equal((2, 2), (await _works.FactsAsync(topic)) is var open ? (open.DutyItems, open.OpenDutyItems) : default);
        (await _api.PostAsync(_works.Supervisor, $"{Works.Path}/duties/{first}/complete", new { result = "代办" })).Refused(HttpStatusCode.Conflict, "duty.not_yours");
        (await _api.PostAsync(_works.Member, $"{Works.Path}/duties/{first}/progress", new { text = "已走访两处", percent = 40 })).Ok();
        (await _api.PostAsync(_works.Member, $"{Works.Path}/duties/{first}/complete", new { result = "五处已走访" })).Ok();
        (await _api.PostAsync(_works.Secretary, $"{Works.Path}/duties/{second}/waive", new { reason = "单位已撤并" })).Ok();
        Assert.Equal(0, (await _works.FactsAsync(topic)).OpenDutyItems);
        var list = (await _api.GetAsync(_works.Leader, $"{Works.Path}/{topic}/duties")).Ok().Json;
        Assert.Equal(["done", "waived"], list.EnumerateArray().Select(item => item.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Owners_are_those_of_both_bodies_who_work_on_topics()
    {
        var topic = await _works.TopicAsync(TopicStatus.Deliberating);
        var foreign = new Works(platform, SampleAccounts.Lucheng).Member;
        foreach (var unfit in new[] { _works.Contact.UserId, _works.Admin.UserId, foreign.UserId, Guid.NewGuid() })
            (await _api.PostAsync(_works.Office, $"{Works.Path}/{topic}/duties", Works.Duty(unfit))).Refused(HttpStatusCode.Conflict, "duty.owner_unfit");
        (await _api.PostAsync(_works.Office, $"{Works.Path}/{topic}/duties", Works.Duty(_works.Member.UserId, dueOn: "2020-01-01"))).Refused(HttpStatusCode.Conflict, "duty.due_past");
    }

    [Fact]
    public async Task The_list_is_fixed_before_selection_and_once_the_topic_concludes()
    {
        foreach (var stage in new[] { TopicStatus.Solicited, TopicStatus.Concluding })
        {
            var topic = await _works.TopicAsync(stage);
            (await _api.PostAsync(_works.Office, $"{Works.Path}/{topic}/duties", Works.Duty(_works.Member.UserId))).Refused(HttpStatusCode.Conflict, "work.topic_not_open");
        }
    }

    [Fact]
    public async Task What_is_overdue_is_found_by_its_owner_and_by_a_part_of_its_title()
    {
        var topic = await _works.TopicAsync(TopicStatus.Supervising);
        var id = await _works.DutyAsync(topic);
        await platform.ExecuteAsync("update duty_items set due = now() - interval '1 hour', title = '核查营商环境台账' where id = $1", id);
        var found = (await _api.GetAsync(_works.Member, $"{Works.Path}/duties?mine=true&overdue=true&search=营商&limit=100")).Ok().Json.GetProperty("items");
        Assert.Contains(found.EnumerateArray(), row => row.GetProperty("id").GetGuid() == id && row.GetProperty("overdue").GetBoolean());
        var others = (await _api.GetAsync(_works.Handler, $"{Works.Path}/duties?mine=true&limit=100")).Ok().Json.GetProperty("items");
        Assert.DoesNotContain(others.EnumerateArray(), row => row.GetProperty("id").GetGuid() == id);
        (await _api.GetAsync(_works.Member, $"{Works.Path}/duties?limit=0")).Refused(HttpStatusCode.BadRequest, "request.invalid");
    }

    [Fact]
    public async Task Pages_by_cursor_hold_each_item_once()
    {
        var topic = await _works.TopicAsync(TopicStatus.Supervising);
        var ids = new HashSet<Guid>();
        for (var i = 0; i < 5; i++) ids.Add(await _works.DutyAsync(topic));
        var (seen, after) = (new List<Guid>(), (string?)"");
        do
        {
            var page = (await _api.GetAsync(_works.Office, $"{Works.Path}/duties?topic={topic}&limit=2{after}")).Ok().Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetGuid()));
            after = page.GetProperty("next").GetString() is { } next ? $"&after={next}" : null;
        }
        while (after is not null);
        Assert.Equal(5, seen.Count);
        Assert.True(ids.SetEquals(seen));
    }

    [Fact]
    public async Task Of_a_completion_and_a_waiver_at_once_one_counts()
    {
        var topic = await _works.TopicAsync(TopicStatus.Supervising);
        var id = await _works.DutyAsync(topic);
        var answers = await Task.WhenAll(
            _api.PostAsync(_works.Member, $"{Works.Path}/duties/{id}/complete", new { result = "已完成" }),
            _api.PostAsync(_works.Chair, $"{Works.Path}/duties/{id}/waive", new { reason = "不再需要" }),
            _api.PostAsync(_works.Office, $"{Works.Path}/duties/{id}/complete", new { result = "已完成" }));
        Assert.Equal(1, answers.Count(answer => answer.IsSuccess));
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => Assert.Equal("duty.finished", answer.Code));
    }
}
