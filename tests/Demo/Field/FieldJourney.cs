using System.Net;
using System.Text.Json.Nodes;
using MiniExcelLibs;

namespace Supervision.Demo.Field;

/// <summary>
/// Field supervision (R14–R23): a roster of forty, an unannounced visit with three findings of which one becomes a clue and one a rectification, a
/// whistle, a protection case. It can be repeated on the same data, where the roster is full and the place exists.
/// </summary>
internal sealed partial class FieldJourney(People people, string district, Script script)
{
    const string Path = SupervisionDesk.Path;

    FieldCast _cast = null!;
    string _entry = "";

    /// <summary>Marker in every heading of this run, and in no other run's.</summary>
    readonly string _mark = $"F{Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()[..4])}";

    static DateOnly Today => SupervisionDesk.Today;

    /// <summary>The finding that continues as a rectification.</summary>
    public Guid ToRectify => _findings.Single(finding => finding.Matter.Disposition == "rectification").Id;

    /// <summary>The roster, of which teams take their supervisors.</summary>
    public async Task AppointAsync()
    {
        script.Chapter($"特邀监督员名册 The roster of district {district}");
        await script.StepAsync("the people of the field work sign in at the central page", async () =>
        {
            _cast = await FieldCast.SignInAsync(people, district);
            return "14 people of 3 tenants";
        });
        await script.StepAsync($"{_cast.Office.Name} imports {FieldMatters.Roster} supervisors by spreadsheet, and then once more", ImportAsync);
        await script.StepAsync($"{_cast.Supervisor.Name} is the first of them, by their account", LinkAsync);
        await script.StepAsync($"{_cast.Office.Name} nominates one more; the roster is full", OneMoreAsync);
        await script.StepAsync($"{_cast.Chair.Name} reads the roster, and exports it", async () =>
        {
            var row = await _cast.Chair.GetAsync($"{Path}/roster/{_entry}");
            Script.Check((string?)row["status"] == "appointed" && row["letterNumber"] is not null, row.ToJsonString());
            return $"letter {row["letterNumber"]}, {await _cast.Chair.DownloadAsync($"{Path}/roster/export")}";
        });
    }

    /// <param name="teams">Ids of the teams of the year's topics; the first does the field work.</param>
    public async Task RunAsync(IReadOnlyList<string> teams)
    {
        script.Chapter("监督小组 Teams of the topics");
        await script.StepAsync($"{_cast.Supervisor.Name} leads the six teams of the year, each with its mandate and linked leaders", () => TeamsAsync(teams));
        script.Chapter("暗访 An unannounced visit");
        await VisitAsync(teams[0]);
        script.Chapter("监督发现的去向 What becomes of the findings");
        await DecideAsync();
        await FollowClueAsync();
        script.Chapter("基层吹哨 政协报到 A whistle");
        await WhistleAsync();
        script.Chapter("权益保护 A protection case");
        await ProtectAsync();
        script.Chapter("消息、履职记录 Notifications and the duty record");
        await LookBackAsync();
    }

    /// <summary>Existing entries are left unchanged; the admin raises the capacity of a full roster.</summary>
    async Task<string> ImportAsync()
    {
        var (path, sheet) = ($"{Path}/roster/import?name=roster.xlsx", Sheet());
        var there = (await _cast.Office.GetAsync($"{Path}/roster?limit=100&search={Uri.EscapeDataString(FieldMatters.NamePrefix)}"))["items"]!.AsArray().Count;
        var settings = await _cast.Office.GetAsync($"{Path}/settings");
        var needed = (int)settings["onRoster"]! + FieldMatters.Roster - there;
        if (needed > (int)settings["capacity"]!)
        {
            var problem = await _cast.Office.RefusedUploadAsync(path, sheet);
            Script.Check((string?)problem["code"] == "supervisor.roster_full", problem.ToJsonString());
            await _cast.Admin.AskAsync(HttpMethod.Put, $"{Path}/settings", new { capacity = needed });
        }

        var first = await _cast.Office.UploadAsync(path, sheet);
        var again = await _cast.Office.UploadAsync(path, sheet);
        Script.Check((int)first["added"]! == FieldMatters.Roster - there && (int)first["appointed"]! == (int)first["added"]!, first.ToJsonString());
        Script.Check((int)again["added"]! == 0 && (int)again["alreadyThere"]! == FieldMatters.Roster, again.ToJsonString());
        var after = await _cast.Office.GetAsync($"{Path}/settings");
        return $"{first["added"]} added, then none; {after["onRoster"]} of {after["capacity"]} places taken";
    }

    static byte[] Sheet()
    {
        using var stream = new MemoryStream();
        stream.SaveAs(FieldMatters.Sheet(Today, Today.AddYears(3)));
        return stream.ToArray();
    }

    async Task<string> LinkAsync()
    {
        if (await SupervisionDesk.OwnEntryAsync(_cast.Supervisor) is null)
        {
            var found = await _cast.Office.GetAsync($"{Path}/roster?search={Uri.EscapeDataString($"{FieldMatters.NamePrefix}01")}");
            await _cast.Office.PostAsync($"{Path}/roster/{(string)found["items"]![0]!["id"]!}/link", new { userId = _cast.Supervisor.Id });
        }

        _entry = await SupervisionDesk.InOfficeAsync(_cast.Office, _cast.Supervisor);
        var own = await SupervisionDesk.OwnEntryAsync(_cast.Supervisor);
        return $"{own!["name"]}, {own["status"]} until {own["until"]}";
    }

    async Task<string> OneMoreAsync()
    {
        var settings = await _cast.Office.GetAsync($"{Path}/settings");
        if ((int)settings["onRoster"]! < (int)settings["capacity"]!) return $"not so: {settings["onRoster"]} of {settings["capacity"]}";
        var nominated = await _cast.Office.PostAsync($"{Path}/roster", SupervisionDesk.Nomination(null, $"示例·候补监督员{_mark}"));
        var path = $"{Path}/roster/{(string)nominated["id"]!}";
        var refusal = await _cast.Office.RefusedAsync(HttpMethod.Post, $"{path}/appoint", HttpStatusCode.Conflict, SupervisionDesk.Term);
        Script.Check(refusal.EndsWith("supervisor.roster_full", StringComparison.Ordinal), refusal);
        await _cast.Office.PostAsync($"{path}/decline", new { reason = "名额已满。" });
        return refusal;
    }

    async Task<string> TeamsAsync(IReadOnlyList<string> teams)
    {
        Script.Check(teams.Distinct().Count() == 6, $"{teams.Count} teams");
        foreach (var id in teams)
        {
            var team = await _cast.Supervisor.GetAsync($"{Path}/teams/{id}");
            Script.Check((bool)team["active"]! && (string)team["leader"]! == _cast.Supervisor.Id.ToString() && team["topicId"] is not null, team.ToJsonString());
            Script.Check((string)team["cppccLeader"]! == _cast.Chair.Id.ToString() && (string)team["disciplineLeader"]! == _cast.Leader.Id.ToString(), team.ToJsonString());
            await _cast.Elsewhere.RefusedAsync(HttpMethod.Get, $"{Path}/teams/{id}", HttpStatusCode.NotFound);
        }

        return "6 teams";
    }

    string Marked(string heading) => $"{heading}（{_mark}）";

    static string Id(JsonNode record) => (string)record["id"]!;

    static string Stands(JsonNode row, string status)
    {
        Script.Check((string?)row["status"] == status, $"expected {status}: {row.ToJsonString()}");
        return status;
    }
}
