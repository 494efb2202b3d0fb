using System.Text.Json.Nodes;

namespace Supervision.Demo.Year;

internal sealed partial class YearJourney
{
    int _target;
    int _selected;
    int _selectedBefore;
    bool _reported;

    string PlanPath => Invariant($"{Topics}/plans/{Year}");

    /// <summary>Ensures a plan is in force, whatever earlier runs or people left in the year.</summary>
    async Task PlanAsync()
    {
        JsonNode? plan = null;
        await script.StepAsync($"{_cast.Office.Name} looks at the state of the year", async () =>
        {
            plan = await _cast.Office.FindAsync(PlanPath);
            var page = await _cast.Office.GetAsync($"{PlanPath}/page");
            (_target, _selected) = ((int)page["target"]!, (int)page["selected"]!);
            _selectedBefore = _selected;
            return $"{(string?)plan?["status"] ?? "no plan"}, {_selected} of {_target} selected";
        });
        var status = (string?)plan?["status"];
        if (status == "approved" && _target >= _selected + Target) return;
        if (status == "reported")
        {
            await script.StepAsync($"{_cast.Reviewer.Name} returns the plan that is with the committee", async () =>
                await StandsAsync(_cast.Reviewer.PostAsync($"{PlanPath}/return", new { comment = "请按最新安排修改后再报。" }), "returned"));
        }

        if (status == "approved")
        {
            await script.StepAsync($"{_cast.Office.Name} reopens the approved plan, since its {_target} places are taken", async () =>
                await StandsAsync(_cast.Office.PostAsync($"{PlanPath}/amend", new { comment = "年度目标已完成，拟增加议题。" }), "draft"));
        }

        // In a year already begun, one topic is left to be selected over the target, as happens in practice.
        _target = _selected == 0 ? Target : Math.Min(100, _selected + Target - 1);
        await script.StepAsync($"{_cast.Office.Name} drafts it and reports it to the district committee (报区委请示)", () => ReportAsync(plan is null));
        await script.StepAsync($"{_cast.Reviewer.Name} returns it with a comment", async () =>
            await StandsAsync(_cast.Reviewer.PostAsync($"{PlanPath}/return", new { comment = "请补充与重点工作的衔接。" }), "returned"));
        await script.StepAsync($"{_cast.Office.Name} corrects it and reports it again", () => ReportAsync(isNew: false));
        await script.StepAsync($"{_cast.Reviewer.Name} approves it", async () =>
        {
            var approved = await _cast.Reviewer.PostAsync($"{PlanPath}/approve", new { comment = "同意。" });
            Script.Check((int?)approved["approvedTarget"] == _target, approved.ToJsonString());
            return $"target {_target}";
        });
    }

    async Task<string> ReportAsync(bool isNew)
    {
        var content = new { text = $"{Year}年度协同监督工作计划（{Mark}）：围绕中心工作开展协同监督。", target = _target };
        if (isNew) await _cast.Office.AskAsync(HttpMethod.Put, PlanPath, content);
        else await _cast.Office.ReplaceAsync(PlanPath, content);
        _reported = true;
        return await StandsAsync(_cast.Office.PostAsync($"{PlanPath}/report"), "reported");
    }
}
