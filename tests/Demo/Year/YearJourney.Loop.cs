using System.Text;
using Supervision.Demo.Field;

namespace Supervision.Demo.Year;

internal sealed partial class YearJourney
{
    async Task DeliberateAsync(YearTopic topic) => await script.StepAsync(
        $"{topic.Reference} 「{topic.Title}」: reviewed, planned, its team formed, consulted on, its duties listed", async () =>
        {
            await ReviewAsync(topic);
            Missing(
                await _cast.Office.MissingAsync($"{topic.Path}/deliberate"),
                "gate.plan_not_approved", "gate.no_team", "gate.no_cppcc_leader", "gate.no_discipline_leader");
            var team = await FormTeamAsync(topic);
            await Script.UntilAsync(
                async () => (await _cast.Office.GetAsync($"{topic.Path}/teams")).AsArray().FirstOrDefault(known => Id(known!) == team), "the topic's team");
            await ApprovePlanAsync(topic, team);
            await StandsAsync(_cast.Office.PostAsync($"{topic.Path}/deliberate"), "deliberating");

            Missing(await _cast.Liaison.MissingAsync($"{topic.Path}/supervise"), "gate.no_consultation", "gate.no_advice", "gate.no_duties");
            foreach (var (owner, what) in ((Person, string)[])[(_cast.Member, "走访现场"), (_cast.Handler, "调阅台账"), (_cast.Supervisor, "问卷回访")])
            {
                await _cast.Office.PostAsync(
                    $"{topic.Path}/duties", new { title = Marked(what), owner = owner.Id, dueOn = Today.AddDays(30), detail = "逐项核对并留痕" });
            }

            if (topic.Number == 1) await ConsultAtMeetingAsync(topic);
            else await ConsultAtActivityAsync(topic);
            return await StandsAsync(_cast.Liaison.PostAsync($"{topic.Path}/supervise"), "supervising");
        });

    /// <summary>报送审阅: the leaders of party and government remark on the topic.</summary>
    async Task ReviewAsync(YearTopic topic)
    {
        await _cast.Office.PostAsync($"{topic.Path}/ask-review");
        await _cast.Reviewer.PostAsync($"{topic.Path}/reviews", new { remarks = $"请抓紧推进（{Mark}）。" });
    }

    /// <summary>A team of both bodies, for the unit of the topic; the supervisor must be in office first.</summary>
    async Task<string> FormTeamAsync(YearTopic topic)
    {
        await SupervisionDesk.InOfficeAsync(_cast.Office, _cast.Supervisor);
        var team = await SupervisionDesk.FormTeamAsync(_cast.Office, topic.Id, new
        {
            name = $"第{topic.Number}小组（{Mark}）",
            leader = _cast.Supervisor.Id,
            members = new[] { _cast.Supervisor.Id, _cast.Handler.Id },
            cppccLeader = _cast.Chair.Id,
            disciplineLeader = _cast.Leader.Id,
            units = new[] { _cast.Contact.Account.Unit },
            matters = Array.Empty<string>(),
            from = Today.AddDays(-1),
            until = Today.AddDays(365),
        });
        _teams.Add(team);
        return team;
    }

    /// <summary>From the class's template, with units, team and linked leaders, to both bodies' concurrence.</summary>
    async Task ApprovePlanAsync(YearTopic topic, string team)
    {
        var path = $"{topic.Path}/implementation";
        var (draft, version) = await _cast.Liaison.AskAsync(HttpMethod.Post, path, new { starts = Today });
        var content = draft["content"]!;
        await _cast.Liaison.AskAsync(HttpMethod.Put, path, new
        {
            goals = $"{(string)content["goals"]!}（{Mark}）",
            units = new[] { new { code = _cast.Contact.Account.Unit, name = "示例被监督单位" } },
            modes = content["modes"],
            schedule = content["schedule"],
            teamId = team,
            cppccLeader = _cast.Chair.Id,
            disciplineLeader = _cast.Leader.Id,
        }, version);
        await _cast.Liaison.PostAsync($"{path}/submit");
        await BothKeysAsync(path);
    }

    /// <summary>Each leader reads the content and concurs in it by its hash.</summary>
    async Task BothKeysAsync(string path)
    {
        foreach (var leader in _cast.Leaders)
            await leader.PostAsync($"{path}/concur", new { contentHash = (string)(await leader.GetAsync(path))["contentHash"]! });
    }

    /// <summary>协商交流会: a consultation's resolution is the advice.</summary>
    async Task ConsultAtMeetingAsync(YearTopic topic)
    {
        var plan = new { kind = "consultation", title = Marked("协商交流会"), place = "二楼会议室", starts = DateTimeOffset.UtcNow.AddHours(-1), topicId = topic.Id };
        var id = Id(await _cast.CppccLiaison.PostAsync(Meetings, plan));
        await _cast.CppccLiaison.PostAsync($"{Meetings}/{id}/invitations", new { users = _cast.Present.Select(person => person.Id) });
        await _cast.CppccLiaison.ReplaceAsync(
            $"{Meetings}/{id}/agenda", new { items = new[] { new { id = (string?)null, title = Marked("协商建言"), note = (string?)null } } });
        await _cast.CppccLiaison.PostAsync($"{Meetings}/{id}/call");
        var agenda = await _cast.CppccLiaison.GetAsync($"{Meetings}/{id}/agenda");
        var version = (int)agenda["version"]!;
        await _cast.CppccLiaison.PostAsync(
            $"{Meetings}/{id}/hold", new { agendaVersion = version, attendance = new { present = _cast.Present.Select(person => person.Id) } });
        await DecideAsync(new(id, version, agenda["items"]!.AsArray()), null, "resolution", $"建议推行一次性告知（{Mark}）。");
    }

    /// <summary>请你来协商: both bodies are invited, sign in by the code shown there, and the advice is recorded.</summary>
    async Task ConsultAtActivityAsync(YearTopic topic)
    {
        var activities = $"{Topics}/activities";
        var starts = DateTimeOffset.UtcNow.AddMinutes(-10);
        var id = Id(await _cast.Office.PostAsync(activities, new
        {
            kind = topic.Number % 2 == 0 ? "consultation" : "livelihoodForum",
            title = Marked("请你来协商"),
            place = "社区议事厅",
            starts,
            ends = starts.AddHours(2),
            topicId = topic.Id,
        }));
        await _cast.Office.PostAsync($"{activities}/{id}/invitations", new { invite = (Guid[])[_cast.Member.Id, _cast.Handler.Id] });
        var announced = await _cast.Office.PostAsync($"{activities}/{id}/announce");
        foreach (var guest in (Person[])[_cast.Member, _cast.Handler])
        {
            await guest.PostAsync($"{activities}/{id}/answer", new { accept = true });
            await guest.PostAsync($"{activities}/{id}/attend", new { code = (string)announced["attendanceCode"]! });
        }

        await _cast.Office.UploadAsync($"{activities}/{id}/files?name=photo.txt", Encoding.UTF8.GetBytes($"现场照片说明 {Mark} {topic.Number}"));
        var held = await _cast.Office.PostAsync($"{activities}/{id}/record", new { record = $"各方充分协商（{Mark}）。", advice = "建议公示进度、限时办结。" });
        Script.Check((int)held["attended"]! == 2, held.ToJsonString());
    }

    async Task SuperviseAsync(YearTopic topic) => await script.StepAsync(
        $"{topic.Reference}: duties done with evidence or waived with a reason, the advice report concurred in and issued", async () =>
        {
            if (topic.Number == 3) await RestAsync(topic);
            var duties = (await _cast.Office.GetAsync($"{topic.Path}/duties")).AsArray().Select(duty => Id(duty!)).ToList();
            await DoDutyAsync(_cast.Member, duties[0], topic);
            Missing(await _cast.Office.MissingAsync($"{topic.Path}/conclude"), "gate.duties_open", "gate.advice_not_issued");
            await DoDutyAsync(_cast.Handler, duties[1], topic);
            await _cast.Secretary.PostAsync($"{Topics}/duties/{duties[2]}/waive", new { reason = "已由行风评议覆盖。" });
            return await AdviseAsync(topic);
        });

    async Task RestAsync(YearTopic topic)
    {
        await StandsAsync(_cast.Leader.PostAsync($"{topic.Path}/suspend", new { reason = "待上级部署。" }), "suspended");
        await StandsAsync(_cast.Chair.PostAsync($"{topic.Path}/resume"), "supervising");
    }

    async Task DoDutyAsync(Person owner, string duty, YearTopic topic)
    {
        await owner.PostAsync($"{Topics}/duties/{duty}/progress", new { text = $"已走访三处（{Mark}）", percent = 60 });
        await owner.UploadAsync($"{Topics}/duties/{duty}/files?name=evidence.txt", Encoding.UTF8.GetBytes($"走访记录 {Mark} {topic.Number} {owner.Id}"));
        await owner.PostAsync($"{Topics}/duties/{duty}/complete", new { result = "问题清单已移交单位。" });
    }

    /// <summary>The report of the second topic is refused once and rewritten.</summary>
    async Task<string> AdviseAsync(YearTopic topic)
    {
        var path = $"{topic.Path}/advice";
        await _cast.Office.PostAsync(path, Report(topic, "已走访三处。"));
        await _cast.Office.PostAsync($"{path}/submit");
        if (topic.Number == 2)
        {
            await _cast.Leader.PostAsync($"{path}/refuse", new { reason = "请补充数据。" });
            await _cast.Office.ReplaceAsync(path, Report(topic, "已走访三处，回收问卷二百份。"));
            await _cast.Office.PostAsync($"{path}/submit");
        }

        await BothKeysAsync(path);
        var issued = await _cast.Office.PostAsync($"{path}/issue");
        var size = await _cast.Member.DownloadAsync($"{path}/document");
        return $"report {issued["number"]}, version {issued["latest"]}, Word {size}";
    }

    object Report(YearTopic topic, string situation) => new
    {
        title = $"关于{topic.Title}的建议",
        situation,
        problems = $"办理环节多，公示不及时（{Mark}）。",
        suggestions = new[]
        {
            new { text = $"推行一次性告知（{Mark}）", unit = "示例被监督单位", unitCode = _cast.Contact.Account.Unit },
            new { text = $"按月公示办理进度（{Mark}）", unit = "示例主管部门", unitCode = (string?)null },
        },
    };

    async Task ConcludeAsync(YearTopic topic) => await script.StepAsync($"{topic.Reference}: concluded; the platform names what closing still requires", async () =>
    {
        await StandsAsync(_cast.Liaison.PostAsync($"{topic.Path}/conclude"), "concluding");
        var missing = await _cast.Office.MissingAsync($"{topic.Path}/close");
        Script.Check(missing.Contains("gate.not_assessed"), string.Join(", ", missing));
        var gate = await _cast.Chair.GetAsync($"{topic.Path}/gate");
        Script.Check((string?)gate["next"] == "closed" && gate["missing"]!.AsArray().Count == missing.Count, gate.ToJsonString());
        return $"409 {string.Join(", ", missing)}";
    });
}
