using System.Net;
using System.Text.Json;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Tests.Support;

namespace Supervision.Supervisors.Tests.Field;

/// <summary>The directory of places (R21), and dispatch by sector and declared place (R20).</summary>
public sealed class PlaceTests(SupervisorsPlatform platform)
{
    readonly Fieldwork _field = new(platform);

    [Fact]
    public async Task A_spreadsheet_is_taken_whole_or_its_rows_errors_are_named()
    {
        var (office, hall) = ($"示例·派驻{Guid.NewGuid():N}"[..16], $"示例·议事堂{Guid.NewGuid():N}"[..16]);
        var bad = await ImportAsync(Fieldwork.Row(hall, offices: "没有的机构"), Fieldwork.Row("", kind: "不知道", longitude: "东经"), Fieldwork.Row(hall));
        bad.Refused(HttpStatusCode.UnprocessableEntity, "import.rows");
        var errors = bad.Json.GetProperty("errors").EnumerateArray().Select(e => (e.GetProperty("row").GetInt32(), e.GetProperty("column").GetString(), e.GetProperty("code").GetString())).ToList();
        Assert.Contains((2, "派驻机构", "import.unknown"), errors);
        Assert.Contains((3, "名称", "import.required"), errors);
        Assert.Contains((3, "类型", "import.unknown"), errors);
        Assert.Contains((3, "经度", "import.number"), errors);
        Assert.Contains((4, "名称", "import.twice"), errors);
        Assert.Equal(0, await platform.ScalarAsync<long>("select count(*) from places where name = $1", hall));

        Dictionary<string, object>[] rows = [Fieldwork.Row(hall, offices: office), Fieldwork.Row(office, kind: "派驻（出）机构")];
        var first = (await ImportAsync(rows)).Ok();
        Assert.Equal(("2", "0"), (first["added"], first["changed"]));
        var again = (await ImportAsync(rows)).Ok();
        Assert.Equal(("0", "0"), (again["added"], again["changed"]));
        var place = await platform.ScalarAsync<Guid>("select id from places where name = $1", hall);
        var view = (await _field.Api.GetAsync(_field.Member, $"{Fieldwork.Path}/places/{place}")).Ok().Json;
        Assert.Equal(1, view.GetProperty("residentOffices").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, view.GetProperty("keepers").ValueKind);
    }

    [Fact]
    public async Task Dispatch_knows_the_declared_place_and_nothing_else()
    {
        var whistle = await _field.WhistleAsync();
        await _field.Api.SendAsync(_field.Supervisor, HttpMethod.Delete, $"{Fieldwork.Path}/places/declared");
        var undeclared = await CandidateAsync(whistle);
        Assert.Equal(JsonValueKind.Null, undeclared.GetProperty("metres").ValueKind);
        var place = await _field.PlaceAsync();
        (await _field.Api.PostAsync(_field.Supervisor, $"{Fieldwork.Path}/places/{place}/declare")).Ok();
        var candidate = await CandidateAsync(whistle);
        Assert.True(candidate.GetProperty("sectorFits").GetBoolean());
        Assert.Equal(0, candidate.GetProperty("metres").GetInt32());
    }

    [Fact]
    public async Task A_place_that_is_no_longer_in_use_does_not_whistle()
    {
        var place = await _field.PlaceAsync();
        await _field.AfterAsync(place, _field.Office, "places", "use", new { active = false });
        (await _field.Api.PostAsync(_field.Member, $"{Fieldwork.Path}/whistles", new { placeId = place, heading = "示例·监督", detail = "示例·监督" })).Refused(HttpStatusCode.Conflict, "place.inactive");
    }

    [Fact]
    public async Task Report_in_time_is_measured_and_the_whistler_has_the_last_word()
    {
        var whistle = await _field.WhistleAsync("dispatch", "report-in", "resolve", "reopen", "dispatch", "report-in", "resolve", "confirm");
        var view = (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/whistles/{whistle}")).Ok().Json.GetProperty("whistle");
        Assert.Equal(("confirmed", 1, 0), (view.GetProperty("status").GetString(), view.GetProperty("reopenings").GetInt32(), view.GetProperty("reportInMinutes").GetInt32()));
        (await _field.Api.PostAsync(_field.Office, $"{Fieldwork.Path}/whistles/{await _field.WhistleAsync()}/dispatch", new { supervisors = new[] { _field.Member.UserId } }))
            .Refused(HttpStatusCode.Conflict, "whistle.supervisor_unfit");
    }

    [Fact]
    public async Task Visits_findings_and_report_ins_stand_in_the_duty_record_and_in_the_figures_of_the_year()
    {
        await _field.FindingAsync("noted");
        await _field.WhistleAsync("dispatch", "report-in");
        var year = DateTime.UtcNow.AddHours(8).Year;
        var entry = await new Records(platform).OwnEntryAsync();
        var numbers = (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/duty-records/{year}/{entry}")).Ok().Text;
        foreach (var figure in new[] { "visits", "findings", "reportIns" }) Assert.Contains($"\"figure\":\"{figure}\",\"count\":", numbers, StringComparison.Ordinal);
        Assert.DoesNotContain("\"figure\":\"reportIns\",\"count\":0", numbers, StringComparison.Ordinal);
        var facts = (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/duty-records/{year}/{entry}/visits")).Ok().Json.GetProperty("items");
        Assert.True(facts.GetArrayLength() > 0);
        var statistics = (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/statistics/field/{year}")).Ok().Json;
        Assert.True(statistics.GetProperty("visits").GetArrayLength() > 0 && statistics.GetProperty("findings").GetArrayLength() > 0 && statistics.GetProperty("whistles").GetArrayLength() > 0);
    }

    [Fact]
    public void A_distance_is_a_great_circle() =>
        Assert.Equal(111_195, new MapPoint(0, 0).DistanceTo(new MapPoint(1, 0)), 1.0);

    Task<Supervision.Testing.Api.Answer> ImportAsync(params Dictionary<string, object>[] rows) =>
        _field.Api.PostAsync(_field.Office, $"{Fieldwork.Path}/places/import?name=in.xlsx", Fieldwork.Sheet(rows));

    async Task<JsonElement> CandidateAsync(Guid whistle) =>
        (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/whistles/{whistle}/candidates")).Ok().Json.EnumerateArray()
            .Single(c => c.GetProperty("userId").GetGuid() == _field.Supervisor.UserId);
}
