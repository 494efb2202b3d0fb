using System.Net;
using System.Text.Json.Nodes;
using Supervision.Demo.Field;

namespace Supervision.Demo.Assessment;

/// <summary>The rectification list across all forms, and look-backs at closed items (R38).</summary>
internal sealed partial class AssessmentJourney
{
    /// <summary>Days until the look-back at a closed item, by severity.</summary>
    static readonly Dictionary<string, int> LookBackDays = new() { ["serious"] = 30, ["moderate"] = 90, ["minor"] = 180 };

    async Task LookBackAsync(Guid finding)
    {
        await script.StepAsync("the rectification list (整改反馈清单) has the three items, gravest first, and so has its spreadsheet", async () =>
        {
            var rows = Items(await _cast.Chair.GetAsync($"{Path}/items?form={_form}&sort=severity")).ToList();
            Script.Check(rows.Select(row => (string?)row["severity"]).SequenceEqual(["serious", "moderate", "minor"]), string.Join('\n', rows));
            Script.Check(rows.All(row => (string?)row["status"] == "closed" && !(bool)row["owed"]! && (string?)row["form"] == _number), string.Join('\n', rows));
            var sheet = await _cast.Chair.OpenAsync($"{Path}/items/export?form={_form}&sort=severity");
            Script.Check(sheet.Rows().Select(row => (string?)row["整改事项"]).SequenceEqual(rows.Select(row => (string?)row["heading"])), sheet.Parts.Values.First());
            Script.Check(sheet.Rows().All(row => (string?)row["文号"] == _number), sheet.Parts.Values.First());
            return $"{rows.Count} rows, {sheet.Size}";
        });
        await script.StepAsync("each item's look-back (回头看) is scheduled by its risk; the unit does not learn of the day", async () =>
        {
            foreach (var item in Items(await _cast.Office.GetAsync(Form))) await ScheduledAsync(item, LookBackDays[(string)item["severity"]!]);
            var due = All(await _cast.Supervisor.GetAsync($"{Path}/look-backs")).Count(row => (string?)row["formId"] == _form);
            Script.Check(due == 3, $"{due} of them are scheduled");
            return await _cast.Contact.RefusedAsync(HttpMethod.Get, $"{Item(1)}/look-backs", HttpStatusCode.Forbidden);
        });
        await script.StepAsync($"{_cast.Supervisor.Name} who found it sees on the finding that it was rectified", async () =>
        {
            var fate = await Script.UntilAsync(
                async () => (await _cast.Supervisor.GetAsync($"{SupervisionDesk.Path}/findings/{finding}"))["finding"]!["fate"] is { } known
                    && (string?)known["status"] == "closed" ? known : null,
                "the finding's fate closed");
            Script.Check((string?)fate["matterId"] == _form && (string?)fate["reference"] == _number, fate.ToJsonString());
            return $"{fate["reference"]} closed";
        });
        await script.StepAsync($"{_cast.Leader.Name} looks back at the advised item: the relapse is counted and holds up the topic again", async () =>
        {
            await Script.UntilAsync(async () => (await MissingAsync()).Contains("gate.forms_open") ? null : "closed", "the closed form at the topic");
            var seen = await _cast.Leader.PostAsync($"{Item(2)}/look-back", new { relapsed = true, note = "窗口又要求提交已共享的证明。" });
            Stands(seen["item"]!, "relapsed");
            Script.Check((int)seen["item"]!["relapses"]! == 1, seen.ToJsonString());
            await Script.UntilAsync(async () => (await MissingAsync()).Contains("gate.forms_open") ? "open" : null, "the open form at the topic");
            return Stands(await _cast.Contact.GetAsync(Form), "received");
        });
        await script.StepAsync($"{_cast.Contact.Name} answers it again, both accept; its next look-back comes twice as soon", async () =>
        {
            await ToldAsync(_cast.Contact, $"/forms/{_form}", "form.item_relapsed");
            await AnswerAgainAsync(2, 2, ("已在系统中关闭纸质证明上传入口。", "连续两周抽查无重复提交。"));
            Stands(await _cast.Office.GetAsync(Form), "closed");
            var item = (await _cast.Office.GetAsync(Item(2)))["item"]!;
            var day = await ScheduledAsync(item, LookBackDays["minor"] / 2);
            var relapsed = Items(await _cast.Chair.GetAsync($"{Path}/items?form={_form}&relapsed=true")).Single();
            Script.Check(Id(relapsed) == _items[1], relapsed.ToJsonString());
            return $"on {day}";
        });
    }

    /// <summary>The one look-back at an item still to be made, and its day.</summary>
    async Task<string> ScheduledAsync(JsonNode item, int days)
    {
        var scheduled = All(await _cast.Office.GetAsync($"{Path}/items/{Id(item)}/look-backs")).Single(lookBack => (string?)lookBack["outcome"] == "scheduled");
        var day = DateOnly.FromDateTime((DateTime)scheduled["dueOn"]!);
        Script.Check(day.DayNumber - SupervisionDesk.Today.DayNumber is var away && away <= days && away >= days - 1, $"{days} days: {scheduled.ToJsonString()}");
        return $"{day:yyyy-MM-dd}";
    }
}
