using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Supervision.Demo.Assessment;

/// <summary>The unit's scorecards of the year in two regimes, from indicators to the final score (R39).</summary>
internal sealed partial class AssessmentJourney
{
    const string Cards = $"{Path}/scorecards";

    /// <summary>Ids of the unit's scorecards of the year.</summary>
    readonly List<string> _cards = [];

    /// <summary>Those that became final in this run.</summary>
    readonly List<string> _finalised = [];

    static string YearText => Year.ToString(CultureInfo.InvariantCulture);

    async Task ScoreAsync()
    {
        await script.StepAsync("both regimes have indicators that both leaders adopted; weights that do not sum to 100 are refused", async () =>
        {
            var refusal = await _cast.Office.RefusedAsync(
                HttpMethod.Post, $"{Path}/schemes", HttpStatusCode.Conflict, AssessmentMatters.Scheme(AssessmentMatters.ConsultationWork, Year, 39));
            var adopted = 0;
            foreach (var regime in AssessmentMatters.Regimes) adopted += await AdoptAsync(regime) ? 1 : 0;
            return $"{refusal}; {adopted} adopted now";
        });
        foreach (var regime in AssessmentMatters.Regimes) await ScoreAsync(regime);
        await script.StepAsync("the year's results go out as Word and as a spreadsheet, an extract for each regime", async () =>
        {
            var sizes = new List<string>();
            foreach (var regime in AssessmentMatters.Regimes)
            {
                var year = $"{Cards}/years/{YearText}/{regime}";
                var (document, sheet) = (await _cast.Reviewer.OpenAsync($"{year}/document"), await _cast.Liaison.OpenAsync($"{year}/sheet"));
                Script.Check(document.Words().Contains(AssessmentMatters.UnitName, StringComparison.Ordinal), document.Words());
                Script.Check(sheet.Rows().Any(row => (string?)row["单位代码"] == _cast.Unit && (string?)row["状态"] == "已定稿"), sheet.Parts.Values.First());
                await _cast.Contact.RefusedAsync(HttpMethod.Get, $"{year}/sheet", HttpStatusCode.Forbidden);
                sizes.Add($"{document.Size}, {sheet.Size}");
            }

            return string.Join("; ", sizes);
        });
    }

    async Task ScoreAsync(string regime)
    {
        var card = "";
        await script.StepAsync($"{regime}: {_cast.Office.Name} computes the year's scorecards from the facts", async () =>
        {
            var computed = await _cast.Office.PostAsync($"{Cards}/compute", new { year = Year, regime });
            card = Id(Items(await _cast.Office.GetAsync($"{Cards}?year={YearText}&regime={regime}&unit={_cast.Unit}")).Single());
            return $"computed {computed["computed"]}, kept {computed["kept"]}";
        });
        _cards.Add(card);
        var path = $"{Cards}/{card}";
        var status = (string?)(await _cast.Office.GetAsync(path))["status"];
        if (status == "final")
        {
            await script.StepAsync($"{regime}: final since an earlier run, and never changes again", () => NeverChangesAsync(path));
            return;
        }

        if (status == "computed")
        {
            await PublishAsync(regime, path);
            if (regime == AssessmentMatters.ConsultationWork) await ObjectAsync(path);
        }

        await FinaliseAsync(path);
        _finalised.Add(card);
        await script.StepAsync($"{regime}: it never changes again", () => NeverChangesAsync(path));
    }

    /// <returns>Whether it was adopted now; false if a version already existed.</returns>
    async Task<bool> AdoptAsync(string regime)
    {
        bool Holds(JsonNode scheme) => (string?)scheme["regime"] == regime && (string?)scheme["status"] == "adopted" && (int)scheme["fromYear"]! <= Year;
        if (All(await _cast.Office.GetAsync($"{Path}/schemes")).Any(Holds)) return false;
        var draft = await _cast.Office.PostAsync($"{Path}/schemes", AssessmentMatters.Scheme(regime, Year, 40));
        foreach (var leader in _cast.Leaders)
        {
            var read = await leader.GetAsync($"{Path}/schemes/{Id(draft)}");
            await leader.PostAsync($"{Path}/schemes/{Id(draft)}/concur", new { contentHash = (string)read["contentHash"]! });
        }

        Stands(await _cast.Contact.GetAsync($"{Path}/schemes/{Id(draft)}"), "adopted");
        return true;
    }

    async Task PublishAsync(string regime, string path)
    {
        await script.StepAsync($"{regime}: {_cast.Office.Name} publishes it to the unit, which has not seen it until now", async () =>
        {
            await _cast.Contact.RefusedAsync(HttpMethod.Get, path, HttpStatusCode.NotFound);
            await _cast.Office.PostAsync($"{Cards}/publish", new { year = Year, regime, responseDays = 3 });
            await ToldAsync(_cast.Contact, path[Path.Length..], "scorecard.published");
            foreach (var other in (Person[])[.. _cast.OtherUnits, _cast.Handler]) await other.RefusedAsync(HttpMethod.Get, path, HttpStatusCode.NotFound);
            var seen = await _cast.Contact.GetAsync(path);
            return $"{Stands(seen, "published")}, {seen["total"]} of 100";
        });
        await script.StepAsync($"{regime}: {_cast.Contact.Name} traces each score to form, deadline and evidence", async () =>
        {
            var clocks = All(await _cast.Contact.GetAsync($"{Form}/deadlines")).Select(Id).ToList();
            var uses = 0;
            foreach (var line in All((await _cast.Contact.GetAsync(path))["lines"]!))
            {
                var derivation = await _cast.Contact.GetAsync($"{path}/indicators/{line["code"]}");
                foreach (var item in All(derivation["uses"]!).Select(use => use["item"]).Where(item => (string?)item?["formId"] == _form))
                {
                    uses++;
                    Script.Check((string?)item!["formNumber"] == _number && All(item["rounds"]!).All(round => clocks.Contains((string)round["deadlineId"]!)), item.ToJsonString());
                    Script.Check(All(item["evidence"]!).Any(hash => (string?)hash == Convert.ToHexStringLower(SHA256.HashData(Evidence))), item.ToJsonString());
                }
            }

            Script.Check(uses > 0, "no score came from the form");
            return $"{uses} facts of {_number}";
        });
    }

    /// <summary>The unit names an item that is not its fault; both bodies uphold the objection, and the score leaves the item out.</summary>
    async Task ObjectAsync(string path)
    {
        await script.StepAsync($"{_cast.Contact.Name} objects to the item that was sent back; it cannot be finalised meanwhile", async () =>
        {
            var card = await _cast.Contact.PostAsync($"{path}/objections", new { reason = $"第1项因统一印制延误（{_mark}）。", items = new[] { _items[0] } });
            return await _cast.Chair.RefusedAsync(HttpMethod.Post, $"{path}/concur", HttpStatusCode.Conflict, new { contentHash = (string)card["contentHash"]! });
        });
        await script.StepAsync("both leaders uphold it: the item is set aside on record, and the score recomputed", async () =>
        {
            var before = await _cast.Office.GetAsync(path);
            await UpholdAsync(path, All(before["responses"]!).Single(IsOpenObjection));
            var after = await _cast.Contact.GetAsync(path);
            Script.Check((int)after["computation"]! == (int)before["computation"]! + 1 && (string?)after["contentHash"] != (string?)before["contentHash"], after.ToJsonString());
            var code = (string)All(after["lines"]!).First()["code"]!;
            var aside = All((await _cast.Contact.GetAsync($"{path}/indicators/{code}"))["setAside"]!).Single();
            Script.Check((string?)aside["itemId"] == _items[0], aside.ToJsonString());
            return $"{before["total"]} → {after["total"]}";
        });
    }

    async Task UpholdAsync(string path, JsonNode objection)
    {
        foreach (var leader in _cast.Leaders)
            await leader.PostAsync($"{path}/objections/{Id(objection)}/decide", new { uphold = true, reason = "情况属实。" });
    }

    /// <summary>Continues from wherever this run, or an earlier interrupted one, left it.</summary>
    async Task FinaliseAsync(string path) => await script.StepAsync($"{_cast.Contact.Name} accepts it; both leaders finalise it (double key)", async () =>
    {
        if (All((await _cast.Office.GetAsync(path))["responses"]!).FirstOrDefault(IsOpenObjection) is { } left) await UpholdAsync(path, left);
        var card = await _cast.Chair.GetAsync(path);
        var answered = All(card["responses"]!).Any(response => (int)response["computation"]! == (int)card["computation"]!);
        if (!answered && (DateTimeOffset)card["respondBy"]! > DateTimeOffset.UtcNow) card = await _cast.Contact.PostAsync($"{path}/accept");
        var final = card;
        foreach (var leader in _cast.Leaders)
        {
            Stands(final, "published");
            var read = await leader.GetAsync(path);
            var turned = All(read["decisions"]!).Any(said => (string?)said["body"] == leader.Account.Body && (string?)said["contentHash"] == (string?)read["contentHash"]);
            final = turned ? read : await leader.PostAsync($"{path}/concur", new { contentHash = (string)read["contentHash"]! });
        }

        Script.Check((string?)final["contentHash"] == (string?)card["contentHash"], final.ToJsonString());
        return $"{Stands(final, "final")}, {final["total"]} of 100, {((string)final["contentHash"]!)[..12]}…";
    });

    static bool IsOpenObjection(JsonNode response) => (string?)response["kind"] == "objection" && response["outcome"] is null;

    /// <summary>Checks that it is frozen with its hash, whatever happens to the facts.</summary>
    async Task<string> NeverChangesAsync(string path)
    {
        var card = await _cast.Chair.GetAsync(path);
        var computed = await _cast.Office.PostAsync($"{Cards}/compute", new { year = Year, regime = (string)card["regime"]! });
        Script.Check((int)computed["kept"]! >= 1, computed.ToJsonString());
        await _cast.Contact.RefusedAsync(HttpMethod.Post, $"{path}/objections", HttpStatusCode.Conflict, new { reason = "再次申诉。", items = Array.Empty<string>() });
        await _cast.Leader.RefusedAsync(HttpMethod.Post, $"{path}/concur", HttpStatusCode.Conflict, new { contentHash = (string)card["contentHash"]! });
        var verified = await _cast.Reviewer.GetAsync($"{path}/verification");
        Script.Check((bool)verified["matches"]! && (string?)verified["contentHash"] == (string?)card["contentHash"], verified.ToJsonString());
        var words = (await _cast.Contact.OpenAsync($"{path}/document")).Words();
        Script.Check(words.Contains(AssessmentMatters.UnitName, StringComparison.Ordinal), words);
        Script.Check((await _cast.Chair.GetAsync(path)).ToJsonString() == card.ToJsonString(), "the scorecard changed");
        return $"{card["total"]} of 100, computed again to the same {((string)card["contentHash"]!)[..12]}…";
    }
}
