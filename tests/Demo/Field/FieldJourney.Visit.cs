using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Supervision.Demo.Field;

internal sealed partial class FieldJourney
{
    readonly List<(Guid Id, FieldMatter Matter)> _findings = [];
    readonly byte[] _photo = [0xFF, 0xD8, 0xFF, .. RandomNumberGenerator.GetBytes(20_000)];

    string _visit = "";
    DateTimeOffset _began;

    string Visit => $"{Path}/visits/{_visit}";

    async Task VisitAsync(string team)
    {
        _began = DateTimeOffset.UtcNow.AddSeconds(-1);
        await script.StepAsync($"{_cast.Supervisor.Name} plans it for the team, with {_cast.Handler.Name}", async () =>
        {
            var row = await _cast.Supervisor.PostAsync($"{Path}/visits", await PlanAsync(team));
            _visit = Id(row);
            Script.Check((bool)row["sealed"]! && row["reference"] is null, row.ToJsonString());
            return Stands(row, "planned");
        });
        await script.StepAsync($"{_cast.Handler.Name}, {_cast.Chair.Name} and {_cast.Leader.Name} know of it; nobody else does", SealedAsync);
        var entries = Entries();
        await script.StepAsync($"{_cast.Supervisor.Name}'s phone sends what it has: a finding and its photo before the start; it waits", async () =>
        {
            var result = await SyncAsync([entries[1], entries[^2]]);
            Stands(result, "planned");
            Script.Check(result["waiting"]!.AsArray().Count == 2 && result["missingFiles"]!.AsArray().Count == 1, result.ToJsonString());
            await _cast.Office.RefusedAsync(HttpMethod.Get, Visit, HttpStatusCode.NotFound);
            return "2 entries wait, still sealed";
        });
        await script.StepAsync("the phone sends everything, including start and report, and then everything again: each counts once", async () =>
        {
            var first = await SyncAsync(entries);
            var again = await SyncAsync(entries);
            Script.Check(Outcomes(first, "taken") == entries.Length - 2 && Outcomes(first, "alreadyThere") == 2, first.ToJsonString());
            Script.Check(Outcomes(again, "alreadyThere") == entries.Length, again.ToJsonString());
            return $"{first["reference"]} {Stands(again, "reported")}";
        });
        await script.StepAsync("the photo's bytes arrive later, twice, and are stored once", PhotoAsync);
        await script.StepAsync($"{_cast.Office.Name} and {_cast.Liaison.Name} see it now; {_cast.Elsewhere.Name} and {_cast.Member.Name} still do not", OpenedAsync);
    }

    async Task<object> PlanAsync(string team)
    {
        string[] units = [.. (await _cast.Supervisor.GetAsync($"{Path}/teams/{team}"))["units"]!.AsArray().Select(unit => (string)unit!)];
        return new
        {
            partyId = team,
            heading = Marked("窗口服务暗访"),
            mode = "unannounced",
            purpose = "routine",
            coverage = "phased",
            sites = new[] { new { name = "示例办事大厅", address = "示例路1号", unit = units[0], position = new { latitude = 27.83, longitude = 121.15 } } },
            units,
            from = Today,
            until = Today.AddDays(7),
            participants = new[] { _cast.Supervisor.Id, _cast.Handler.Id },
            detail = "以办事群众身份了解窗口服务。",
        };
    }

    async Task<string> SealedAsync()
    {
        foreach (var aware in (Person[])[_cast.Handler, _cast.Chair, _cast.Leader])
            Script.Check((bool)(await aware.GetAsync(Visit))["visit"]!["sealed"]!, "it is not sealed");
        foreach (var unaware in _cast.Unaware)
        {
            await unaware.RefusedAsync(HttpMethod.Get, Visit, HttpStatusCode.NotFound);
            var list = await unaware.GetAsync($"{Path}/visits?search={_mark}");
            Script.Check(list["items"]!.AsArray().Count == 0, $"{unaware.Name}: {list.ToJsonString()}");
            Script.Check(!(await SinceAsync(unaware)).Any(notice => (string?)notice["kind"] == "sealed.awaits"), $"{unaware.Name} was notified");
        }

        return $"{_cast.Unaware.Count} asked, nothing there";
    }

    /// <summary>The phone's entries: start, three findings, a photo of the second, the report.</summary>
    object[] Entries()
    {
        var at = DateTimeOffset.UtcNow.AddMinutes(-30);
        var here = new { latitude = 27.83, longitude = 121.15, accuracy = 8.0 };
        var unit = people.Samples.Holder(Contracts.Others.Contact, district).Unit!;
        var entries = new List<object> { new { id = Guid.CreateVersion7(), recordedAt = at, start = new { place = here } } };
        foreach (var (matter, i) in FieldMatters.Findings.OrderByDescending(matter => matter.Disposition == "clue").Select((matter, i) => (matter, i)))
        {
            var id = Guid.CreateVersion7();
            _findings.Add((id, matter));
            entries.Add(new
            {
                id,
                recordedAt = at.AddMinutes(5 + i),
                finding = new
                {
                    heading = Marked(matter.Heading),
                    description = matter.Description,
                    severity = matter.Severity,
                    units = new[] { unit },
                    field = matter.Field,
                    place = here,
                },
            });
        }

        entries.Add(new
        {
            id = Guid.CreateVersion7(),
            recordedAt = at.AddMinutes(9),
            photo = new { findingId = _findings[0].Id, sha256 = Hash, capturedAt = at.AddMinutes(9), place = here, note = "窗口一侧" },
        });
        entries.Add(new { id = Guid.CreateVersion7(), recordedAt = at.AddMinutes(20), report = new { narrative = $"暗访一处大厅，发现问题三个（{_mark}）。" } });
        return [.. entries];
    }

    string Hash => Convert.ToHexStringLower(SHA256.HashData(_photo));

    Task<JsonNode> SyncAsync(object[] entries) => _cast.Supervisor.PostAsync($"{Visit}/sync", new { deviceTime = DateTimeOffset.UtcNow, entries });

    static int Outcomes(JsonNode result, string outcome) => result["entries"]!.AsArray().Count(entry => (string?)entry!["outcome"] == outcome);

    async Task<string> PhotoAsync()
    {
        var path = $"{Visit}/files/{Hash}?name=photo.jpg";
        await _cast.Supervisor.BringAsync(path, _photo);
        await _cast.Supervisor.BringAsync(path, _photo);
        var files = (await _cast.Handler.GetAsync($"{Visit}/files")).AsArray();
        Script.Check(files.Count == 1 && (string?)files[0]!["sha256"] == Hash, files.ToJsonString());
        Script.Check((await _cast.Supervisor.GetAsync(Visit))["missingFiles"]!.AsArray().Count == 0, "a file is missing");
        return $"{files[0]!["size"]} bytes";
    }

    async Task<string> OpenedAsync()
    {
        foreach (var joint in (Person[])[_cast.Office, _cast.Liaison])
        {
            var visit = (await joint.GetAsync(Visit))["visit"]!;
            Script.Check(!(bool)visit["sealed"]! && visit["reference"] is not null, visit.ToJsonString());
            var findings = (await joint.GetAsync($"{Path}/findings?visit={_visit}"))["items"]!.AsArray();
            Script.Check(findings.Count == 3, findings.ToJsonString());
        }

        await _cast.Elsewhere.RefusedAsync(HttpMethod.Get, Visit, HttpStatusCode.NotFound);
        return await _cast.Member.RefusedAsync(HttpMethod.Get, $"{Path}/findings/{_findings[0].Id}", HttpStatusCode.NotFound);
    }
}
