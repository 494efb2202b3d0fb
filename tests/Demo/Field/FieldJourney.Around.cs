using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Supervision.Demo.Field;

/// <summary>The whistle (R20, R21), the protection case (R22), and the resulting duty records (R23).</summary>
internal sealed partial class FieldJourney
{
    const string PlaceName = "示例社区民生议事堂";

    string _whistle = "";
    string _case = "";

    string Whistle => $"{Path}/whistles/{_whistle}";

    string Case => $"{Path}/protection/{_case}";

    static string DutyYear => Today.Year.ToString(CultureInfo.InvariantCulture);

    async Task WhistleAsync()
    {
        var place = "";
        await script.StepAsync($"{_cast.Office.Name} enters the place in the directory, kept by {_cast.Member.Name}", async () =>
        {
            var found = (await _cast.Office.GetAsync($"{Path}/places?kind=civicHall&search={Uri.EscapeDataString(PlaceName)}"))["items"]!.AsArray();
            place = Id(found.FirstOrDefault() ?? await _cast.Office.PostAsync($"{Path}/places", Place()));
            return found.Count == 0 ? "entered" : "there already";
        });
        await script.StepAsync($"{_cast.Member.Name} whistles for it", async () =>
        {
            var row = await _cast.Member.PostAsync($"{Path}/whistles", new
            {
                placeId = place,
                heading = Marked("周边小吃店油烟扰民"),
                detail = "居民多次反映夜间油烟直排，请派监督员到场协调。",
                sector = "health",
            });
            _whistle = Id(row);
            return $"{row["reference"]} {Stands(row, "raised")}";
        });
        await script.StepAsync($"{_cast.Office.Name} finds {_cast.Supervisor.Name} among those who could go, and sends them", async () =>
        {
            var candidates = (await _cast.Office.GetAsync($"{Whistle}/candidates")).AsArray();
            Script.Check(candidates.Any(candidate => (string)candidate!["userId"]! == _cast.Supervisor.Id.ToString()), candidates.ToJsonString());
            await _cast.OtherHandler.RefusedAsync(HttpMethod.Get, Whistle, HttpStatusCode.NotFound);
            await _cast.Elsewhere.RefusedAsync(HttpMethod.Get, Whistle, HttpStatusCode.NotFound);
            return Stands(await _cast.Office.PostAsync($"{Whistle}/dispatch", new { supervisors = new[] { _cast.Supervisor.Id } }), "dispatched");
        });
        await script.StepAsync($"{_cast.Supervisor.Name} reports in there and resolves it", async () =>
        {
            var there = await _cast.Supervisor.PostAsync($"{Whistle}/report-in");
            Stands(there, "reportedIn");
            Stands(await _cast.Supervisor.PostAsync($"{Whistle}/resolve", new { resolution = "店家当场加装净化装置，社区每周回访。" }), "resolved");
            return $"there after {there["reportInMinutes"]} min";
        });
        await script.StepAsync($"{_cast.Member.Name} confirms it", async () => Stands(await _cast.Member.PostAsync($"{Whistle}/confirm"), "confirmed"));
    }

    object Place() => new
    {
        kind = "civicHall",
        name = PlaceName,
        address = "示例路2号",
        hours = "工作日 9:00–17:00",
        position = new { latitude = 27.84, longitude = 121.14 },
        contacts = new[] { new { name = "示例·值班电话", phone = "0577-00000000" } },
        keepers = new[] { _cast.Member.Id },
    };

    async Task ProtectAsync()
    {
        await script.StepAsync($"{_cast.Supervisor.Name} reports retaliation; sent twice it is one case", async () =>
        {
            _case = Guid.CreateVersion7().ToString();
            var report = new { kind = "retaliation", heading = Marked("因暗访被威胁"), account = "暗访后有人打电话要求撤回发现，并称将影响本人工作单位的项目。" };
            await _cast.Supervisor.AskAsync(HttpMethod.Put, Case, report);
            var (again, _) = await _cast.Supervisor.AskAsync(HttpMethod.Put, Case, report);
            return Stands(again["case"]!, "reported");
        });
        await script.StepAsync($"{_cast.Leader.Name} sees it; office, chair, admins of both bodies, handlers and another district do not", async () =>
        {
            Script.Check((await CasesAsync(_cast.Leader)).Contains(_case), "the leader does not see it");
            return await KeptFromAsync([.. _cast.Outside, _cast.Handler]);
        });
        await script.StepAsync($"{_cast.Leader.Name} accepts it and gives it to {_cast.Handler.Name}", async () =>
        {
            var accepted = await _cast.Leader.PostAsync($"{Case}/accept");
            Stands(accepted["case"]!, "accepted");
            await _cast.Handler.RefusedAsync(HttpMethod.Get, Case, HttpStatusCode.NotFound);
            await _cast.Leader.PostAsync($"{Case}/assign", new { handler = _cast.Handler.Id });
            await KeptFromAsync(_cast.Outside);
            return $"to be concluded by {accepted["case"]!["due"]}";
        });
        await script.StepAsync($"{_cast.Handler.Name} investigates it and notes; the reporter does not see the note", async () =>
        {
            await _cast.Handler.PostAsync($"{Case}/investigate");
            var noted = await _cast.Handler.PostAsync($"{Case}/notes", new { text = "已调取通话记录。" });
            Script.Check((await _cast.Supervisor.GetAsync(Case))["notes"] is null, "the reporter sees the commission's notes");
            return Stands(noted["case"]!, "investigating");
        });
        await script.StepAsync($"{_cast.Leader.Name} concludes it, and {_cast.Supervisor.Name} reads the conclusion", async () =>
        {
            await _cast.Leader.PostAsync($"{Case}/conclude", new { conclusion = "反映属实，已对当事人批评教育，监督工作照常开展。" });
            var seen = await _cast.Supervisor.GetAsync(Case);
            Script.Check(seen["conclusion"] is not null, seen.ToJsonString());
            await KeptFromAsync(_cast.Outside);
            return Stands(seen["case"]!, "concluded");
        });
    }

    async Task<string> KeptFromAsync(IReadOnlyList<Person> people)
    {
        foreach (var person in people)
        {
            await person.RefusedAsync(HttpMethod.Get, Case, HttpStatusCode.NotFound);
            Script.Check(!(await CasesAsync(person)).Contains(_case), $"{person.Name} sees the case in the list");
        }

        return $"{people.Count} asked, nothing there";
    }

    static async Task<IReadOnlyList<string>> CasesAsync(Person person) => [.. (await person.GetAsync($"{Path}/protection")).AsArray().Select(row => Id(row!))];

    async Task LookBackAsync()
    {
        var (visit, whistle) = ($"/visits/{_visit}", $"/whistles/{_whistle}");
        await ToldAsync(_cast.Office, (visit, "visit.started"), (visit, "visit.reported"), (whistle, "whistle.raised"), (whistle, "whistle.reported_in"), (whistle, "whistle.confirmed"));
        await ToldAsync(_cast.Liaison, (visit, "visit.started"), (visit, "visit.reported"));
        await ToldAsync(_cast.Handler, (visit, "visit.started"), (visit, "visit.closed"), ("/sealed", "sealed.awaits"), ("/sealed", "sealed.awaits"));
        await ToldAsync(_cast.Leader, ("/sealed", "sealed.awaits"), ("/sealed", "sealed.awaits"));
        await ToldAsync(_cast.Member, (whistle, "whistle.reported_in"), (whistle, "whistle.resolved"));
        await ToldAsync(
            _cast.Supervisor, [(visit, "visit.closed"), (whistle, "whistle.dispatched"), (whistle, "whistle.confirmed"), ("/sealed", "sealed.awaits"),
            .. _findings.Select(finding => ($"/findings/{finding.Id}", "finding.disposed"))]);
        await script.StepAsync("none of the others was notified that something sealed awaits, and nobody of another district of anything", async () =>
        {
            foreach (var person in (Person[])[_cast.Office, _cast.Secretary, _cast.Member, _cast.Admin, _cast.CommissionAdmin, _cast.OtherHandler, _cast.Elsewhere])
                Script.Check(!(await SinceAsync(person)).Any(notice => (string?)notice["link"] == "/sealed"), $"{person.Name} was notified");
            var elsewhere = (await SinceAsync(_cast.Elsewhere)).ToList();
            Script.Check(!elsewhere.Any(notice => (string?)notice["link"] == visit || (string?)notice["link"] == whistle), "another district was notified");
        });
        await script.StepAsync($"{_cast.Supervisor.Name}'s duty record counts the visit, the findings and the report-in, each with the facts behind it", DutyRecordAsync);
    }

    /// <summary>Waits until a person has these notifications of this run.</summary>
    async Task ToldAsync(Person person, params (string Link, string Kind)[] expected) => await script.StepAsync(
        $"{person.Name} finds in the inbox: {string.Join(", ", expected.Select(notice => notice.Kind).Distinct())}",
        async () => await Script.UntilAsync(
            async () =>
            {
                var left = expected.ToList();
                foreach (var notice in await SinceAsync(person)) left.Remove(((string)notice["link"]!, (string)notice["kind"]!));
                return left.Count == 0 ? "all" : null;
            },
            $"one of {string.Join(", ", expected)}"));

    /// <summary>A person's notifications since the visit was planned.</summary>
    async Task<IEnumerable<JsonNode>> SinceAsync(Person person) =>
        (await person.GetAsync("/api/notifications?limit=100"))["items"]!.AsArray().Select(item => item!).Where(item => (DateTimeOffset)item["at"]! >= _began);

    async Task<string> DutyRecordAsync()
    {
        var record = await _cast.Supervisor.GetAsync($"{Path}/duty-records/{DutyYear}/{_entry}");
        foreach (var (figure, least, matters) in ((string, int, string[])[])
            [("visits", 1, [_visit]), ("findings", 3, [.. _findings.Select(finding => finding.Id.ToString())]), ("reportIns", 1, [_whistle])])
        {
            var number = record["numbers"]!.AsArray().Single(number => (string?)number!["figure"] == figure)!;
            Script.Check((int)number["count"]! >= least, record.ToJsonString());
            var facts = (await _cast.Supervisor.GetAsync((string)number["facts"]!))["items"]!.AsArray().Select(fact => (string)fact!["matterId"]!);
            Script.Check(!matters.Except(facts).Any(), $"{figure} without {string.Join(", ", matters)}");
        }

        return string.Join(", ", record["numbers"]!.AsArray().Select(number => $"{number!["figure"]} {number["count"]}"));
    }
}
