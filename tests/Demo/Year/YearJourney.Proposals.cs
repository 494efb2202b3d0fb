using System.Net;
using System.Text.Json.Nodes;
using MiniExcelLibs;

namespace Supervision.Demo.Year;

internal sealed partial class YearJourney
{
    /// <summary>Proposals to handle, by title.</summary>
    readonly Dictionary<string, string> _proposals = [];

    string? _call;

    async Task ProposeAsync()
    {
        await script.StepAsync($"{_cast.Admin.Name} ensures the district has the strategy tag 数字化改革", TagAsync);
        var proposed = YearMatters.Chosen.Select(chosen => chosen.Matter).Append(YearMatters.Refused).Concat(YearMatters.Others).ToList();
        await script.StepAsync("each body proposes from its own sources", async () =>
        {
            foreach (var matter in proposed) await ProposeAsync(matter);
            return $"{proposed.Count} proposals";
        });
        await script.StepAsync($"{_cast.Liaison.Name} cannot name a source of the conference's", () => _cast.Liaison.RefusedAsync(
            HttpMethod.Post, $"{Topics}/proposals", HttpStatusCode.UnprocessableEntity, Content(YearMatters.Chosen[0].Matter)));
        await script.StepAsync($"{_cast.Member.Name} adds a note to their proposal", async () =>
        {
            var note = await _cast.Member.UploadAsync(
                $"{Topics}/proposals/{_proposals[YearMatters.Chosen[0].Matter.Title]}/files?name=note.txt", System.Text.Encoding.UTF8.GetBytes($"走访记录 {Mark}"));
            return (string)note["name"]!;
        });
        await script.StepAsync($"{_cast.Office.Name} imports a spreadsheet: first with an error, then corrected, then once more", ImportAsync);
        await script.StepAsync("the public proposes on the district's call, without an account, and looks up the receipt", CallOnThePublicAsync);
    }

    async Task<string> TagAsync()
    {
        var terms = (await _cast.Admin.GetAsync($"{Topics}/terms?kind=tag")).AsArray();
        if (terms.Any(term => (string?)term!["code"] == "digitalReform")) return "there already";
        await _cast.Admin.PostAsync($"{Topics}/terms", new { kind = "tag", code = "digitalReform", chinese = "数字化改革", english = "Digital reform" });
        return "added";
    }

    async Task ProposeAsync(Matter matter) =>
        _proposals[matter.Title] = Id(await ProposerOf(matter).PostAsync($"{Topics}/proposals", Content(matter)));

    Person ProposerOf(Matter matter) => matter.Source switch
    {
        "partyAssigned" => _cast.Reviewer,
        "jointResearch" => _cast.Supervisor,
        "commissionPriority" => _cast.Liaison,
        "whistle" => _cast.Office,
        _ => _cast.Member,
    };

    object Content(Matter matter) => new
    {
        source = matter.Source,
        title = Marked(matter.Title),
        scope = matter.Scope,
        field = matter.Field,
        tags = new[] { "digitalReform" },
        background = $"多方反映，拟列为议题（{Mark}）。",
    };

    string Marked(string title) => $"{title}（{Mark}）";

    async Task<string> ImportAsync()
    {
        await _cast.Office.DownloadAsync($"{Topics}/proposals/template");
        var path = $"{Topics}/proposals/import?name=proposals.xlsx";
        var problem = await _cast.Office.RefusedUploadAsync(path, Sheet(field: "火星"));
        var error = problem["errors"]!.AsArray().Single()!;
        Script.Check(((int)error["row"]!, (string)error["column"]!) == (2, "领域"), problem.ToJsonString());
        var first = await _cast.Office.UploadAsync(path, Sheet());
        var again = await _cast.Office.UploadAsync(path, Sheet());
        var count = YearMatters.Sheet.Count;
        Script.Check((int)first["added"]! == count && (int)again["added"]! == 0 && (int)again["alreadyThere"]! == count, $"{first.ToJsonString()} {again.ToJsonString()}");
        foreach (var matter in YearMatters.Sheet) await FindAsync(matter);
        return $"row {error["row"]}, column {error["column"]}: {error["code"]}; then {count} added; then none";
    }

    byte[] Sheet(string? field = null)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(YearMatters.Sheet.Select((matter, i) => new Dictionary<string, object>
        {
            ["自编号"] = $"{Mark}-{i}",
            ["来源"] = matter.Source,
            ["标题"] = Marked(matter.Title),
            ["小切口"] = matter.Scope,
            ["领域"] = i == 0 ? field ?? matter.Field : matter.Field,
            ["策略标签"] = "",
            ["建议人"] = "示例·委员",
            ["背景"] = "",
        }).ToList());
        return stream.ToArray();
    }

    async Task<string> CallOnThePublicAsync()
    {
        var now = DateTimeOffset.UtcNow;
        _call = Id(await _cast.Office.PostAsync(
            $"{Topics}/calls", new { title = Marked("向群众征集监督议题"), text = "请提出建议。", opens = now.AddMinutes(-1), closes = now.AddDays(30) }));
        var open = (await _cast.Public.GetAsync($"{Topics}/public/{district}/calls")).AsArray();
        Script.Check(open.Any(call => Id(call!) == _call), "the call is not open to the public");
        JsonNode receipt = new JsonObject();
        foreach (var matter in YearMatters.Public.Append(YearMatters.Double))
        {
            receipt = await _cast.Public.PostAsync(
                $"{Topics}/public/{district}/calls/{_call}/proposals", new { title = Marked(matter.Title), scope = matter.Scope, field = matter.Field });
            await FindAsync(matter);
        }

        var state = await _cast.Public.PostAsync($"{Topics}/public/{district}/receipts", new { receipt = (string)receipt["receipt"]! });
        Script.Check((string?)state["status"] == "submitted", state.ToJsonString());
        await _cast.Office.PostAsync($"{Topics}/calls/{_call}/end");
        return $"{YearMatters.Public.Count + 1} proposals, receipt of {state["reference"]}";
    }

    /// <summary>The office finds other people's proposals by part of the title.</summary>
    async Task FindAsync(Matter matter)
    {
        var found = await _cast.Office.GetAsync($"{Topics}/proposals?search={Uri.EscapeDataString(Marked(matter.Title))}");
        _proposals[matter.Source == "publicCall" ? $"{matter.Title}/public" : matter.Title] = Id(found["items"]!.AsArray().First()!);
    }

    /// <summary>Merges proposals on one matter, and rejects the rest.</summary>
    async Task SiftAsync()
    {
        await script.StepAsync($"{_cast.Office.Name} gets a near-duplicate suggested and merges it; every proposer is kept", async () =>
        {
            var (doubled, kept) = (_proposals[$"{YearMatters.Double.Title}/public"], _proposals[YearMatters.Chosen[0].Matter.Title]);
            var similar = (await _cast.Office.GetAsync($"{Topics}/proposals/{doubled}/similar")).AsArray();
            var hint = similar.FirstOrDefault(near => Id(near!) == kept);
            Script.Check(hint is not null, $"not suggested: {similar.ToJsonString()}");
            await StandsAsync(_cast.Office.PostAsync($"{Topics}/proposals/{doubled}/merge", new { into = kept }), "merged");
            _proposals.Remove($"{YearMatters.Double.Title}/public");
            var merged = await _cast.Office.GetAsync($"{Topics}/proposals/{kept}");
            Script.Check(merged["proposers"]!.AsArray().Count == 2, merged.ToJsonString());
            return $"similarity {(double)hint!["similarity"]!:F2}, 2 proposers";
        });
        await script.StepAsync($"{_cast.Office.Name} rejects what is not for this year, each with its reason", async () =>
        {
            var open = YearMatters.Chosen.Select(chosen => chosen.Matter.Title).Append(YearMatters.Refused.Title).ToHashSet();
            var others = _proposals.Where(proposal => !open.Contains(proposal.Key)).ToList();
            foreach (var (_, id) in others)
                await StandsAsync(_cast.Office.PostAsync($"{Topics}/proposals/{id}/reject", new { reason = "已由有关单位办理，不再列题。" }), "rejected");
            return $"{others.Count} rejected, {open.Count} left for the joint meetings";
        });
    }

    /// <summary>Makes a proposal a topic, which awaits the joint meeting.</summary>
    async Task<YearTopic> ShortlistAsync(Matter matter, string @class, int number)
    {
        var standing = await _cast.Office.PostAsync($"{Topics}/proposals/{_proposals[matter.Title]}/shortlist", new { @class });
        var id = (string)standing["topicId"]!;
        var topic = await _cast.Office.GetAsync($"{Topics}/{id}");
        return new(number, Guid.Parse(id), (string)topic["reference"]!, (string)topic["title"]!);
    }
}
