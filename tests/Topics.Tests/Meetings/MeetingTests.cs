using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Supervision.Documents;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Meetings;

/// <summary>Meetings (R3): planned, called, held with a quorum of each body, minuted.</summary>
public sealed class MeetingTests(TopicsPlatform platform)
{
    const string Path = Gatherings.Path;

    readonly ServiceApi _api = platform.Api;
    readonly Gatherings _ours = new(platform);

    [Fact]
    public async Task A_joint_meeting_from_its_plan_to_its_issued_minutes()
    {
        var topic = await _ours.SolicitedAsync();
        var id = await _ours.CalledAsync();
        (await _api.PostAsync(_ours.Leader, $"{Path}/{id}/answer", new { accepts = true })).Ok();
        (await _api.PostAsync(_ours.Member, $"{Path}/{id}/answer", new { accepts = false, remark = "因公外出" })).Ok();
        await _ours.HoldAsync(id);
        var held = (await _api.GetAsync(_ours.Secretary, $"{Path}/{id}")).Ok().Json;
        Assert.Equal("held", held.GetProperty("status").GetString());
        var member = held.GetProperty("invitations").EnumerateArray().Single(i => i.GetProperty("userId").GetGuid() == _ours.Member.UserId);
        Assert.Equal(("declined", "因公外出", false), (member.GetProperty("answer").GetString(), member.GetProperty("remark").GetString(), member.GetProperty("present").GetBoolean()));
        Assert.Equal(
            ["cppcc 2/3 (2)", "discipline 3/3 (2)"],
            held.GetProperty("attendance").EnumerateArray().Select(a => $"{a.GetProperty("body")} {a.GetProperty("present")}/{a.GetProperty("invited")} ({a.GetProperty("needed")})"));

        var decision = await _ours.PendingAsync(id, topic);
        (await _api.PostAsync(_ours.Office, $"{Path}/{id}/minutes/issue")).Refused(HttpStatusCode.Conflict, "meeting.minutes_missing");
        (await _api.PutAsync(_ours.Office, $"{Path}/{id}/minutes", new { text = "会议听取了情况汇报。\n会议强调，要抓好落实。" })).Ok();
        (await _api.PostAsync(_ours.Office, $"{Path}/{id}/minutes/issue")).Refused(HttpStatusCode.Conflict, "meeting.decisions_pending");
        (await _api.GetAsync(_ours.Member, $"{Path}/{id}/minutes")).Refused(HttpStatusCode.Conflict, "meeting.minutes_not_issued");
        Assert.Contains("（草稿）", await MinutesAsync(_ours.Liaison, id), StringComparison.Ordinal);
        foreach (var leader in new[] { _ours.Chair, _ours.Leader }) (await _ours.ConcurAsync(leader, decision, id)).Ok();
        (await _api.PostAsync(_ours.Office, $"{Path}/{id}/minutes/issue")).Ok();

        var text = await MinutesAsync(_ours.Member, id);
        Assert.All(
            (string[])["联席会议纪要", "政协洞头区委员会", "洞头区纪委监委", "会议强调，要抓好落实。", "同意将该项列为本年度协同监督议题。（通过）", _ours.Leader.Name, _ours.Member.Name,
                "居民代表（示例社区）", await _ours.HashOfAsync(decision)],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("（草稿）", text, StringComparison.Ordinal);
        (await _ours.RecordAsync(_ours.Office, id)).Refused(HttpStatusCode.Conflict, "meeting.minutes_issued");
        (await _api.PutAsync(_ours.Office, $"{Path}/{id}/minutes", new { text = "更正" })).Refused(HttpStatusCode.Conflict, "meeting.minutes_issued");
    }

    [Fact]
    public async Task The_agenda_takes_up_what_waits_and_what_was_taken_off_waits_for_the_next_meeting()
    {
        var (kept, dropped) = (await _ours.SolicitedAsync(), await _ours.SolicitedAsync());
        var id = await _ours.PlannedAsync();
        var agenda = (await _api.GetAsync(_ours.Office, $"{Path}/{id}/agenda")).Ok();
        var items = Items(agenda);
        Assert.Contains(items, item => Subject(item) == kept);
        var lines = items.Where(item => Subject(item) != dropped).Reverse().Select(Line);
        var edited = (await _api.PutAsync(_ours.Liaison, $"{Path}/{id}/agenda", new { items = lines }, agenda.EntityTag)).Ok();
        Assert.Equal("通报近期工作", Items(edited)[0].GetProperty("title").GetString());

        (await _api.PostAsync(_ours.Office, $"{Path}/{id}/agenda/assemble")).Ok();
        Assert.DoesNotContain(Items(await _api.GetAsync(_ours.Office, $"{Path}/{id}/agenda")), item => Subject(item) == dropped);
        await _ours.AfterAsync(id, _ours.Office, "call");
        await _ours.HoldAsync(id);
        var next = Items(await _api.GetAsync(_ours.Office, $"{Path}/{await _ours.PlannedAsync()}/agenda")).Select(Subject).ToList();
        Assert.Contains(dropped, next);
        Assert.Contains(kept, next); // nothing was decided on it
    }

    [Fact]
    public async Task A_stale_agenda_is_refused_when_edited_when_held_and_when_decided_on()
    {
        var id = await _ours.CalledAsync();
        var (agenda, version) = ((await _api.GetAsync(_ours.Office, $"{Path}/{id}/agenda")).Ok(), await _ours.AgendaVersionAsync(id));
        await _ours.AddMatterAsync(id, "临时动议");
        (await _api.PutAsync(_ours.Liaison, $"{Path}/{id}/agenda", new { items = Items(agenda).Select(Line) }, agenda.EntityTag))
            .Refused(HttpStatusCode.PreconditionFailed, "precondition.failed");
        (await _api.PutAsync(_ours.Liaison, $"{Path}/{id}/agenda", new { items = Items(agenda).Select(Line) }))
            .Refused(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _api.PostAsync(_ours.Office, $"{Path}/{id}/hold", await _ours.HoldingAsync(id, version))).Refused(HttpStatusCode.Conflict, "meeting.agenda_stale");
        await _ours.HoldAsync(id);
        (await _ours.RecordAsync(_ours.Office, id, agenda: version)).Refused(HttpStatusCode.Conflict, "meeting.agenda_stale");
        (await _ours.RecordAsync(_ours.Office, id)).Ok();
        (await _ours.RecordAsync(_ours.Liaison, id)).Refused(HttpStatusCode.Conflict, "decision.item_decided");
        var now = (await _api.GetAsync(_ours.Office, $"{Path}/{id}/agenda")).Ok();
        (await _api.PutAsync(_ours.Office, $"{Path}/{id}/agenda", new { items = Items(now).Skip(100).Select(Line) }, now.EntityTag))
            .Refused(HttpStatusCode.Conflict, "meeting.agenda_item_decided");
    }

    [Fact]
    public async Task Of_decisions_and_edits_at_the_same_moment_none_goes_by_a_stale_agenda()
    {
        var id = await _ours.HeldAsync();
        var agenda = (await _api.GetAsync(_ours.Office, $"{Path}/{id}/agenda")).Ok();
        var (item, version) = (await _ours.ItemAsync(id), await _ours.AgendaVersionAsync(id));
        var record = new { agendaItem = item, agendaVersion = version, kind = "resolution", wording = "同意。" };
        var answers = await Task.WhenAll(
            _api.PostAsync(_ours.Office, $"{Path}/{id}/decisions", record),
            _api.PutAsync(_ours.Liaison, $"{Path}/{id}/agenda", new { items = Items(agenda).Where(i => i.GetProperty("id").GetGuid() != item).Select(Line) }, agenda.EntityTag),
            _api.PostAsync(_ours.Liaison, $"{Path}/{id}/decisions", record));
        Assert.Equal(1, answers.Count(answer => answer.IsSuccess));
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer =>
            Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.Conflict, HttpStatusCode.PreconditionFailed]));
    }

    [Fact]
    public async Task Nothing_is_held_without_a_quorum_of_each_body_or_before_its_time()
    {
        var id = await _ours.CalledAsync();
        var cppccOnly = await _ours.HoldingAsync(id, present: [_ours.Office.UserId, _ours.Chair.UserId, _ours.Member.UserId, _ours.Leader.UserId]);
        var refused = await _api.PostAsync(_ours.Office, $"{Path}/{id}/hold", cppccOnly);
        refused.Refused(HttpStatusCode.Conflict, "meeting.no_quorum");
        Assert.Contains("1 of at least 2", refused.Text, StringComparison.Ordinal);
        (await _api.PostAsync(_ours.Office, $"{Path}/{id}/hold", await _ours.HoldingAsync(id, present: [_ours.Supervisor.UserId])))
            .Refused(HttpStatusCode.Conflict, "meeting.not_invited");
        var ahead = await _ours.CalledAsync("briefing", DateTimeOffset.UtcNow.AddDays(3));
        (await _api.PostAsync(_ours.Office, $"{Path}/{ahead}/hold", await _ours.HoldingAsync(ahead))).Refused(HttpStatusCode.Conflict, "meeting.too_early");
        var oneSided = await _ours.PlannedAsync("dutyReview", invited: [_ours.Office, _ours.Chair]);
        (await _api.PostAsync(_ours.Office, $"{Path}/{oneSided}/call")).Refused(HttpStatusCode.Conflict, "meeting.nobody_invited");
    }

    [Fact]
    public async Task Other_kinds_go_by_their_own_rules()
    {
        (await _api.PostAsync(_ours.Office, Path, Gatherings.Plan("consultation"))).Refused(HttpStatusCode.Conflict, "meeting.topic_needed");
        (await _api.PostAsync(_ours.Office, Path, Gatherings.Plan(topic: await _ours.SolicitedAsync()))).Refused(HttpStatusCode.Conflict, "meeting.topic_unfit");
        (await _api.PostAsync(_ours.Office, Path, Gatherings.Plan("consultation", topic: Guid.NewGuid()))).Refused(HttpStatusCode.NotFound, "not_found");
        var forum = await _ours.CalledAsync("forum");
        (await _api.PostAsync(_ours.Office, $"{Path}/{forum}/hold", new
        {
            agendaVersion = await _ours.AgendaVersionAsync(forum),
            attendance = new { present = new[] { _ours.Member.UserId } },
        })).Refused(HttpStatusCode.Conflict, "meeting.no_guests");
        foreach (var kind in new[] { "forum", "symposium", "briefing", "dutyReview" })
        {
            var held = await _ours.HeldAsync(kind);
            Assert.Equal("adopted", (await _ours.RecordAsync(_ours.Office, held))["status"]); // final as recorded, no leader is asked
        }
    }

    [Fact]
    public async Task Those_invited_see_the_meeting_once_it_is_called_and_of_the_invitations_their_own()
    {
        var id = await _ours.PlannedAsync("symposium", invited: [_ours.Office, _ours.Member, _ours.Contact]);
        (await _api.GetAsync(_ours.Member, $"{Path}/{id}")).Refused(HttpStatusCode.NotFound, "not_found");
        (await _api.PostAsync(_ours.Office, $"{Path}/{id}/call")).Ok();
        foreach (var invited in new[] { _ours.Member, _ours.Contact })
        {
            var seen = (await _api.GetAsync(invited, $"{Path}/{id}")).Ok().Json;
            Assert.Equal(invited.UserId, seen.GetProperty("invitations").EnumerateArray().Single().GetProperty("userId").GetGuid());
            var unanswered = (await _api.GetAsync(invited, $"{Path}?unanswered=true")).Ok().Json.GetProperty("items").EnumerateArray();
            Assert.Contains(unanswered, row => row.GetProperty("id").GetGuid() == id);
        }

        foreach (var stranger in new[] { _ours.Supervisor, _ours.Handler, platform.Accounts.Holder(Contracts.Cppcc.Office, SampleAccounts.Lucheng) })
        {
            (await _api.GetAsync(stranger, $"{Path}/{id}")).Refused(HttpStatusCode.NotFound, "not_found");
            (await _api.PostAsync(stranger, $"{Path}/{id}/answer", new { accepts = true })).Refused(HttpStatusCode.NotFound, "not_found");
        }
    }

    [Fact]
    public async Task Meetings_are_found_filtered_and_paged()
    {
        var lucheng = new Gatherings(platform, SampleAccounts.Lucheng);
        var ids = new List<Guid>();
        for (var i = 1; i <= 5; i++) ids.Add(await lucheng.PlannedAsync("symposium", new DateTimeOffset(2018, i, 3, 1, 0, 0, TimeSpan.Zero)));
        await lucheng.AfterAsync(ids[4], lucheng.Office, "cancel", new { reason = "改期" });
        var found = new List<Guid>();
        string? after = null;
        do
        {
            var page = (await _api.GetAsync(lucheng.Chair, $"{Path}?year=2018&kind=symposium&sort=earliest&limit=2&search=会议室{(after is null ? "" : $"&after={after}")}")).Ok().Json;
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetGuid()));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);
        Assert.Equal(ids, found);
        (await _api.GetAsync(lucheng.Chair, $"{Path}/export?year=2018&kind=symposium")).Ok();
        Assert.Equal(ids[4], (await _api.GetAsync(lucheng.Chair, $"{Path}?year=2018&status=cancelled")).Ok().Json.GetProperty("items")[0].GetProperty("id").GetGuid());
        (await _api.PutAsync(lucheng.Office, $"{Path}/{ids[4]}", new { title = "例会", place = "二楼", starts = DateTimeOffset.UtcNow }, "*"))
            .Refused(HttpStatusCode.Conflict, "meeting.not_ahead");
    }

    async Task<string> MinutesAsync(SampleAccount reader, Guid id)
    {
        using var http = new HttpClient { BaseAddress = platform.Host.Address("topics") };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Path}/{id}/minutes");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _api.TokenAsync(reader));
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, OfficialDocument.ContentType), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using var document = WordprocessingDocument.Open(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken).Select(e => e.Description));
        return document.MainDocumentPart!.Document!.Body!.InnerText;
    }

    static List<JsonElement> Items(Answer agenda) => [.. agenda.Ok().Json.GetProperty("items").EnumerateArray()];

    static Guid? Subject(JsonElement item) => item.GetProperty("subjectId").ValueKind is JsonValueKind.Null ? null : item.GetProperty("subjectId").GetGuid();

    static object Line(JsonElement item) => new { id = item.GetProperty("id").GetGuid(), title = item.GetProperty("title").GetString(), note = item.GetProperty("note").GetString() };
}
