using System.Net;
using MiniExcelLibs;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Supervisors.Tests.Roster;

/// <summary>The roster through the API: capacity, numbers of letters, import and export (R14).</summary>
public sealed class RosterTests(SupervisorsPlatform platform)
{
    const string Path = Records.Path + "/roster";

    readonly ServiceApi _api = platform.Api;
    readonly Records _ours = new(platform);

    [Fact]
    public async Task The_last_place_goes_to_one_of_those_who_ask_for_it_at_once()
    {
        var theirs = new Records(platform, SampleAccounts.Lucheng);
        var waiting = new List<Guid>();
        for (var i = 0; i < 6; i++) waiting.Add(await theirs.NominatedAsync());
        var used = (await _api.GetAsync(theirs.Office, $"{Records.Path}/settings")).Ok().Json.GetProperty("onRoster").GetInt32();
        var set = (await _api.PutAsync(theirs.Admin, $"{Records.Path}/settings", new { capacity = used + 1 })).Ok();
        Assert.Equal(used, set.Json.GetProperty("onRoster").GetInt32()); // the admin sees no roster, only how many places are taken
        try
        {
            var answers = await Task.WhenAll(waiting.Select(id => _api.PostAsync(theirs.Office, $"{Path}/{id}/appoint", Records.Term())));
            Assert.Single(answers, answer => answer.IsSuccess);
            Assert.All(answers.Where(answer => !answer.IsSuccess), answer => answer.Refused(HttpStatusCode.Conflict, "supervisor.roster_full"));
        }
        finally
        {
            (await _api.PutAsync(theirs.Admin, $"{Records.Path}/settings", new { capacity = 1000 })).Ok();
        }
    }

    [Fact]
    public async Task Letters_appointed_at_once_are_numbered_without_gaps()
    {
        var waiting = new List<Guid>();
        for (var i = 0; i < 6; i++) waiting.Add(await _ours.NominatedAsync());
        var before = await platform.ScalarAsync<int>("select coalesce(max(last), 0) from number_series where district = $1 and series = 'appointment'", _ours.District);
        var answers = await Task.WhenAll(waiting.Select(id => _api.PostAsync(_ours.Office, $"{Path}/{id}/appoint", Records.Term())));
        var numbers = answers.Select(answer => answer["letterNumber"]).Order(StringComparer.Ordinal);
        var year = Records.Today.Year;
        Assert.Equal(Enumerable.Range(before + 1, 6).Select(n => $"〔{year}〕{n}号").Order(StringComparer.Ordinal), numbers);
    }

    [Fact]
    public async Task A_file_with_errors_names_them_by_row_and_column_and_adds_nothing_and_the_corrected_one_adds_all_once()
    {
        var mark = $"{Guid.NewGuid():N}"[..8];
        var (from, until) = (Records.Today.ToString("O"), Records.Today.AddDays(365).ToString("O"));
        var good = Records.Row($"甲{mark}", number: $"A-{mark}", from: from, until: until);
        var refused = await ImportAsync(
            good, Records.Row("", sector: "火星"), Records.Row("重复", number: $"A-{mark}"), Records.Row("任期", from: "昨天", until: until),
            Records.Row("账号", account: Guid.NewGuid().ToString()), Records.Row("过期", from: "2020-01-01", until: "2021-01-01"));
        refused.Refused(HttpStatusCode.UnprocessableEntity, "import.rows");
        var errors = refused.Json.GetProperty("errors").EnumerateArray()
            .Select(e => (e.GetProperty("row").GetInt32(), e.GetProperty("column").GetString(), e.GetProperty("code").GetString()));
        Assert.Equal(
            [
                (3, "姓名", "import.required"), (3, "界别", "import.unknown"), (4, "自编号", "import.twice"), (5, "任期开始", "import.day"),
                (6, "账号标识", "import.unknown"), (7, "任期结束", "import.term"),
            ],
            errors);
        Assert.Equal(0, await platform.ScalarAsync<long>("select count(*) from supervisors where name like $1", $"%{mark}%"));

        var corrected = (await ImportAsync(good, Records.Row($"乙{mark}"))).Ok();
        Assert.Equal(("2", "1", "0"), (corrected["added"], corrected["appointed"], corrected["alreadyThere"]));
        var again = await Task.WhenAll(ImportAsync(good, Records.Row($"乙{mark}"), Records.Row($"丙{mark}")), ImportAsync(good, Records.Row($"丙{mark}")));
        Assert.Equal(1, again.Sum(answer => answer.Ok().Json.GetProperty("added").GetInt32()));
        Assert.Equal(3, await platform.ScalarAsync<long>("select count(*) from supervisors where name like $1", $"%{mark}%"));
    }

    [Fact]
    public async Task The_template_and_the_export_are_spreadsheets_that_can_be_read()
    {
        var mark = $"{Guid.NewGuid():N}"[..8];
        await _ours.AppointedAsync(name: $"导出{mark}");
        var (columns, _) = await SheetAsync($"{Path}/template");
        Assert.Equal(["自编号", "姓名", "账号标识", "界别", "联系方式", "推荐单位", "遴选标准", "任期开始", "任期结束", "遴选决定"], columns);
        var (_, rows) = await SheetAsync($"{Path}/export?search={mark}");
        var row = Assert.Single(rows);
        Assert.Equal(($"导出{mark}", "卫生", "聘任"), ($"{row["姓名"]}", $"{row["界别"]}", $"{row["状态"]}"));
    }

    [Fact]
    public async Task The_list_pages_by_cursor_in_each_order_and_filters()
    {
        var mark = $"{Guid.NewGuid():N}"[..8];
        for (var i = 0; i < 5; i++) await _ours.AppointedAsync(name: $"列表{mark}{i}", term: Records.Term(days: 100 + (i % 2)));
        foreach (var sort in (string[])["newest", "name", "term"])
        {
            var (seen, next) = (new List<string>(), "");
            do
            {
                var page = (await _api.GetAsync(_ours.Office, $"{Path}?search={mark}&status=appointed&sort={sort}&limit=2{next}")).Ok().Json;
                seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!));
                next = page.GetProperty("next").GetString() is { } cursor ? $"&after={cursor}" : "";
            }
            while (next.Length > 0);

            var expected = Enumerable.Range(0, 5).Select(i => $"列表{mark}{i}");
            Assert.Equal(sort switch { "name" => expected, "newest" => expected.Reverse(), _ => expected.OrderBy(name => (name[^1] - '0') % 2) }, seen);
        }

        Assert.Empty((await _api.GetAsync(_ours.Office, $"{Path}?search={mark}&sector=economy")).Ok().Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task The_history_tells_who_did_what_and_every_letter()
    {
        var id = await _ours.AppointedAsync();
        (await _api.PostAsync(_ours.Chair, $"{Path}/{id}/suspend", Records.Reason)).Ok();
        (await _api.PostAsync(_ours.Office, $"{Path}/{id}/reinstate", Records.Reason)).Ok();
        (await _api.PostAsync(_ours.Office, $"{Path}/{id}/appoint", Records.Term(days: 500))).Ok();
        var history = (await _api.GetAsync(_ours.Office, $"{Path}/{id}/history")).Ok().Json;
        Assert.Equal(2, history.GetProperty("appointments").GetArrayLength());
        Assert.Equal(
            ["nominated", "appointed", "suspended", "reinstated", "reappointed"],
            history.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("step").GetString()));
        Assert.Equal(_ours.Chair.UserId, history.GetProperty("events")[2].GetProperty("by").GetGuid());
    }

    Task<Answer> ImportAsync(params Dictionary<string, object>[] rows) => _api.PostAsync(_ours.Office, $"{Path}/import?name=in.xlsx", Records.Sheet(rows));

    async Task<(IReadOnlyList<string> Columns, IReadOnlyList<IDictionary<string, object?>> Rows)> SheetAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = platform.Host.Address("supervisors") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await _api.TokenAsync(_ours.Office));
        using var stream = new MemoryStream(await http.GetByteArrayAsync(path));
        var rows = MiniExcel.Query(stream, useHeaderRow: true).Cast<IDictionary<string, object?>>().ToList();
        return ([.. rows.Count > 0 ? rows[0].Keys : []], rows);
    }
}
