using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Meetings;

/// <summary>Meetings of a district in each of their states, brought there through the API by the responsible people.</summary>
public sealed class Gatherings(TopicsPlatform platform, string district = SampleAccounts.Dongtou)
{
    public const string Path = "/api/topics/meetings";

    static int _topics;

    readonly ServiceApi _api = platform.Api;

    public string District { get; } = district;

    public SampleAccount Office { get; } = platform.Accounts.Holder(Cppcc.Office, district);

    public SampleAccount Secretary { get; } = platform.Accounts.Holder(Cppcc.Secretary, district);

    public SampleAccount Chair { get; } = platform.Accounts.Holder(Cppcc.Chair, district);

    public SampleAccount Member { get; } = platform.Accounts.Holder(Cppcc.Member, district);

    public SampleAccount Supervisor { get; } = platform.Accounts.Holder(Cppcc.Supervisor, district);

    public SampleAccount Leader { get; } = platform.Accounts.Holder(Discipline.Leader, district);

    public SampleAccount Liaison { get; } = platform.Accounts.Holder(Discipline.Liaison, district);

    public SampleAccount Handler { get; } = platform.Accounts.Holder(Discipline.Handler, district);

    public SampleAccount Contact { get; } = platform.Accounts.Holder(Others.Contact, district);

    /// <summary>Everybody the fixture invites.</summary>
    public IReadOnlyList<SampleAccount> Invited => [Office, Chair, Member, Leader, Liaison, Handler];

    public static object Plan(string kind = "joint", DateTimeOffset? starts = null, Guid? topic = null) => new
    {
        kind,
        title = "联席会议（例会）",
        place = "三楼会议室",
        starts = starts ?? DateTimeOffset.UtcNow.AddHours(-1),
        topicId = topic,
    };

    /// <summary>A planned meeting with the usual people invited and one matter added by hand.</summary>
    public async Task<Guid> PlannedAsync(string kind = "joint", DateTimeOffset? starts = null, Guid? topic = null, IEnumerable<SampleAccount>? invited = null)
    {
        if (kind is "joint") await platform.ExecuteAsync("update meetings set status = 'Cancelled' where district = $1 and status in ('Planned', 'Called')", District);
        var id = (await _api.PostAsync(Office, Path, Plan(kind, starts, topic))).Id;
        (await _api.PostAsync(Liaison, $"{Path}/{id}/invitations", new { users = (invited ?? Invited).Select(account => account.UserId) })).Ok();
        await AddMatterAsync(id, "通报近期工作");
        return id;
    }

    public async Task<Guid> CalledAsync(string kind = "joint", DateTimeOffset? starts = null, Guid? topic = null) =>
        await AfterAsync(await PlannedAsync(kind, starts, topic), Office, "call");

    public async Task<Guid> HeldAsync(string kind = "joint", DateTimeOffset? starts = null, Guid? topic = null) =>
        await HoldAsync(await CalledAsync(kind, starts, topic));

    /// <summary>A held joint meeting of only these people.</summary>
    public async Task<Guid> HeldByAsync(IReadOnlyList<SampleAccount> attending, DateTimeOffset starts)
    {
        var id = await AfterAsync(await PlannedAsync(starts: starts, invited: attending), Office, "call");
        return await AfterAsync(id, Liaison, "hold", await HoldingAsync(id, present: attending.Select(account => account.UserId)));
    }

    public async Task<Guid> HoldAsync(Guid id) => await AfterAsync(id, Liaison, "hold", await HoldingAsync(id));

    public async Task<object> HoldingAsync(Guid id, int? agenda = null, IEnumerable<Guid>? present = null) => new
    {
        agendaVersion = agenda ?? await AgendaVersionAsync(id),
        attendance = new
        {
            present = present ?? Invited.Where(account => account != Member).Select(account => account.UserId),
            guests = new[] { new { name = "居民代表", from = "示例社区" } },
        },
    };

    /// <summary>A held symposium whose minutes are written.</summary>
    public async Task<Guid> MinutedAsync()
    {
        var id = await HeldAsync("symposium");
        (await _api.PutAsync(Office, $"{Path}/{id}/minutes", new { text = "会议听取了情况汇报。" })).Ok();
        return id;
    }

    public static object Rule(string text = "第一条") => new { title = "关于加强协同监督的实施意见", number = "示例〔2026〕3号", text, effective = "2026-03-01" };

    /// <summary>A recorded document.</summary>
    public async Task<Guid> RuleAsync() => (await _api.PostAsync(Liaison, "/api/topics/joint-rules", Rule())).Id;

    /// <summary>The district's leading group, with members of both bodies.</summary>
    public async Task<Guid> LeadingGroupAsync()
    {
        (await _api.PutAsync(Office, "/api/topics/leading-group", GovernanceTests.Group(this), "*")).Ok();
        return Guid.Empty; // it has no address
    }

    /// <summary>A decision that waits for the leaders, on a meeting's matter about a topic or on the one added by hand.</summary>
    public async Task<Guid> PendingAsync(Guid meeting, Guid? topic = null, string? overTargetReason = null) =>
        (await RecordAsync(Office, meeting, topic, overTargetReason)).Id;

    public async Task<Answer> RecordAsync(Actor by, Guid meeting, Guid? topic = null, string? overTargetReason = null, int? agenda = null) =>
        await _api.PostAsync(by, $"{Path}/{meeting}/decisions", new
        {
            agendaItem = await ItemAsync(meeting, topic),
            agendaVersion = agenda ?? await AgendaVersionAsync(meeting),
            kind = topic is null ? "resolution" : "selection",
            wording = topic is null ? "原则同意所报事项。" : "同意将该项列为本年度协同监督议题。",
            overTargetReason,
        });

    /// <summary>A shortlisted topic on the agenda of a held meeting, decided on and waiting for the leaders.</summary>
    public async Task<(Guid Topic, Guid Decision)> UndecidedAsync(DateTimeOffset? starts = null)
    {
        var topic = await SolicitedAsync();
        return (topic, await PendingAsync(await HeldAsync(starts: starts), topic));
    }

    public async Task<Answer> ConcurAsync(Actor by, Guid decision, Guid meeting) =>
        await _api.PostAsync(by, $"{Path}/decisions/{decision}/concur", new { contentHash = await HashAsync(meeting, decision) });

    public Task<string> HashOfAsync(Guid decision) => platform.ScalarAsync<string>("select content_hash from decisions where id = $1", decision)!;

    public async Task<string> HashAsync(Guid meeting, Guid decision) =>
        (await _api.GetAsync(Secretary, $"{Path}/{meeting}/decisions")).Ok().Json.EnumerateArray()
            .Single(d => d.GetProperty("id").GetGuid() == decision).GetProperty("contentHash").GetString()!;

    public async Task<int> AgendaVersionAsync(Guid meeting) => (await _api.GetAsync(Office, $"{Path}/{meeting}/agenda")).Ok().Json.GetProperty("version").GetInt32();

    /// <summary>The item about a subject, or the one added by hand.</summary>
    public async Task<Guid> ItemAsync(Guid meeting, Guid? subject = null) =>
        (await _api.GetAsync(Office, $"{Path}/{meeting}/agenda")).Ok().Json.GetProperty("items").EnumerateArray()
            .First(item => subject is null ? item.GetProperty("kind").GetString() == "other" : item.GetProperty("subjectId").ToString() == subject.ToString())
            .GetProperty("id").GetGuid();

    public async Task<Answer> AddMatterAsync(Guid meeting, string title)
    {
        var agenda = (await _api.GetAsync(Office, $"{Path}/{meeting}/agenda")).Ok();
        var items = agenda.Json.GetProperty("items").EnumerateArray()
            .Select(item => new { id = (Guid?)item.GetProperty("id").GetGuid(), title = item.GetProperty("title").GetString()!, note = item.GetProperty("note").GetString() })
            .Append(new { id = (Guid?)null, title, note = (string?)null });
        return (await _api.PutAsync(Office, $"{Path}/{meeting}/agenda", new { items }, agenda.EntityTag)).Ok();
    }

    /// <summary>A shortlisted proposal that awaits the joint meeting.</summary>
    /// <param name="selectedIn">The year in which it was already selected.</param>
    public async Task<Guid> SolicitedAsync(int? selectedIn = null)
    {
        var proposal = (await _api.PostAsync(Office, "/api/topics/proposals", new
        {
            source = "jointResearch",
            title = $"窗口办事多头往返问题（{Interlocked.Increment(ref _topics)}）",
            scope = "沿街商铺开办审批",
            field = "businessEnvironment",
            tags = Array.Empty<string>(),
        })).Id;
        var topic = (await _api.PostAsync(Office, $"/api/topics/proposals/{proposal}/shortlist", new { @class = "livelihood" })).Ok().Json.GetProperty("topicId").GetGuid();
        if (selectedIn is { } year) await platform.ExecuteAsync("update topics set status = 'Selected', selected_at = now(), year = $2 where id = $1", topic, year);
        return topic;
    }

    public Task<string?> TopicStatusAsync(Guid topic) => platform.ScalarAsync<string>("select status from topics where id = $1", topic);

    public async Task<Guid> AfterAsync(Guid id, Actor by, string command, object? body = null)
    {
        (await _api.PostAsync(by, $"{Path}/{id}/{command}", body)).Ok();
        return id;
    }
}
