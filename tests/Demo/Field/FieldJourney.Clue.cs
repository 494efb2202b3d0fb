using System.Net;
using System.Text.Json.Nodes;

namespace Supervision.Demo.Field;

/// <summary>Findings noted, made a clue and made a rectification; and the clue's progress as shown on the finding (R19).</summary>
internal sealed partial class FieldJourney
{
    string _clue = "";

    string Clue => $"/api/clues/{_clue}";

    string FindingOf(string disposition) => $"{Path}/findings/{_findings.Single(finding => finding.Matter.Disposition == disposition).Id}";

    async Task DecideAsync()
    {
        await script.StepAsync($"{_cast.Office.Name} cannot close the visit while findings are open", () =>
            _cast.Office.RefusedAsync(HttpMethod.Post, $"{Visit}/close", HttpStatusCode.Conflict));
        await script.StepAsync($"{_cast.Office.Name} decides: one noted, one a clue, one a rectification", async () =>
        {
            foreach (var (id, matter) in _findings)
            {
                var row = await _cast.Office.PostAsync(
                    $"{Path}/findings/{id}/dispose", new { disposition = matter.Disposition, reason = $"按发现处置（{_mark}）。" });
                Script.Check((string?)row["disposition"] == matter.Disposition, row.ToJsonString());
            }

            var finding = await _cast.Supervisor.GetAsync(FindingOf("rectification"));
            Script.Check((string?)finding["finding"]!["disposition"] == "rectification" && finding["dispositions"]!.AsArray().Count == 1, finding.ToJsonString());
            return (string)finding["finding"]!["reference"]!;
        });
        await script.StepAsync($"{_cast.Office.Name} closes the visit", async () => Stands(await _cast.Office.PostAsync($"{Visit}/close"), "closed"));
    }

    async Task FollowClueAsync()
    {
        await script.StepAsync("the clue is a draft in the register, and the finding shows it", async () =>
        {
            var fate = await FateAsync("draft");
            _clue = (string)fate["matterId"]!;
            var clue = await _cast.Office.GetAsync(Clue);
            Script.Check((string?)clue["source"] == "finding" && ((string)clue["title"]!).Contains(_mark, StringComparison.Ordinal), clue.ToJsonString());
            Script.Check(((string)clue["account"]!).Contains(Hash, StringComparison.Ordinal), "the clue does not name the evidence");
            return $"{fate["reference"]} draft";
        });
        await script.StepAsync($"{_cast.Office.Name} collates and submits it; office, secretary and chair approve it", async () =>
        {
            await _cast.Office.PostAsync($"{Clue}/collate");
            Stands(await _cast.Office.PostAsync($"{Clue}/submit"), "inApproval");
            await FateAsync("inApproval");
            await KeptFromCommissionAsync();
            foreach (var approver in (Person[])[_cast.OfficeHead, _cast.Secretary, _cast.Chair])
            {
                var hash = (string)(await approver.GetAsync(Clue))["contentHash"]!;
                await approver.PostAsync($"{Clue}/approve", new { contentHash = hash, comment = "同意。" });
            }

            await FateAsync("approved");
            return "approved; the commission sees nothing of it yet";
        });
        await script.StepAsync($"{_cast.Office.Name} transfers it, {_cast.Intake.Name} signs for it", async () =>
        {
            await _cast.Intake.RefusedAsync(HttpMethod.Get, Clue, HttpStatusCode.NotFound);
            Stands(await _cast.Office.PostAsync($"{Clue}/transfer"), "transferred");
            return Stands(await _cast.Intake.PostAsync($"{Clue}/receive"), "received");
        });
        await script.StepAsync($"{_cast.Supervisor.Name} who found it sees its status on the finding", async () =>
        {
            var fate = await FateAsync("received");
            var seen = (await _cast.Handler.GetAsync(FindingOf("clue")))["finding"]!["fate"];
            Script.Check((string?)seen?["status"] == "received", "the commission does not see it after the transfer");
            return $"{fate["reference"]} received";
        });
    }

    /// <summary>Waits until the finding shows the clue at a state.</summary>
    Task<JsonNode> FateAsync(string status) => Script.UntilAsync(
        async () => (await _cast.Supervisor.GetAsync(FindingOf("clue")))["finding"]!["fate"] is { } fate && (string?)fate["status"] == status ? fate : null,
        $"the finding's fate {status}");

    async Task KeptFromCommissionAsync()
    {
        foreach (var person in (Person[])[_cast.Handler, _cast.Leader, _cast.Liaison])
        {
            var finding = await person.GetAsync(FindingOf("clue"));
            Script.Check(finding["finding"]!["fate"] is null, $"{person.Name} sees the conference's approval: {finding.ToJsonString()}");
        }
    }
}
