using System.Net;
using System.Text.Json.Nodes;

namespace Supervision.Demo.Assessment;

/// <summary>From findings and advice to the issued form (R34).</summary>
internal sealed partial class AssessmentJourney
{
    /// <summary>Sources of the form's items: the finding, then the advice to the unit.</summary>
    readonly List<JsonNode> _sources = [];

    string _form = "";
    string _number = "";

    /// <summary>The next joint meeting.</summary>
    string _meeting = "";

    string Form => $"{Path}/forms/{_form}";

    async Task DraftAsync(Guid finding)
    {
        await script.StepAsync($"{_cast.Office.Name} finds the handed-over sources: the finding of the visit and the advice of the topic's report", async () =>
        {
            var sources = await Script.UntilAsync(
                async () => Items(await _cast.Office.GetAsync($"{Path}/sources?topic={Topic.Id}&taken=false&limit=100")).ToList() is var found
                    && found.Any(source => Id(source) == finding.ToString()) && found.Count(source => (string?)source["kind"] == "suggestion") == 2 ? found : null,
                "the finding and the advice");
            _sources.Add(sources.Single(source => Id(source) == finding.ToString()));
            _sources.Add(sources.Single(source => All(source["units"]!).Any(unit => (string?)unit == _cast.Unit) && (string?)source["kind"] == "suggestion"));
            return string.Join(", ", _sources.Select(source => $"{source["reference"]}"));
        });
        await script.StepAsync($"{_cast.Office.Name} drafts a form of three items for {AssessmentMatters.UnitName}, and submits it to both leaders", async () =>
        {
            var draft = await _cast.Office.PostAsync($"{Path}/forms", Content("限期整改。"));
            _form = Id(draft);
            await _cast.Contact.RefusedAsync(HttpMethod.Get, Form, HttpStatusCode.NotFound);
            return $"{draft["reference"]} {Stands(await _cast.Office.PostAsync($"{Form}/submit"), "consulting")}";
        });
        await script.StepAsync("the result to agree on (会商研究) is on the agenda of the next joint meeting", async () =>
        {
            _meeting = Id(await _cast.Office.PostAsync(
                Meetings, new { kind = "joint", title = $"整改会商联席会议（{_mark}）", place = "三楼会议室", starts = DateTimeOffset.UtcNow.AddHours(-1) }));
            return await OnAgendaAsync(_form, "result");
        });
        await script.StepAsync($"{_cast.Office.Name} cannot take the finding up for the unit once more", () =>
            _cast.Office.RefusedAsync(HttpMethod.Post, $"{Path}/forms", HttpStatusCode.Conflict, Content("限期整改。")));
    }

    async Task AgreeAsync()
    {
        var first = "";
        await script.StepAsync($"{_cast.Leader.Name} refuses it with a reason; {_cast.CppccLiaison.Name} writes another version", async () =>
        {
            first = (string)(await _cast.Leader.GetAsync(Form))["contentHash"]!;
            Stands(await _cast.Leader.PostAsync($"{Form}/refuse", new { reason = "整改要求不具体，请写明时限和佐证。" }), "draft");
            await _cast.Office.RefusedAsync(HttpMethod.Post, $"{Form}/submit", HttpStatusCode.Conflict);
            await _cast.CppccLiaison.ReplaceAsync(Form, Content("限期整改，反馈措施、成效和佐证材料。"));
            Stands(await _cast.CppccLiaison.PostAsync($"{Form}/submit"), "consulting");
            return $"{All(await _cast.Liaison.GetAsync($"{Form}/versions")).Count()} versions";
        });
        await script.StepAsync($"{_cast.Chair.Name} agrees; the previous version no longer counts, and one approval does not issue it", async () =>
        {
            var form = await ConcurAsync(_cast.Chair);
            Script.Check(!(bool)form["agreed"]!, form.ToJsonString());
            var stale = await _cast.Leader.RefusedAsync(HttpMethod.Post, $"{Form}/concur", HttpStatusCode.Conflict, new { contentHash = first });
            return $"{stale}, {await _cast.Office.RefusedAsync(HttpMethod.Post, $"{Form}/issue", HttpStatusCode.Conflict)}";
        });
        await script.StepAsync($"{_cast.Leader.Name} reads and agrees to the same version (double key)", async () =>
        {
            var form = await ConcurAsync(_cast.Leader);
            Script.Check((bool)form["agreed"]! && (int)form["latest"]! == 2 && (string?)form["contentHash"] != first, form.ToJsonString());
            return $"version {form["latest"]}, {((string)form["contentHash"]!)[..12]}…";
        });
    }

    async Task IssueAsync()
    {
        await script.StepAsync($"{_cast.Liaison.Name} issues it under the next number", async () =>
        {
            var form = await _cast.Liaison.PostAsync($"{Form}/issue");
            Stands(form, "issued");
            _number = (string)form["number"]!;
            Script.Check(Items(form).Count() == 3, form.ToJsonString());
            return _number;
        });
        await script.StepAsync("the form is a Word document: naming who agreed for the bodies' readers, without names for the unit", async () =>
        {
            var hash = (string)(await _cast.Chair.GetAsync(Form))["contentHash"]!;
            var (ours, theirs) = (await _cast.Chair.OpenAsync($"{Form}/document"), await _cast.Contact.OpenAsync($"{Form}/document"));
            foreach (var words in (string[])[ours.Words(), theirs.Words()])
            {
                foreach (var expected in (string[])[_number, AssessmentMatters.UnitName, Topic.Title, (string)_sources[0]["heading"]!, "1. ", "2. ", "3. "])
                    Script.Check(words.Contains(expected, StringComparison.Ordinal), $"{expected} is not in the document: {words}");
            }

            Script.Check(ours.Words().Contains(hash, StringComparison.Ordinal) && ours.Words().Contains(_cast.Leader.Name, StringComparison.Ordinal), ours.Words());
            Script.Check(!theirs.Words().Contains(hash, StringComparison.Ordinal) && !theirs.Words().Contains(_cast.Leader.Name, StringComparison.Ordinal), theirs.Words());
            return $"{ours.Size} and {theirs.Size}";
        });
        await script.StepAsync($"{Topic.Reference} cannot close while the form is open, nor be assessed", async () =>
        {
            await Script.UntilAsync(async () => (await MissingAsync()).Contains("gate.forms_open") ? "open" : null, "the open form at the topic");
            await _cast.Office.PutAsync(Assessment(Topic), Conclusion);
            return await _cast.Office.RefusedAsync(HttpMethod.Post, $"{Assessment(Topic)}/submit", HttpStatusCode.Conflict);
        });
    }

    async Task<JsonNode> ConcurAsync(Person leader) =>
        await leader.PostAsync($"{Form}/concur", new { contentHash = (string)(await leader.GetAsync(Form))["contentHash"]! });

    /// <summary>An item from the finding, one from the advice, and one written by hand.</summary>
    object Content(string requirement)
    {
        var (finding, advice) = (_sources[0], _sources[1]);
        return new
        {
            title = $"关于「{Topic.Title}」整改落实情况的反馈单",
            unit = _cast.Unit,
            unitName = AssessmentMatters.UnitName,
            topicId = Topic.Id,
            field = "businessEnvironment",
            items = new[]
            {
                Item((string)finding["heading"]!, (string)finding["description"]!, (string)finding["severity"]!, Id(finding)),
                Item("推行一次性告知", (string)advice["description"]!, "minor", Id(advice)),
                Item(Marked("中介服务收费未公示"), $"办事大厅未公示中介服务收费标准（{_mark}）。", "serious", null),
            },
        };

        object Item(string heading, string problem, string severity, string? sourceId) => new { heading, problem, requirement, severity, sourceId };
    }

    /// <summary>What the topic lacks for its closing.</summary>
    Task<IReadOnlyList<string>> MissingAsync() => _cast.Office.MissingAsync($"{Topic.Path}/close");
}
