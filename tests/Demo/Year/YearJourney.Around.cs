using System.Net;
using System.Text.Json.Nodes;

namespace Supervision.Demo.Year;

/// <summary>Work around the topics, and the year's final state.</summary>
internal sealed partial class YearJourney
{
    async Task WorkWithThePublicAsync() => await script.StepAsync("民生议事堂 with two places: the third person waits, and moves up when the first gives the place back", async () =>
    {
        var starts = DateTimeOffset.UtcNow.AddHours(1);
        var activities = $"{Topics}/activities";
        var id = Id(await _cast.Liaison.PostAsync(
            activities, new { kind = "livelihoodForum", title = Marked("民生议事堂"), place = "社区议事厅", starts, ends = starts.AddHours(2), places = 2 }));
        await _cast.Liaison.PostAsync($"{activities}/{id}/announce");
        List<JsonNode> receipts = [];
        for (var i = 0; i < 3; i++)
        {
            receipts.Add(await _cast.Public.PostAsync(
                $"{Topics}/public/{district}/activities/{id}/registrations", new { name = "居民", phone = Invariant($"1380000000{i}") }));
        }

        Script.Check((string?)receipts[2]["status"] == "waiting", receipts[2].ToJsonString());
        await _cast.Public.PostAsync($"{Topics}/public/{district}/registrations/withdraw", new { receipt = (string)receipts[0]["receipt"]! });
        var third = await _cast.Public.PostAsync($"{Topics}/public/{district}/registrations/find", new { receipt = (string)receipts[2]["receipt"]! });
        Script.Check((string?)third["status"] == "registered", third.ToJsonString());
        await _cast.Liaison.PostAsync($"{activities}/{id}/cancel", new { reason = "改期举行。" });
        return "2 of 3 placed";
    });

    /// <summary>Adoption, the commission's follow-up, publicity, and a member's own submission.</summary>
    async Task FollowAsync()
    {
        await script.StepAsync("the reports' suggestions are answered; the commission follows one to its end (跟踪问效)", async () =>
        {
            foreach (var topic in _topics)
            {
                foreach (var (suggestion, i) in (await _cast.Office.GetAsync($"{topic.Path}/advice/suggestions")).AsArray().Select((suggestion, i) => (Id(suggestion!), i)))
                    await _cast.Office.PostAsync($"{Topics}/suggestions/{suggestion}/answer", new { answer = i == 0 ? "adopted" : "partlyAdopted", reply = "已列入整改。" });
                await _cast.Liaison.PostAsync(
                    $"{topic.Path}/publicity", new { medium = "website", outlet = "示例日报", headline = Marked("窗口一次告知少跑腿"), published = Today });
            }

            var tracked = Id(await _cast.Office.PostAsync(
                $"{Topics}/tracked", new { kind = "advice", title = Marked("一次性告知"), unit = "示例被监督单位", topicId = _topics[0].Id }));
            await _cast.Handler.PostAsync($"{Topics}/tracked/{tracked}/notes", new { handling = "underway", text = $"窗口已公示（{Mark}）" });
            var ended = await _cast.Leader.PostAsync($"{Topics}/tracked/{tracked}/conclude", new { conclusion = "已落实。" });
            return $"{_topics.Count * 2} suggestions answered, {ended["status"]}";
        });
        await script.StepAsync($"{_cast.Member.Name} submits 社情民意信息, which the office forwards to the party and which gets a reply", async () =>
        {
            var path = $"{Topics}/submissions";
            var id = Id(await _cast.Member.PostAsync(path, new { kind = "publicOpinion", title = Marked("窗口延时服务"), text = "多名居民反映下班时间无法办事。" }));
            await _cast.Member.PostAsync($"{path}/{id}/submit");
            await _cast.Office.PostAsync($"{path}/{id}/review", new { review = "accept" });
            await _cast.Office.PostAsync($"{path}/{id}/forward", new { to = "区委办公室" });
            await _cast.Reviewer.PostAsync($"{path}/{id}/answer", new { answer = "adopted", reply = "已责成有关单位落实。" });
            return (string)(await _cast.Member.GetAsync($"{path}/{id}"))["status"]!;
        });
    }

    async Task LookBackAsync()
    {
        await script.StepAsync($"{_cast.Reviewer.Name} opens the year's page", async () =>
        {
            var page = await _cast.Reviewer.GetAsync($"{PlanPath}/page");
            Script.Check((int)page["selected"]! == _selectedBefore + Target && (int)page["target"]! == _target, page.ToJsonString());
            Script.Check(page["monthsWithMeeting"]!.AsArray().Select(month => (int)month!).SequenceEqual(Enumerable.Range(1, 12)), page.ToJsonString());
            Script.Check(page["monthsWithout"]!.AsArray().Count == 0 && page["byField"]!.AsObject().Sum(field => (int)field.Value!) == _selected, page.ToJsonString());
            return $"{page["selected"]} of {page["target"]} selected, 12 months with a joint meeting, {page["late"]!.AsArray().Count} late";
        });
        await script.StepAsync($"{_cast.CppccLiaison.Name} reads the year's statistics", async () =>
        {
            var statistics = await _cast.CppccLiaison.GetAsync($"{Topics}/statistics/{Year}");
            var concluding = statistics["topics"]!.AsArray().Where(count => (string?)count!["status"] == "concluding").Sum(count => (int)count!["count"]!);
            Script.Check(concluding >= Target && (int)statistics["meetings"]!["held"]! >= 12, statistics.ToJsonString());
            return $"{concluding} topics concluding, {statistics["meetings"]!["held"]} meetings held";
        });
        await script.StepAsync($"{_cast.Secretary.Name} finds 营商 inside 优化营商环境 and exports lists as spreadsheets", async () =>
        {
            var found = await _cast.Secretary.GetAsync($"{Topics}?search={Uri.EscapeDataString("营商")}&year={Year}");
            Script.Check(found["items"]!.AsArray().Any(row => Id(row!) == _topics[0].Id.ToString()), found.ToJsonString());
            return $"topics {await _cast.Secretary.DownloadAsync($"{Topics}/export?year={Year}")}, duties {await _cast.Secretary.DownloadAsync($"{Topics}/duties/export")}";
        });
        await script.StepAsync($"{_cast.Contact.Name} of the supervised unit reads the topic, and neither its plan nor its duty list", async () =>
        {
            await _cast.Contact.GetAsync(_topics[0].Path);
            await _cast.Contact.RefusedAsync(HttpMethod.Get, $"{_topics[0].Path}/implementation", HttpStatusCode.NotFound);
            return await _cast.Contact.RefusedAsync(HttpMethod.Get, $"{_topics[0].Path}/duties", HttpStatusCode.NotFound);
        });
        await ToldAsync(_cast.Member, "proposal.shortlisted", "proposal.rejected");
        await ToldOfMoveAsync(_cast.Liaison);
        await ToldOfMoveAsync(_cast.CppccLiaison);
        await ToldAsync(_cast.Reviewer, _reported ? ["plan.reported", "topic.review_asked"] : ["topic.review_asked"]);
    }

    async Task ToldAsync(Person person, params string[] kinds) => await script.StepAsync($"{person.Name} finds in the inbox: {string.Join(", ", kinds)}", async () =>
        await Script.UntilAsync(
            async () => kinds.Except((await NoticesAsync(person)).Select(notice => (string)notice["kind"]!)).Any() ? null : "all",
            $"a notification among {string.Join(", ", kinds)}"));

    async Task ToldOfMoveAsync(Person liaison) => await script.StepAsync($"{liaison.Name} was notified of the last topic's stage", async () =>
        await Script.UntilAsync(
            async () => (await NoticesAsync(liaison)).Any(notice => (string)notice["kind"]! == "topic.moved" && ((string)notice["link"]!).EndsWith(_topics[^1].Id.ToString(), StringComparison.Ordinal))
                ? "all" : null,
            "a notification of the stage"));

    static async Task<IEnumerable<JsonNode>> NoticesAsync(Person person) =>
        (await person.GetAsync("/api/notifications?limit=100"))["items"]!.AsArray().Select(item => item!);

    /// <summary>People who read everything in this district look for traces of another district's year.</summary>
    public async Task FindsNothingOfAsync(YearJourney other)
    {
        foreach (var topic in other._topics)
        {
            foreach (var path in (string[])["", "/history", "/gate", "/reviews", "/implementation", "/duties", "/advice", "/teams", "/publicity"])
                await _cast.Chair.RefusedAsync(HttpMethod.Get, topic.Path + path, HttpStatusCode.NotFound);
            await _cast.Liaison.RefusedAsync(HttpMethod.Post, $"{topic.Path}/close", HttpStatusCode.NotFound);
        }

        foreach (var list in (string[])["", "/proposals", "/meetings", "/duties", "/activities", "/tracked", "/submissions", "/suggestions"])
        {
            var found = await _cast.Office.GetAsync($"{Topics}{list}?search={other.Mark}");
            Script.Check(found["items"]!.AsArray().Count == 0, $"{list}: {found.ToJsonString()}");
            await _cast.Office.DownloadAsync($"{Topics}{list}/export");
        }
    }
}
