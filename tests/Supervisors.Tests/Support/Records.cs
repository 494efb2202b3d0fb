using System.Collections.Concurrent;
using System.Net.Http.Headers;
using MiniExcelLibs;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Supervisors.Tests.Support;

/// <summary>Records of a district in each of their states, brought there through the API by the responsible people.</summary>
public sealed partial class Records(SupervisorsPlatform platform, string district = SampleAccounts.Dongtou)
{
    public const string Path = "/api/supervisors";

    /// <summary>Text in the records here, by which a response that discloses one is recognised.</summary>
    public static readonly string[] Marks = ["示例·监督", "第一监督小组", "滨海改造", "\"unit\":\"", "遴选"];

    static readonly ConcurrentDictionary<string, Task<Guid>> Own = new();

    static int _topics;

    public ServiceApi Api { get; } = platform.Api;

    public SupervisorsPlatform Platform { get; } = platform;

    public string District { get; } = district;

    public SampleAccount Office { get; } = platform.Accounts.Holder(Cppcc.Office, district);

    public SampleAccount Chair { get; } = platform.Accounts.Holder(Cppcc.Chair, district);

    public SampleAccount Admin { get; } = platform.Accounts.Holder(Cppcc.Admin, district);

    public SampleAccount Member { get; } = platform.Accounts.Holder(Cppcc.Member, district);

    public SampleAccount Supervisor { get; } = platform.Accounts.Holder(Cppcc.Supervisor, district);

    public SampleAccount Handler { get; } = platform.Accounts.Holder(Discipline.Handler, district);

    public SampleAccount Leader { get; } = platform.Accounts.Holder(Discipline.Leader, district);

    public static DateOnly Today { get; } = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));

    public static object Reason => new { reason = "请说明" };

    public static object Nomination(Guid? user = null, string? name = null, string sector = "health") => new
    {
        userId = user,
        name = name ?? (user is null ? $"示例·监督{Guid.NewGuid():N}"[..16] : null),
        sector,
        contact = "13800000000",
        proposedBy = "区卫健系统",
        criteria = "熟悉业务、遴选公道",
    };

    public static object Term(int begins = 0, int days = 365) => new
    {
        from = Today.AddDays(begins).ToString("O"),
        until = Today.AddDays(begins + days).ToString("O"),
        decision = "主席会议遴选决定",
    };

    public static object Sector() => new { code = $"s{Guid.NewGuid():N}"[..20], chinese = "法律", english = "Law" };

    public async Task<Guid> SectorAsync() => (await Api.PostAsync(Admin, $"{Path}/sectors", Sector())).Id;

    public async Task<Guid> NominatedAsync(Guid? user = null, string? name = null) =>
        (await Api.PostAsync(Office, $"{Path}/roster", Nomination(user, name))).Id;

    public async Task<Guid> AppointedAsync(Guid? user = null, string? name = null, object? term = null)
    {
        var id = await NominatedAsync(user, name);
        (await Api.PostAsync(Office, $"{Path}/roster/{id}/appoint", term ?? Term())).Ok();
        return id;
    }

    public async Task<Guid> SuspendedAsync()
    {
        var id = await AppointedAsync();
        (await Api.PostAsync(Chair, $"{Path}/roster/{id}/suspend", Reason)).Ok();
        return id;
    }

    /// <summary>The roster's entry of the sample supervisor, in office.</summary>
    public Task<Guid> OwnEntryAsync() => Own.GetOrAdd(District, _ => AppointedAsync(Supervisor.UserId));

    /// <summary>A topic at a stage, known to the service by the events of the Topics service.</summary>
    public async Task<Guid> TopicAsync(string stage = "selected")
    {
        var (id, reference) = (Guid.CreateVersion7(), $"T2026-{Interlocked.Increment(ref _topics):D4}");
        var at = DateTimeOffset.UtcNow;
        await Platform.PublishAsync(new TopicSolicited(id, District, reference, Office.UserId, at));
        if (stage != "solicited") await Platform.PublishAsync(new TopicStageChanged(id, District, reference, "solicited", stage, "decided", null, Chair.UserId, at.AddMilliseconds(1)));
        await Platform.KnownAsync("select exists (select from topics where id = $1 and stage = $2)", id, stage);
        return id;
    }

    public object Team(string unit = "U-market", SampleAccount[]? members = null, string name = "第一监督小组") => new
    {
        name,
        leader = (members?[0] ?? Supervisor).UserId,
        members = (members ?? [Supervisor, Handler]).Select(m => m.UserId).ToArray(),
        cppccLeader = Chair.UserId,
        disciplineLeader = Leader.UserId,
        units = new[] { unit },
        matters = Array.Empty<string>(),
        from = Today.ToString("O"),
        until = Today.AddDays(90).ToString("O"),
    };

    public async Task<Answer> FormAsync(Guid topic, object? team = null, SampleAccount? by = null)
    {
        await OwnEntryAsync();
        return await Api.PostAsync(by ?? Office, $"{Path}/teams", new { topicId = topic, team = team ?? Team() });
    }

    public async Task<Guid> TeamAsync(string unit = "U-market") => (await FormAsync(await TopicAsync(), Team(unit))).Id;

    public async Task<Guid> SquadAsync(string unit = "U-market")
    {
        await OwnEntryAsync();
        return (await Api.PostAsync(Office, $"{Path}/squads", new { team = Team(unit) })).Id;
    }

    public object Posting(string unit = "U-market", Guid? user = null) => new
    {
        kind = "keyProject",
        name = "滨海改造项目",
        userId = user ?? Supervisor.UserId,
        units = new[] { unit },
        from = Today.ToString("O"),
        until = Today.AddDays(30).ToString("O"),
    };

    public static object PostingChange => new { name = "滨海改造二期", units = new[] { "U-market" }, from = Today.ToString("O"), until = Today.AddDays(60).ToString("O") };

    public async Task<Guid> PostingAsync() => (await Api.PostAsync(Office, $"{Path}/postings", Posting())).Id;

    public static object Tie(Guid? user = null, string? unit = null, string kind = "closeKin") =>
        new { userId = user, unit = unit ?? $"T-{Guid.NewGuid():N}"[..12], kind, detail = "亲属任职" };

    /// <summary>A tie the supervisor declared.</summary>
    public async Task<Guid> TieAsync(object? tie = null, SampleAccount? by = null) =>
        (await Api.PostAsync(by ?? Supervisor, $"{Path}/ties", tie ?? Tie())).Ok().Json.GetProperty("tie").GetProperty("id").GetGuid();

    /// <summary>A flag raised by a tie declared later.</summary>
    public async Task<Guid> FlagAsync()
    {
        var unit = $"F-{Guid.NewGuid():N}"[..12];
        await TeamAsync(unit);
        return (await Api.PostAsync(Supervisor, $"{Path}/ties", Tie(unit: unit))).Ok().Json.GetProperty("flagged")[0].GetProperty("id").GetGuid();
    }

    public object Override(string? unit = null, string kind = "team") =>
        new { userId = Supervisor.UserId, unit = unit ?? "U-override", kind, until = Today.AddDays(30).ToString("O"), reason = "业务不可替代" };

    public async Task<Guid> OverrideAsync()
    {
        (await Api.PostAsync(Chair, $"{Path}/overrides", Override())).Ok();
        return Guid.Empty; // only lists show it
    }

    /// <summary>A filled-in spreadsheet.</summary>
    public static HttpContent Sheet(params Dictionary<string, object>[] rows)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(rows.Length > 0 ? rows : [Row($"示例·监督{Guid.NewGuid():N}"[..16])]);
        var content = new ByteArrayContent(stream.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    public static Dictionary<string, object> Row(string name, string sector = "卫生", string number = "", string from = "", string until = "", string account = "") => new()
    {
        ["自编号"] = number,
        ["姓名"] = name,
        ["账号标识"] = account,
        ["界别"] = sector,
        ["联系方式"] = "",
        ["推荐单位"] = "区卫健系统",
        ["遴选标准"] = "熟悉业务",
        ["任期开始"] = from,
        ["任期结束"] = until,
        ["遴选决定"] = from.Length + until.Length > 0 ? "主席会议决定" : "",
    };
}
