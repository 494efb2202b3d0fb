using Supervision.Assessment.Tests.Support;
using Supervision.Testing.Matrix;

namespace Supervision.Assessment.Tests.Surveys;

/// <summary>Surveys for the access matrix and the service's tests.</summary>
public static class SurveyRecords
{
    public const string Path = $"{Affairs.Path}/surveys";

    public static readonly RecordKind<Affairs> Draft = new("surveys: draft", async a => new(await DraftAsync(a)), OfUnit: false);
    public static readonly RecordKind<Affairs> Open = new("surveys: open", async a => new(await OpenAsync(a)), OfUnit: false);
    public static readonly RecordKind<Affairs> Closed = new("surveys: closed", async a => new(await EndAsync(a, await OpenAsync(a, Body(a, "public")))));

    public static object Body(Affairs affairs, string audience = "both", string[]? groups = null, string[]? questions = null) => new
    {
        heading = $"行风评议 {Guid.NewGuid()}",
        introduction = "请如实作答，结果匿名。",
        audience,
        questions = questions ?? ["窗口服务态度", "整改成效"],
        opens = DateTimeOffset.UtcNow.AddDays(-1),
        closes = DateTimeOffset.UtcNow.AddDays(30),
        unit = affairs.Unit,
        unitName = "窗口服务单位",
        groups = groups ?? [],
    };

    public static async Task<Guid> DraftAsync(Affairs affairs, object? body = null) =>
        (await affairs.Platform.Api.PostAsync(affairs.Office, Path, body ?? Body(affairs))).Id;

    public static async Task<Guid> OpenAsync(Affairs affairs, object? body = null)
    {
        var id = await DraftAsync(affairs, body);
        (await affairs.Platform.Api.PostAsync(affairs.Office, $"{Path}/{id}/announce")).Ok();
        return id;
    }

    public static async Task<Guid> EndAsync(Affairs affairs, Guid survey)
    {
        (await affairs.Platform.Api.PostAsync(affairs.Office, $"{Path}/{survey}/end")).Ok();
        return survey;
    }

    public static async Task<IReadOnlyList<string>> CodesAsync(Affairs affairs, Guid survey, int count) =>
        [.. (await affairs.Platform.Api.PostAsync(affairs.Office, $"{Path}/{survey}/codes", new { count })).Ok().Json.GetProperty("codes").EnumerateArray().Select(c => c.GetString()!)];
}
