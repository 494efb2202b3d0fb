using System.Net;
using System.Net.Http.Headers;
using MiniExcelLibs;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Proposals;

/// <summary>Proposals by spreadsheet (R13): all rows or none, errors by row and column, no duplicates; and the list as a spreadsheet.</summary>
public sealed class ImportTests(TopicsPlatform platform) : IDisposable
{
    const string Path = Affairs.Path + "/proposals";

    readonly ServiceApi _api = platform.Api;
    readonly Affairs _ours = new(platform);
    readonly HttpClient _http = new() { BaseAddress = platform.Host.Address("topics") };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_file_with_errors_names_them_by_row_and_column_and_adds_nothing_and_the_corrected_one_adds_all_once()
    {
        var mark = $"{Guid.NewGuid():N}"[..8];
        var good = Affairs.Row($"码头收费{mark}", number: $"A-{mark}");
        var refused = await ImportAsync(good, Affairs.Row("", field: "火星"), Affairs.Row("重复", number: $"A-{mark}"), Affairs.Row("来源不对", source: "群众"));
        refused.Refused(HttpStatusCode.UnprocessableEntity, "import.rows");
        var errors = refused.Json.GetProperty("errors").EnumerateArray()
            .Select(e => (e.GetProperty("row").GetInt32(), e.GetProperty("column").GetString(), e.GetProperty("code").GetString()));
        Assert.Equal(
            [(3, "标题", "import.required"), (3, "领域", "import.unknown"), (4, "自编号", "import.twice"), (5, "来源", "import.unknown")], errors);
        Assert.Equal(0, await platform.ScalarAsync<long>("select count(*) from proposals where title like $1", $"%{mark}%"));

        var corrected = (await ImportAsync(good, Affairs.Row($"另一事项{mark}"))).Ok();
        Assert.Equal(("2", "0"), (corrected["added"], corrected["alreadyThere"]));
        var again = (await ImportAsync(good, Affairs.Row($"另一事项{mark}"), Affairs.Row($"第三事项{mark}"))).Ok();
        Assert.Equal(("1", "2"), (again["added"], again["alreadyThere"]));
    }

    [Fact]
    public async Task The_same_file_twice_at_the_same_instant_adds_its_rows_once()
    {
        var mark = $"{Guid.NewGuid():N}"[..8];
        var rows = Enumerable.Range(0, 20).Select(i => Affairs.Row($"并行导入{mark}-{i}")).ToArray();
        var answers = await Task.WhenAll(ImportAsync(rows), ImportAsync(rows));
        Assert.Equal(20, answers.Sum(answer => answer.Ok().Json.GetProperty("added").GetInt32()));
        Assert.Equal(20, await platform.ScalarAsync<long>("select count(*) from proposals where title like $1", $"%{mark}%"));
    }

    [Fact]
    public async Task Something_else_than_the_template_is_refused()
    {
        var other = Affairs.Sheet(new Dictionary<string, object> { ["甲"] = "乙" });
        (await _api.PostAsync(_ours.Office, $"{Path}/import?name=in.xlsx", other)).Refused(HttpStatusCode.UnprocessableEntity, "import.format");
        (await _api.PostAsync(_ours.Office, $"{Path}/import?name=in.xlsx", Affairs.File())).Refused(HttpStatusCode.UnprocessableEntity, "attachment.content");
    }

    [Fact]
    public async Task The_template_and_the_export_are_spreadsheets_that_can_be_read()
    {
        var columns = (await SheetAsync($"{Path}/template")).Columns;
        Assert.Equal(["自编号", "来源", "标题", "小切口", "领域", "策略标签", "建议人", "背景"], columns);
        var mark = $"{Guid.NewGuid():N}"[..8];
        await _ours.ProposalAsync(content: Affairs.Proposal("whistle", $"=SUM(1)<{mark}>", "导出"));
        var (head, rows) = await SheetAsync($"{Path}/export?search={mark}");
        Assert.Equal("编号", head[0]);
        Assert.Equal($"=SUM(1)<{mark}>", Assert.Single(rows)["标题"]);
    }

    Task<Answer> ImportAsync(params Dictionary<string, object>[] rows) => _api.PostAsync(_ours.Office, $"{Path}/import?name=in.xlsx", Affairs.Sheet(rows));

    async Task<(IReadOnlyList<string> Columns, IReadOnlyList<IDictionary<string, object>> Rows)> SheetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _api.TokenAsync(_ours.Office));
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
        using var stream = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        var columns = MiniExcel.GetColumns(stream, useHeaderRow: true).ToList();
        stream.Position = 0;
        return (columns, [.. MiniExcel.Query(stream, useHeaderRow: true).Cast<IDictionary<string, object>>()]);
    }
}
