using System.Net;
using System.Text.Json.Nodes;

namespace Supervision.Demo.Year;

internal sealed partial class YearJourney
{
    const string Meetings = JointAgenda.Meetings;

    async Task SelectAsync()
    {
        await MeetAsync(1);
        await SelectInAsync(2, 1, 2);
        var refused = await ShortlistAsync(YearMatters.Refused, "policy", 0);
        await SelectInAsync(3, 3, 4, refused);
        await SelectInAsync(4, 5, 6);
        await script.StepAsync($"{_cast.Office.Name} rejects the refused one", async () =>
            await StandsAsync(_cast.Office.PostAsync($"{refused.Path}/reject", new { reason = "由行业主管部门先行办理。" }), "rejected"));
    }

    /// <summary>A month's meeting that selects two topics; a leader may refuse a third.</summary>
    async Task SelectInAsync(int month, int first, int second, YearTopic? refused = null)
    {
        List<YearTopic> topics = [];
        foreach (var number in (int[])[first, second])
        {
            var (matter, @class) = YearMatters.Chosen[number - 1];
            topics.Add(await ShortlistAsync(matter, @class, number));
        }

        _topics.AddRange(topics);
        await script.StepAsync($"joint meeting of month {month}: two topics are selected when both leaders have concurred", async () =>
        {
            var meeting = await HeldAsync(month, refused is null ? topics : [.. topics, refused]);
            var over = 0;
            foreach (var topic in topics)
            {
                var reason = _selected >= _target ? "群众反映集中，年内须办结。" : null;
                var decision = await DecideAsync(meeting, topic.Id, "selection", $"同意将「{topic.Title}」列为{Year}年度协同监督议题。", reason);
                if (reason is not null) over++;
                foreach (var leader in _cast.Leaders) await ConcurAsync(leader, decision);
                Script.Check((string?)(await _cast.Office.GetAsync(topic.Path))["status"] == "selected", $"{topic.Reference} is not selected");
                _selected++;
            }

            if (refused is not null) await RefuseAsync(meeting, refused);
            await MinuteAsync(meeting);
            return $"{string.Join(", ", topics.Select(topic => topic.Reference))}{(over > 0 ? $", {over} over the target with the reason on record" : "")}";
        });
        if (refused is not null) await ReasonOnNextAgendaAsync(month, refused);
    }

    async Task RefuseAsync(HeldMeeting meeting, YearTopic topic)
    {
        var decision = await DecideAsync(meeting, topic.Id, "selection", $"同意将「{topic.Title}」列为{Year}年度协同监督议题。", "拟作备选。");
        await ConcurAsync(_cast.Chair, decision);
        await _cast.Leader.PostAsync($"{Meetings}/decisions/{decision.Id}/refuse", new { contentHash = decision.Hash, reason = Marked("口径过宽") });
        Script.Check((string?)(await _cast.Office.GetAsync(topic.Path))["status"] == "solicited", $"{topic.Reference} was selected by one body alone");
    }

    /// <summary>The next meeting has it on its agenda, with the leader's reason; then it is cancelled again.</summary>
    async Task ReasonOnNextAgendaAsync(int month, YearTopic topic) => await script.StepAsync($"{_cast.Leader.Name} refused one; the reason is on the next agenda", async () =>
    {
        var meeting = await PlanMeetingAsync(month + 1);
        var agenda = await WithMattersAsync(meeting, [topic]);
        var item = agenda["items"]!.AsArray().Single(item => (string?)item!["subjectId"] == topic.Id.ToString())!;
        Script.Check((string?)item["note"] == Marked("口径过宽"), item.ToJsonString());
        await _cast.Office.PostAsync($"{Meetings}/{meeting}/cancel", new { reason = "改期，与下次例会合并。" });
        return (string)item["note"]!;
    });

    async Task MeetAsync(params int[] months)
    {
        await script.StepAsync($"joint {(months.Length > 1 ? "meetings" : "meeting")} of month {string.Join(", ", months)}: held with a quorum of each body, resolved, minuted", async () =>
        {
            var size = "";
            foreach (var month in months)
            {
                var meeting = await HeldAsync(month, []);
                var decision = await DecideAsync(meeting, null, "resolution", $"原则同意所报{month}月工作情况（{Mark}）。");
                foreach (var leader in _cast.Leaders) await ConcurAsync(leader, decision);
                size = await MinuteAsync(meeting);
            }

            return $"minutes (Word) {size}";
        });
    }

    /// <summary>Plans, calls and holds a month's meeting on these topics and one matter added by hand.</summary>
    async Task<HeldMeeting> HeldAsync(int month, IReadOnlyList<YearTopic> topics)
    {
        var id = await PlanMeetingAsync(month);
        await _cast.Liaison.PostAsync($"{Meetings}/{id}/invitations", new { users = _cast.Invited.Select(person => person.Id) });
        var agenda = await WithMattersAsync(id, topics);
        // Other waiting matters are removed by hand: they wait for another meeting.
        var kept = agenda["items"]!.AsArray().Where(item => topics.Any(topic => topic.Id.ToString() == (string?)item!["subjectId"]))
            .Select(item => new { id = (string?)item!["id"], title = (string)item["title"]!, note = (string?)item["note"] });
        await _cast.Office.ReplaceAsync(
            $"{Meetings}/{id}/agenda", new { items = kept.Append(new { id = (string?)null, title = Marked("通报近期工作"), note = (string?)null }) });
        await _cast.Office.PostAsync($"{Meetings}/{id}/call");
        await _cast.Leader.PostAsync($"{Meetings}/{id}/answer", new { accepts = true });
        await _cast.Member.PostAsync($"{Meetings}/{id}/answer", new { accepts = false, remark = "因公外出" });
        var seen = await _cast.Liaison.GetAsync($"{Meetings}/{id}/agenda");
        var (version, items) = ((int)seen["version"]!, seen["items"]!.AsArray());
        await _cast.Liaison.PostAsync($"{Meetings}/{id}/hold", new
        {
            agendaVersion = version,
            attendance = new { present = _cast.Present.Select(person => person.Id), guests = new[] { new { name = "居民代表", from = "示例社区" } } },
        });
        return new(id, version, items);
    }

    async Task<string> PlanMeetingAsync(int month)
    {
        var starts = new DateTimeOffset(new DateTime(Year, month, 15, 9, 0, 0), Zone.BaseUtcOffset);
        return Id(await _cast.Office.PostAsync(Meetings, new { kind = "joint", title = $"{Year}年{month}月联席会议（{Mark}）", place = "三楼会议室", starts }));
    }

    Task<JsonNode> WithMattersAsync(string meeting, IReadOnlyList<YearTopic> topics) =>
        JointAgenda.WithAsync(_cast.Office, meeting, [.. topics.Select(topic => topic.Id.ToString())]);

    async Task<Decided> DecideAsync(HeldMeeting meeting, Guid? subject, string kind, string wording, string? overTargetReason = null)
    {
        var item = meeting.Items.First(item => subject is null ? (string?)item!["kind"] == "other" : (string?)item!["subjectId"] == subject.ToString());
        var decision = await _cast.Office.PostAsync($"{Meetings}/{meeting.Id}/decisions", new
        {
            agendaItem = (string)item!["id"]!,
            agendaVersion = meeting.Agenda,
            kind,
            wording,
            overTargetReason,
        });
        return new(Id(decision), (string)decision["contentHash"]!);
    }

    /// <summary>A leader lists the decisions waiting for them, and concurs in the wording read.</summary>
    static async Task ConcurAsync(Person leader, Decided decision)
    {
        var awaiting = (await leader.GetAsync($"{Meetings}/decisions/awaiting")).AsArray().Single(waiting => Id(waiting!) == decision.Id)!;
        await leader.PostAsync($"{Meetings}/decisions/{decision.Id}/concur", new { contentHash = (string)awaiting["contentHash"]! });
    }

    /// <summary>Writes and issues the minutes; the member, who was absent, reads them as a document.</summary>
    async Task<string> MinuteAsync(HeldMeeting meeting)
    {
        await _cast.Member.RefusedAsync(HttpMethod.Get, $"{Meetings}/{meeting.Id}/minutes", HttpStatusCode.Conflict);
        await _cast.Office.AskAsync(HttpMethod.Put, $"{Meetings}/{meeting.Id}/minutes", new { text = $"会议听取了情况汇报（{Mark}）。" });
        await _cast.Office.PostAsync($"{Meetings}/{meeting.Id}/minutes/issue");
        return await _cast.Member.DownloadAsync($"{Meetings}/{meeting.Id}/minutes");
    }

    /// <param name="Agenda">Version of the agenda it followed.</param>
    sealed record HeldMeeting(string Id, int Agenda, JsonArray Items);

    sealed record Decided(string Id, string Hash);
}
