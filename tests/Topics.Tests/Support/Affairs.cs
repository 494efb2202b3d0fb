using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using MiniExcelLibs;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Testing.Matrix;
using Supervision.Topics.Tests.Meetings;
using Supervision.Topics.Tests.Work;

namespace Supervision.Topics.Tests.Support;

/// <summary>Plans, proposals and topics of a district in each of their states, brought there through the API by the responsible people.</summary>
public sealed class Affairs(TopicsPlatform platform, string district = SampleAccounts.Dongtou)
{
    public const string Path = "/api/topics";

    static int _years = 2100;
    static int _months;

    readonly ServiceApi _api = platform.Api;

    /// <summary>Text in the records here, by which a response that discloses one is recognised.</summary>
    public static readonly string[] Marks = ["窗口", "证明材料", "年度协同监督", "向群众征集", "\"decisionId\"", "\"leader\""];

    public string District { get; } = district;

    public Gatherings Gatherings { get; } = new(platform, district);

    /// <summary>The joint work of the district.</summary>
    public Works Works { get; } = new(platform, district);

    public SampleAccount Office { get; } = platform.Accounts.Holder(Cppcc.Office, district);

    public SampleAccount Chair { get; } = platform.Accounts.Holder(Cppcc.Chair, district);

    public SampleAccount Member { get; } = platform.Accounts.Holder(Cppcc.Member, district);

    public SampleAccount Supervisor { get; } = platform.Accounts.Holder(Cppcc.Supervisor, district);

    public SampleAccount Admin { get; } = platform.Accounts.Holder(Cppcc.Admin, district);

    public SampleAccount Leader { get; } = platform.Accounts.Holder(Discipline.Leader, district);

    public SampleAccount Liaison { get; } = platform.Accounts.Holder(Discipline.Liaison, district);

    public SampleAccount Reviewer { get; } = platform.Accounts.Holder(Others.Reviewer, district);

    public SampleAccount Contact { get; } = platform.Accounts.Holder(Others.Contact, district);

    public static object Proposal(string source = "cppccProposal", string title = "窗口办事多头往返", string scope = "沿街商铺开办审批要求提供的证明材料", string[]? tags = null) =>
        new { source, title, scope, field = "businessEnvironment", tags = tags ?? [], background = "多名经营者反映。" };

    /// <summary>Content similar to every <see cref="Proposal"/>.</summary>
    public static object Like => new { title = "窗口办事多头往返", scope = "沿街商铺开办审批要求提供的证明材料" };

    public static object TopicContent => new
    {
        title = $"窗口办事 {Guid.NewGuid()}",
        scope = "商铺开办审批的证明材料",
        field = "businessEnvironment",
        @class = "livelihood",
        tags = Array.Empty<string>(),
    };

    public static object Plan => new { text = $"年度协同监督工作计划 {Guid.NewGuid()}", target = 6 };

    public static object Call => new { title = "向群众征集监督议题", text = "请提出建议。", opens = DateTimeOffset.UtcNow.AddDays(-1), closes = DateTimeOffset.UtcNow.AddDays(30) };

    public static object Term() => new { kind = "tag", code = $"tag{Guid.NewGuid():N}"[..20], chinese = "数字化改革", english = "Digital reform" };

    public static HttpContent File() => new StringContent($"走访记录 {Guid.NewGuid()}", Encoding.UTF8, "application/octet-stream");

    /// <summary>A filled-in spreadsheet.</summary>
    public static HttpContent Sheet(params Dictionary<string, object>[] rows)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(rows.Length > 0 ? rows : [Row($"导入建议 {Guid.NewGuid()}")]);
        var content = new ByteArrayContent(stream.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    public static Dictionary<string, object> Row(string title, string source = "政协提案", string field = "优化营商环境", string number = "") => new()
    {
        ["自编号"] = number,
        ["来源"] = source,
        ["标题"] = title,
        ["小切口"] = "窗口证明材料",
        ["领域"] = field,
        ["策略标签"] = "",
        ["建议人"] = "示例·委员",
        ["背景"] = "",
    };

    /// <summary>A proposal from one of the caller's sources.</summary>
    public object ProposalBy(Case by) => Proposal(platform.Accounts.Accounts.FirstOrDefault(account => account.UserId == by.Id)?.Body switch
    {
        Bodies.Discipline => "commissionPriority",
        Bodies.Party => "partyAssigned",
        _ => "cppccProposal",
    });

    public async Task<Guid> ProposalAsync(SampleAccount? by = null, object? content = null) =>
        (await _api.PostAsync(by ?? Office, $"{Path}/proposals", content ?? Proposal())).Id;

    public async Task<Case> ProposalFileAsync(SampleAccount by)
    {
        var id = await ProposalAsync(by);
        var file = (await _api.PostAsync(by, $"{Path}/proposals/{id}/files?name=note.txt", File())).Id;
        return new(id, new Dictionary<string, string> { ["fileId"] = file.ToString() });
    }

    /// <summary>A topic that awaits the joint meeting.</summary>
    public async Task<Guid> SolicitedAsync(Guid? proposal = null)
    {
        var id = proposal ?? await ProposalAsync();
        return Guid.Parse((await _api.PostAsync(Office, $"{Path}/proposals/{id}/shortlist", new { @class = "livelihood" }))["topicId"]);
    }

    /// <summary>A topic both bodies selected at a joint meeting.</summary>
    public async Task<Guid> SelectedAsync(Guid? proposal = null)
    {
        var topic = await SolicitedAsync(proposal);
        var gatherings = new Gatherings(platform, District);
        var starts = new DateTimeOffset(2000, 1, 10, 1, 0, 0, TimeSpan.Zero).AddMonths(Interlocked.Increment(ref _months));
        var decision = await gatherings.PendingAsync(await gatherings.HeldAsync(starts: starts), topic, "群众反映强烈，确有必要。");
        var hash = new { contentHash = await gatherings.HashOfAsync(decision) };
        foreach (var leader in new[] { Chair, Leader }) (await _api.PostAsync(leader, $"{Gatherings.Path}/decisions/{decision}/concur", hash)).Ok();
        return topic;
    }

    public async Task<Guid> ForReviewAsync() => await AfterAsync(await SelectedAsync(), Office, "ask-review");

    public async Task<Guid> SuspendedAsync() => await AfterAsync(await SelectedAsync(), Chair, "suspend", new { reason = "待上级部署" });

    public async Task<Guid> TermAsync(object? term = null) => (await _api.PostAsync(Admin, $"{Path}/terms", term ?? Term())).Id;

    public async Task<Guid> CallAsync() => (await _api.PostAsync(Office, $"{Path}/calls", Call)).Id;

    /// <summary>The plan of a separate year, after these steps.</summary>
    public async Task<Case> PlanAsync(params string[] steps)
    {
        var year = Interlocked.Increment(ref _years).ToString(CultureInfo.InvariantCulture);
        var id = (await _api.PutAsync(Office, $"{Path}/plans/{year}", Plan)).Id;
        foreach (var step in steps) (await _api.PostAsync(step == "approve" ? Reviewer : Office, $"{Path}/plans/{year}/{step}", new { })).Ok();
        return new(id, new Dictionary<string, string> { ["year"] = year });
    }

    public async Task<string> StatusAsync(Guid topic) => (await _api.GetAsync(Chair, $"{Path}/{topic}"))["status"];

    public async Task<Guid> AfterAsync(Guid topic, Actor by, string command, object? body = null)
    {
        (await _api.PostAsync(by, $"{Path}/{topic}/{command}", body)).Ok();
        return topic;
    }
}
