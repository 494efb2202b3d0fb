using System.Net;
using System.Text.Json.Nodes;
using Supervision.Demo.Year;

namespace Supervision.Demo.Assessment;

/// <summary>The topics' own assessment, their closing, and the year's conversion figures (R41, R42).</summary>
internal sealed partial class AssessmentJourney
{
    static readonly object Conclusion = new { effect = "marked", conclusion = "窗口一次性告知落实到位，群众往返次数明显减少。" };

    static string Assessment(YearTopic topic) => $"{Path}/topics/{topic.Id}/assessment";

    async Task CloseAsync(int year)
    {
        foreach (var topic in _topics)
        {
            await script.StepAsync($"{topic.Reference} 「{topic.Title}」: assessed by both bodies, and closed (结题)", async () =>
            {
                if (topic != Topic) await _cast.Office.PutAsync(Assessment(topic), Conclusion);
                await _cast.Office.PostAsync($"{Assessment(topic)}/submit");
                await _cast.Handler.RefusedAsync(HttpMethod.Get, Assessment(topic), HttpStatusCode.NotFound);
                JsonNode assessment = new JsonObject();
                foreach (var leader in _cast.Leaders)
                {
                    var read = await leader.GetAsync(Assessment(topic));
                    assessment = await leader.PostAsync($"{Assessment(topic)}/concur", new { contentHash = (string)read["contentHash"]! });
                }

                Stands(assessment, "recorded");
                Stands(await _cast.Handler.GetAsync(Assessment(topic)), "recorded");
                var closed = await Script.UntilAsync(
                    () => _cast.Office.TryPostAsync($"{topic.Path}/close", new { }, "topic.gate_not_met"), "the assessment at the topic");
                return $"{topic.Reference} {Stands(closed, "closed")}";
            });
        }

        await script.StepAsync($"{_cast.Reviewer.Name} and {_cast.Contact.Name} read that the topic is closed; no more forms can be drafted about it", async () =>
        {
            foreach (var reader in (Person[])[_cast.Reviewer, _cast.Contact]) Stands(await reader.GetAsync(Topic.Path), "closed");
            var gate = await _cast.Chair.GetAsync($"{Topic.Path}/gate");
            Script.Check(gate["next"] is null && gate["missing"]!.AsArray().Count == 0, gate.ToJsonString());
            var statistics = await _cast.CppccLiaison.GetAsync($"{Topics}/statistics/{year}");
            var closed = All(statistics["topics"]!).Where(count => (string?)count["status"] == "closed").Sum(count => (int)count["count"]!);
            Script.Check(closed >= _topics.Count, statistics.ToJsonString());
            var refusal = await _cast.Office.RefusedAsync(HttpMethod.Post, $"{Path}/forms", HttpStatusCode.Conflict, Content("限期整改。"));
            return $"{closed} topics of {year} closed, then {refusal}";
        });
    }

    /// <summary>This year's line of the overview.</summary>
    async Task<JsonNode> ConversionAsync() => All(await _cast.Office.GetAsync($"{Path}/conversion/years")).Single(row => (int)row["year"]! == Year);

    async Task CountAsync() => await script.StepAsync("the year's conversion (成果转化率) counts it: a finding rectified, a form closed, in every plot", async () =>
    {
        int Grown(JsonNode now, string what, string figure) => (int)now[what]![figure]! - (int)_before[what]![figure]!;
        var row = await Script.UntilAsync(
            async () => await ConversionAsync() is var now && Grown(now, "findings", "done") >= 1 && Grown(now, "forms", "done") >= 1 ? now : null, "the figures");
        Script.Check(Grown(row, "forms", "begun") >= 1 && (int)row["suggestions"]!["done"]! >= _topics.Count, row.ToJsonString());
        var plots = $"{Path}/conversion/{YearText}";
        foreach (var (plot, key, figure) in ((string, string, string)[])
            [("findings?by=field", "businessEnvironment", "done"), ("findings?by=unit", _cast.Unit, "done"), ("on-time?by=unit", _cast.Unit, "done"), ("on-time?by=field", "businessEnvironment", "done")])
        {
            var bars = All(await _cast.Reviewer.GetAsync($"{plots}/{plot}")).ToList();
            Script.Check(bars.Any(bar => (string?)bar["key"] == key && (int)bar[figure]! >= 1), $"{plot}: {string.Join('\n', bars)}");
        }

        var advice = All(await _cast.Leader.GetAsync($"{plots}/suggestions?by=unit")).Single(bar => (string?)bar["key"] == _cast.Unit);
        Script.Check((int)advice["adopted"]! >= _topics.Count, advice.ToJsonString());
        var fields = All(await _cast.Leader.GetAsync($"{plots}/suggestions?by=field")).ToList();
        Script.Check(fields.Sum(bar => (int)bar["adopted"]!) >= _topics.Count && fields.All(bar => (string?)bar["key"] is { Length: > 0 }), string.Join('\n', fields));
        var times = await _cast.Secretary.GetAsync($"{plots}/closing-times");
        Script.Check((int)times["findings"]!["closed"]! >= 1 && (int)times["forms"]!["closed"]! >= 1, times.ToJsonString());
        await _cast.Office.GetAsync($"{plots}/clues");
        await _cast.Contact.RefusedAsync(HttpMethod.Get, $"{plots}/findings", HttpStatusCode.Forbidden);
        var sheet = await _cast.Chair.OpenAsync($"{Path}/conversion/years/export");
        Script.Check(sheet.Rows().Any(line => Convert.ToInt32(line["年度"], System.Globalization.CultureInfo.InvariantCulture) == Year), "the year is not in the spreadsheet");
        return $"findings {row["findings"]!["done"]} of {row["findings"]!["begun"]}, forms {row["forms"]!["done"]} of {row["forms"]!["begun"]}, on time {row["onTimeRate"]}";
    });

    async Task TellAsync()
    {
        var form = $"/forms/{_form}";
        await ToldOfAllAsync(
            _cast.Contact,
            [(form, "form.to_acknowledge"), (form, "form.extension_granted"), (form, "form.extension_refused"), (form, "form.item_sent_back"),
            (form, "form.item_accepted"), (form, "form.item_relapsed"), .. _finalised.Select(card => ($"/scorecards/{card}", "scorecard.final"))]);
        await ToldOfAllAsync(
            _cast.Office, (form, "form.refused"), (form, "form.agreed"), (form, "form.received"), (form, "form.extension_asked"), (form, "form.item_replied"));
        foreach (var leader in _cast.Leaders)
            await ToldOfAllAsync(leader, (form, "form.submitted"), (form, "form.issued"), ($"/topics/{Topic.Id}", "assessment.submitted"));
        foreach (var liaison in (Person[])[_cast.CppccLiaison, _cast.Liaison])
            await ToldOfAllAsync(liaison, [.. _topics.Select(topic => ($"/topics/{topic.Id}", "topic.moved")), (form, "form.item_replied")]);
        await script.StepAsync("contacts of other units were not notified of anything", async () =>
        {
            foreach (var stranger in _cast.OtherUnits)
            {
                var links = (await NoticesAsync(stranger)).Select(notice => (string?)notice["link"]).ToList();
                Script.Check(!links.Contains(form) && !_finalised.Any(card => links.Contains($"/scorecards/{card}")), $"{stranger.Name}: {string.Join(", ", links)}");
            }
        });
    }

    /// <summary>Waits until a person has these notifications of this run.</summary>
    async Task ToldOfAllAsync(Person person, params (string Link, string Kind)[] expected) => await script.StepAsync(
        $"{person.Name} finds in the inbox: {string.Join(", ", expected.Select(notice => notice.Kind).Distinct())}", async () =>
        {
            foreach (var (link, kind) in expected) await ToldAsync(person, link, kind);
            return "all";
        });

    /// <summary>Waits until a person has a notification of this run.</summary>
    async Task ToldAsync(Person person, string link, string kind) => await Script.UntilAsync(
        async () => (await NoticesAsync(person)).Any(notice => (string?)notice["link"] == link && (string?)notice["kind"] == kind) ? "told" : null,
        $"{kind} of {link} for {person.Name}");

    /// <summary>A person's notifications since the form was begun.</summary>
    async Task<IEnumerable<JsonNode>> NoticesAsync(Person person) =>
        Items(await person.GetAsync("/api/notifications?limit=100")).Where(notice => (DateTimeOffset)notice["at"]! >= _began);
}
