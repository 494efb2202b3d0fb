using System.Text.Json;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Testing.Matrix;
using Supervision.Topics.Activities;
using Supervision.Topics.Advice;
using Supervision.Topics.Duties;
using Supervision.Topics.Implementation;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Tests.Work;

/// <summary>Topics of a district in the stages of the loop, and the joint work on them by the responsible people.</summary>
public sealed class Works(TopicsPlatform platform, string district = SampleAccounts.Dongtou)
{
    public const string Path = "/api/topics";

    static int _topics;

    public ServiceApi Api { get; } = platform.Api;

    public string District { get; } = district;

    public SampleAccount Office { get; } = platform.Accounts.Holder(Cppcc.Office, district);

    public SampleAccount Chair { get; } = platform.Accounts.Holder(Cppcc.Chair, district);

    public SampleAccount Secretary { get; } = platform.Accounts.Holder(Cppcc.Secretary, district);

    public SampleAccount Member { get; } = platform.Accounts.Holder(Cppcc.Member, district);

    public SampleAccount Supervisor { get; } = platform.Accounts.Holder(Cppcc.Supervisor, district);

    public SampleAccount Admin { get; } = platform.Accounts.Holder(Cppcc.Admin, district);

    public SampleAccount Leader { get; } = platform.Accounts.Holder(Discipline.Leader, district);

    public SampleAccount Liaison { get; } = platform.Accounts.Holder(Discipline.Liaison, district);

    public SampleAccount Handler { get; } = platform.Accounts.Holder(Discipline.Handler, district);

    public SampleAccount Contact { get; } = platform.Accounts.Holder(Others.Contact, district);

    public SampleAccount Reviewer { get; } = platform.Accounts.Holder(Others.Reviewer, district);

    /// <summary>The copy of an appointed supervisor, as if the Supervisors service had published it.</summary>
    public async Task<Guid> AppointedAsync()
    {
        var id = Guid.CreateVersion7();
        await platform.ExecuteAsync(
            "insert into supervisors (id, district, user_id, sector, from_day, until, standing, version) values ($1, $2, $3, 'economy', '2026-01-01', '2099-12-31', 'appointed', 1)",
            id, Supervisor.District, Supervisor.UserId);
        return id;
    }

    /// <summary>A topic that reached a stage, with its gates taken as met; in a separate year, whose target nobody else uses.</summary>
    public async Task<Guid> TopicAsync(TopicStatus stage)
    {
        var proposal = (await Api.PostAsync(Office, $"{Path}/proposals", new
        {
            source = "jointResearch",
            title = $"办事窗口往返问题（{Interlocked.Increment(ref _topics)}）",
            scope = "沿街商铺开办审批",
            field = "businessEnvironment",
            tags = Array.Empty<string>(),
        })).Id;
        var topic = (await Api.PostAsync(Office, $"{Path}/proposals/{proposal}/shortlist", new { @class = "livelihood" })).Ok().Json.GetProperty("topicId").GetGuid();
        if (stage is not TopicStatus.Solicited)
            await platform.ExecuteAsync("update topics set status = $2, selected_at = now(), year = 2000 where id = $1", topic, stage.ToString());
        return topic;
    }

    /// <summary>A topic's gate facts from the folders that know them.</summary>
    internal async Task<GateFacts> FactsAsync(Guid topic)
    {
        var facts = new GateFacts();
        await platform.InDatabaseAsync(async db =>
        {
            foreach (var source in (IGateFactSource[])[new ImplementationFacts(db), new DutyFacts(db), new ConsultationActivityFacts(db), new AdviceFacts(db)])
                await source.TellAsync(topic, facts, TestContext.Current.CancellationToken);
        });
        return facts;
    }

    /// <summary>A team published as its service does, once the copy has arrived.</summary>
    public async Task<Guid> TeamAsync(Guid topic)
    {
        var team = Guid.CreateVersion7();
        await platform.PublishAsync(new TeamFormed(
            team, District, topic, "第一小组", Supervisor.UserId, [Supervisor.UserId, Handler.UserId], Chair.UserId, Leader.UserId, 1, DateTimeOffset.UtcNow));
        await KnownAsync("select exists (select from teams where id = $1)", team);
        return team;
    }

    public Task KnownAsync(string question, params object[] parameters) =>
        Eventually.TrueAsync(async () => await platform.ScalarAsync<bool>(question, parameters), "the copy is here");

    /// <summary>A topic with a complete plan submitted to the leaders.</summary>
    public async Task<(Guid Topic, string Hash)> SubmittedPlanAsync()
    {
        var topic = await TopicAsync(TopicStatus.Selected);
        await CompletePlanAsync(topic, await TeamAsync(topic));
        return (topic, (await Api.PostAsync(Office, $"{Path}/{topic}/implementation/submit"))["contentHash"]);
    }

    public async Task<Answer> CompletePlanAsync(Guid topic, Guid team)
    {
        var plan = (await Api.PostAsync(Liaison, $"{Path}/{topic}/implementation", new { starts = "2026-12-01" })).Ok();
        return (await Api.PutAsync(Liaison, $"{Path}/{topic}/implementation", Plan(plan.Json.GetProperty("content"), team), plan.EntityTag)).Ok();
    }

    public object Plan(JsonElement template, Guid? team) => new
    {
        goals = template.GetProperty("goals").GetString(),
        units = new[] { new { code = "U01", name = "示例市场监管单位" } },
        modes = template.GetProperty("modes"),
        schedule = template.GetProperty("schedule"),
        teamId = team,
        cppccLeader = Chair.UserId,
        disciplineLeader = Leader.UserId,
    };

    public static object Duty(Guid owner, string title = "走访办事窗口", string dueOn = "2099-12-31") => new { title, owner, dueOn, detail = "逐窗口核对材料清单" };

    public async Task<Guid> DutyAsync(Guid topic, Guid? owner = null) => (await Api.PostAsync(Office, $"{Path}/{topic}/duties", Duty(owner ?? Member.UserId))).Id;

    /// <summary>An activity that starts in half an hour, so that one may register and sign in.</summary>
    public static object Activity(int? places = null, Guid? topicId = null, string kind = "consultation", double startsInHours = 0.5) => new
    {
        kind,
        title = "请你来协商：办事窗口",
        place = "社区议事厅",
        starts = DateTimeOffset.UtcNow.AddHours(startsInHours),
        ends = DateTimeOffset.UtcNow.AddHours(startsInHours + 2),
        topicId,
        places,
        detail = "欢迎居民参加",
    };

    public async Task<Guid> AnnouncedAsync(int? places = null, Guid? topic = null, string kind = "consultation", double startsInHours = 0.5)
    {
        var id = (await Api.PostAsync(Office, $"{Path}/activities", Activity(places, topic, kind, startsInHours))).Id;
        (await Api.PostAsync(Office, $"{Path}/activities/{id}/announce")).Ok();
        return id;
    }

    public static object Report(string problems = "材料重复提交，群众往返。") => new
    {
        title = "关于优化办事窗口的建议",
        situation = "已走访十处窗口。",
        problems,
        suggestions = new[]
        {
            new { text = "推行一次性告知", unit = "示例行政审批单位", unitCode = (string?)"U02" },
            new { text = "合并重复材料", unit = "示例市场监管单位", unitCode = (string?)"U01" },
        },
    };

    /// <summary>A topic with a report submitted to the leaders.</summary>
    public async Task<(Guid Topic, string Hash)> SubmittedAdviceAsync()
    {
        var topic = await TopicAsync(TopicStatus.Supervising);
        (await Api.PostAsync(Office, $"{Path}/{topic}/advice", Report())).Ok();
        return (topic, (await Api.PostAsync(Office, $"{Path}/{topic}/advice/submit"))["contentHash"]);
    }

    public async Task<Guid> ConcurredAdviceAsync()
    {
        var (topic, contentHash) = await SubmittedAdviceAsync();
        foreach (var leader in new[] { Chair, Leader }) (await Api.PostAsync(leader, $"{Path}/{topic}/advice/concur", new { contentHash })).Ok();
        return topic;
    }

    /// <summary>A topic whose report is issued.</summary>
    public async Task<Guid> IssuedAdviceAsync()
    {
        var topic = await ConcurredAdviceAsync();
        (await Api.PostAsync(Office, $"{Path}/{topic}/advice/issue")).Ok();
        return topic;
    }

    /// <summary>The first suggestion of a topic's issued report.</summary>
    public async Task<Guid> SuggestionAsync(Guid topic) =>
        (await Api.GetAsync(Office, $"{Path}/{topic}/advice/suggestions")).Ok().Json[0].GetProperty("id").GetGuid();

    /// <summary>A submission of the member with a file, after these steps by the office and its author.</summary>
    public async Task<Case> SubmissionAsync(params string[] steps)
    {
        var id = (await Api.PostAsync(Member, $"{Path}/submissions", Submission())).Id;
        var file = (await Api.PostAsync(Member, $"{Path}/submissions/{id}/files?name=report.txt", File())).Id;
        foreach (var step in steps)
        {
            object? body = step switch { "review" => new { review = "accept" }, "forward" => new { to = "区委办公室" }, _ => null };
            (await Api.PostAsync(step == "submit" ? Member : Office, $"{Path}/submissions/{id}/{step}", body)).Ok();
        }

        return new(id, new Dictionary<string, string> { ["submissionId"] = $"{id}", ["fileId"] = $"{file}" });
    }

    public static object EmptyPlan => new { goals = "窗口一次告知", units = Array.Empty<object>(), modes = Modes, schedule = Array.Empty<object>() };

    public static object Template => new { name = "专项方案", goals = "查清一事", modes = Modes, schedule = new[] { new { name = "走访", starts = 0, days = 1 } } };

    static object Modes => new { openness = new[] { "open" }, recurrence = new[] { "routine" }, span = new[] { "phased" } };

    public static object Tracked => new { kind = "keyProposal", title = "窗口服务重点提案", unit = "示例单位" };

    public static object Publicity(string? address = null) =>
        new { medium = "website", outlet = "示例日报", headline = "窗口一次告知少跑腿", published = "2026-11-02", address };

    /// <summary>A small file with unique content.</summary>
    public static HttpContent File() => new StringContent($"走访记录 {Guid.NewGuid()}", System.Text.Encoding.UTF8, "application/octet-stream");

    public static object Submission(string kind = "publicOpinion") => new { kind, title = "关于窗口延时服务的社情民意", text = "多名居民反映下班时间无法办事。" };
}
