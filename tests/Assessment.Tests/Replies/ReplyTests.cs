using System.Net;
using Supervision.Assessment.Tests.Forms;
using Supervision.Assessment.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing.Api;

namespace Supervision.Assessment.Tests.Replies;

/// <summary>Answers and the bodies' judgements (R34, R35, R38).</summary>
public sealed class ReplyTests(AssessmentPlatform platform)
{
    const string Root = FormCases.Root;

    readonly FormCases _cases = new(new Affairs(platform));

    Affairs Of => _cases.Of;

    [Fact]
    public async Task A_draft_is_the_units_alone_and_does_not_change_once_it_is_sent()
    {
        var form = await _cases.ReceivedAsync();
        var item = (await _cases.ItemsAsync(form))[0];
        var reply = await _cases.DraftReplyAsync(item);
        Assert.Empty((await _cases.ItemAsync(item)).GetProperty("replies").EnumerateArray());
        (await _cases.Api.GetAsync(Of.Leader, $"{Root}/replies/{reply}/files")).Refused(HttpStatusCode.NotFound, "not_found");
        (await _cases.Api.PostAsync(Of.Contact, $"{Root}/replies/{reply}/files?name=note.txt", FormCases.Attachment())).Ok();
        (await _cases.Api.PostAsync(Of.Contact, $"{Root}/items/{item}/reply/send")).Ok();
        Assert.Single((await _cases.ItemAsync(item)).GetProperty("replies").EnumerateArray());
        Assert.Equal(1, (await _cases.Api.GetAsync(Of.Leader, $"{Root}/replies/{reply}/files")).Ok().Json.GetArrayLength());
        (await _cases.Api.PutAsync(Of.Contact, $"{Root}/items/{item}/reply", FormCases.Reply)).Refused(HttpStatusCode.Conflict, "form.item_not_awaited");
        (await _cases.Api.PostAsync(Of.Contact, $"{Root}/replies/{reply}/files?name=note.txt", FormCases.Attachment())).Refused(HttpStatusCode.Conflict, "form.reply_sent");
        Assert.Equal("replied", await _cases.StatusAsync(form));
    }

    [Fact]
    public async Task A_disagreement_goes_onto_the_joint_meeting_and_is_settled_when_one_body_changes_its_word()
    {
        await using var matters = await Listener.ToAsync(platform, nameof(JointMeetingMatterChanged));
        var form = await _cases.RepliedAsync();
        var item = (await _cases.ItemsAsync(form))[0];
        (await _cases.Api.PostAsync(Of.Office, $"{Root}/items/{item}/judge", FormCases.Judgement(1, accept: true))).Ok();
        Assert.Equal("replied", await _cases.ItemStatusAsync(item));
        (await _cases.Api.PostAsync(Of.Liaison, $"{Root}/items/{item}/judge", FormCases.Judgement(1, accept: false))).Ok();
        Assert.True((await _cases.ItemAsync(item)).GetProperty("disputed").GetBoolean());
        var opened = await matters.NextAsync(m => m.GetProperty("matterId").GetGuid() == item);
        Assert.Equal(("Disagreement", true), (opened.GetProperty("kind").GetString(), opened.GetProperty("open").GetBoolean()));

        // The unit sees nothing of it.
        var seen = (await _cases.Api.GetAsync(Of.Contact, $"{Root}/items/{item}")).Ok().Json;
        Assert.False(seen.GetProperty("disputed").GetBoolean());
        Assert.Empty(seen.GetProperty("judgements").EnumerateArray());

        (await _cases.Api.PostAsync(Of.Leader, $"{Root}/items/{item}/judge", FormCases.Judgement(1, accept: true))).Ok();
        Assert.Equal("closed", await _cases.ItemStatusAsync(item));
        var settled = await matters.NextAsync(m => m.GetProperty("matterId").GetGuid() == item);
        Assert.False(settled.GetProperty("open").GetBoolean());
        Assert.True(settled.GetProperty("version").GetInt64() > opened.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Both_bodies_judging_at_one_instant_close_the_item_once()
    {
        await using var facts = await Listener.ToAsync(platform, nameof(ItemJudged));
        for (var i = 0; i < 8; i++)
        {
            var form = await _cases.RepliedAsync();
            var item = (await _cases.ItemsAsync(form))[0];
            Actor[] judges = [Of.Office, Of.Liaison, Of.Chair, Of.Leader];
            var answers = await Task.WhenAll(judges.Select(judge => _cases.Api.PostAsync(judge, $"{Root}/items/{item}/judge", FormCases.Judgement(1, accept: true))));
            Assert.Equal(2, answers.Count(answer => answer.IsSuccess)); // one of each body
            Assert.Equal("closed", await _cases.StatusAsync(form));
            await facts.NextAsync(e => e.GetProperty("itemId").GetGuid() == item);
            Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from look_backs where item_id = $1", item));
        }
    }

    [Fact]
    public async Task A_relapse_reopens_counts_and_brings_the_next_look_back_sooner()
    {
        await using var fates = await Listener.ToAsync(platform, nameof(ReferredFindingChanged));
        var finding = await _cases.FindingAsync();
        var topic = await _cases.TopicAsync("supervising");
        var form = await _cases.ClosedAsync(topic: topic, source: finding);
        var item = (await _cases.ItemsAsync(form))[0];
        foreach (var status in new[] { "open", "replied", "closed" })
            await fates.NextAsync(e => e.GetProperty("findingId").GetGuid() == finding && e.GetProperty("status").GetString() == status);
        var first = await ScheduledAsync(item);

        (await _cases.Api.PostAsync(Of.Office, $"{Root}/items/{item}/look-back", new { relapsed = true, note = "再次出现排长队" })).Ok();
        Assert.Equal("received", await _cases.StatusAsync(form));
        Assert.Equal(1, (await _cases.ItemAsync(item)).GetProperty("item").GetProperty("relapses").GetInt32());
        await fates.NextAsync(e => e.GetProperty("findingId").GetGuid() == finding && e.GetProperty("status").GetString() == "relapsed");
        await _cases.ReplyAsync(item);
        await _cases.JudgeAsync(item, 2, accept: true);
        Assert.True(await ScheduledAsync(item) < first);
        (await _cases.Api.PostAsync(Of.Office, $"{Root}/items/{item}/look-back", new { relapsed = false, note = "保持良好" })).Ok();
        Assert.Equal("closed", await _cases.StatusAsync(form));
        (await _cases.Api.GetAsync(Of.Contact, $"{Root}/items/{item}/look-backs")).Refused(HttpStatusCode.Forbidden, "role.required");
    }

    [Fact]
    public async Task The_list_is_filtered_sorted_paged_and_whole_as_a_spreadsheet()
    {
        var topic = await _cases.TopicAsync("supervising");
        var serious = await _cases.ReceivedAsync(items: 3, topic: topic);
        var minor = await _cases.ClosedAsync(items: 2, topic: topic, severity: "minor");
        foreach (var sort in new[] { "due", "issued", "severity" })
        {
            var (seen, after) = (new List<Guid>(), (string?)null);
            do
            {
                var page = (await _cases.Api.GetAsync(Of.Chair, $"{Root}/items?topic={topic}&sort={sort}&limit=2{(after is null ? "" : $"&after={after}")}")).Ok().Json;
                seen.AddRange(page.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetGuid()));
                after = page.GetProperty("next").GetString();
            }
            while (after is not null);
            Assert.Equal((await _cases.ItemsAsync(serious)).Concat(await _cases.ItemsAsync(minor)).Order(), seen.Order());
        }

        Assert.Equal(2, await CountAsync($"topic={topic}&status=closed"));
        Assert.Equal(3, await CountAsync($"topic={topic}&severity=serious&unit={Of.Unit}"));
        Assert.Equal(0, await CountAsync($"topic={topic}&overdue=true"));
        Assert.Equal(5, await CountAsync($"topic={topic}&search=多头往返"));
        Assert.Equal(5, await CountAsync($"topic={topic}", Of.Contact));
        Assert.True((await _cases.Api.GetAsync(Of.Chair, $"{Root}/items/export?topic={topic}")).IsSuccess);
    }

    async Task<int> CountAsync(string query, Actor? by = null) =>
        (await _cases.Api.GetAsync(by ?? Of.Chair, $"{Root}/items?{query}&limit=100")).Ok().Json.GetProperty("items").GetArrayLength();

    async Task<DateOnly> ScheduledAsync(Guid item) =>
        DateOnly.FromDateTime(await platform.ScalarAsync<DateTime>("select due_on::timestamp from look_backs where item_id = $1 and outcome = 'Scheduled'", item));
}
