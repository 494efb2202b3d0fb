using Supervision.Contracts;

namespace Supervision.Topics.Tests.Work;

/// <summary>The records of a district that the cells of the matrix are about.</summary>
public sealed record Standing(
    Guid Selected, string PlanHash, Guid Supervised, string AdviceHash, Guid Duty, Guid Activity, Guid Tracked, Guid Submission, Guid Forwarded, Guid Publicity,
    Guid Suggestion, Guid DutyFile)
{
    public static async Task<Standing> OfAsync(Works works)
    {
        var api = works.Api;
        var (selected, plan) = await works.SubmittedPlanAsync();
        var (supervised, advice) = await works.SubmittedAdviceAsync();
        var duty = await works.DutyAsync(supervised);
        var file = (await api.PostAsync(works.Member, $"{Works.Path}/duties/{duty}/files?name=note.txt", Works.File())).Id;
        var activity = await works.AnnouncedAsync(5);
        (await api.PostAsync(works.Office, $"{Works.Path}/activities/{activity}/invitations", new { invite = new[] { works.Member.UserId } })).Ok();
        var issued = await works.ConcurredAdviceAsync();
        (await api.PostAsync(works.Office, $"{Works.Path}/{issued}/advice/issue")).Ok();
        var suggestion = (await api.GetAsync(works.Office, $"{Works.Path}/{issued}/advice/suggestions")).Ok().Json[0].GetProperty("id").GetGuid();
        var tracked = (await api.PostAsync(works.Office, $"{Works.Path}/tracked", new { kind = "keyProposal", title = "窗口服务重点提案", unit = "示例单位" })).Id;
        var submission = (await api.PostAsync(works.Member, $"{Works.Path}/submissions", Works.Submission())).Id;
        (await api.PostAsync(works.Member, $"{Works.Path}/submissions/{submission}/submit")).Ok();
        var forwarded = (await api.PostAsync(works.Member, $"{Works.Path}/submissions", Works.Submission())).Id;
        (await api.PostAsync(works.Member, $"{Works.Path}/submissions/{forwarded}/submit")).Ok();
        (await api.PostAsync(works.Office, $"{Works.Path}/submissions/{forwarded}/review", new { review = "accept" })).Ok();
        (await api.PostAsync(works.Office, $"{Works.Path}/submissions/{forwarded}/forward", new { to = "区委办公室" })).Ok();
        var publicity = (await api.PostAsync(works.Office, $"{Works.Path}/{supervised}/publicity", Item)).Id;
        return new(selected, plan, supervised, advice, duty, activity, tracked, submission, forwarded, publicity, suggestion, file);
    }

    public static object Item => new { medium = "website", outlet = "示例日报", headline = "窗口一次告知", published = "2026-11-02" };
}

/// <summary>One endpoint of the joint work and who may use it: written down apart from the service, to hold it against.</summary>
/// <param name="Endpoint">Method and path below /api/topics, with a record's name where its id goes.</param>
/// <param name="Roles">Roles it is for; null where everybody signed in may ask, and those of both bodies who read topics are answered.</param>
public sealed record WorkRow(string Endpoint, Role[]? Roles, Func<Works, Standing, object?>? Body = null)
{
    public HttpMethod Method => HttpMethod.Parse(Endpoint.Split(' ')[0]);

    public bool Reads => Method == HttpMethod.Get;

    /// <summary>Whether it is about a record, which may be another district's.</summary>
    public bool OfRecord => Endpoint.Contains('{', StringComparison.Ordinal);

    public string Path(Standing s) => Works.Path + Endpoint.Split(' ')[1]
        .Replace("{selected}", $"{s.Selected}", StringComparison.Ordinal).Replace("{supervised}", $"{s.Supervised}", StringComparison.Ordinal)
        .Replace("{duty}", $"{s.Duty}", StringComparison.Ordinal).Replace("{activity}", $"{s.Activity}", StringComparison.Ordinal)
        .Replace("{tracked}", $"{s.Tracked}", StringComparison.Ordinal).Replace("{submission}", $"{s.Submission}", StringComparison.Ordinal)
        .Replace("{forwarded}", $"{s.Forwarded}", StringComparison.Ordinal).Replace("{publicity}", $"{s.Publicity}", StringComparison.Ordinal)
        .Replace("{suggestion}", $"{s.Suggestion}", StringComparison.Ordinal).Replace("{file}", $"{s.DutyFile}", StringComparison.Ordinal);
}

/// <summary>Every endpoint of the joint work.</summary>
public static class WorkMatrix
{
    static readonly Role[] Keepers = [Cppcc.Office, Cppcc.Liaison, Discipline.Liaison];
    static readonly Role[] Leaders = [Cppcc.Chair, Discipline.Leader];
    static readonly Role[] Everybody =
    [
        Cppcc.Member, Cppcc.Supervisor, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison,
        Discipline.Intake, Discipline.Handler, Discipline.Leader, Discipline.Resident, Discipline.Liaison,
    ];
    static readonly Role[] Followers = [Discipline.Liaison, Discipline.Handler, Discipline.Resident, Discipline.Leader];
    static readonly Role[] Trackers = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Cppcc.System, Discipline.System, .. Followers];
    static readonly Role[] Authors = [Cppcc.Member, Cppcc.Supervisor];
    static readonly Role[] SubmissionReaders = [.. Authors, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Others.Reviewer];
    static readonly object Reason = new { reason = "请说明" };
    static readonly object Template = new
    {
        name = "方案", goals = "目标", modes = new { openness = new[] { "open" }, recurrence = new[] { "routine" }, span = new[] { "phased" } },
        schedule = new[] { new { name = "走访", starts = 0, days = 1 } },
    };

    /// <summary>Who reads the joint work on a selected topic.</summary>
    public static readonly Role[] TopicReaders = [.. Everybody, Cppcc.System, Discipline.System];

    public static readonly IReadOnlyList<WorkRow> Rows =
    [
        new("GET /{selected}/implementation", null),
        new("POST /{selected}/implementation", Keepers, (_, _) => new { starts = "2026-12-01" }),
        new("PUT /{selected}/implementation", Keepers, (w, _) => new { goals = "改", units = Array.Empty<object>(), modes = new { openness = new[] { "open" }, recurrence = new[] { "routine" }, span = new[] { "phased" } }, schedule = Array.Empty<object>() }),
        new("POST /{selected}/implementation/submit", Keepers),
        new("POST /{selected}/implementation/concur", Leaders, (_, s) => new { contentHash = s.PlanHash }),
        new("POST /{selected}/implementation/return", Leaders, (_, _) => Reason),
        new("GET /plan-templates/livelihood", [.. Keepers, Cppcc.Admin]),
        new("PUT /plan-templates/conduct", [Cppcc.Admin], (_, _) => Template),
        new("GET /{selected}/teams", null),
        new("GET /supervisors", [.. Keepers, .. Leaders]),

        new("GET /{supervised}/duties", null),
        new("POST /{supervised}/duties", Keepers, (w, _) => Works.Duty(w.Member.UserId)),
        new("GET /duties/{duty}", null),
        new("PUT /duties/{duty}", Keepers, (w, _) => Works.Duty(w.Member.UserId, "改")),
        new("POST /duties/{duty}/progress", Everybody, (_, _) => new { text = "走访", percent = 10 }),
        new("POST /duties/{duty}/complete", Everybody, (_, _) => new { result = "完成" }),
        new("POST /duties/{duty}/waive", [.. Leaders, Cppcc.Secretary], (_, _) => Reason),
        new("POST /duties/{duty}/reopen", [.. Keepers, .. Leaders], (_, _) => Reason),
        new("GET /duties/{duty}/files", null),
        new("GET /duties/{duty}/files/{file}", null),
        new("POST /duties/{duty}/files?name=note.txt", Everybody, (_, _) => Works.File()),
        new("DELETE /duties/{duty}/files/{file}", Everybody),

        new("GET /activities", Everybody),
        new("GET /activities/export", Everybody),
        new("POST /activities", Keepers, (_, _) => Works.Activity()),
        new("GET /activities/{activity}", null),
        new("PUT /activities/{activity}", Keepers, (_, _) => Works.Activity(6)),
        new("POST /activities/{activity}/announce", Keepers),
        new("POST /activities/{activity}/cancel", Keepers, (_, _) => Reason),
        new("POST /activities/{activity}/record", Keepers, (_, _) => new { record = "记录" }),
        new("GET /activities/{activity}/registrations", Keepers),
        new("GET /activities/{activity}/invitations", Everybody),
        new("POST /activities/{activity}/invitations", Keepers, (w, _) => new { invite = new[] { w.Handler.UserId } }),
        new("POST /activities/{activity}/answer", Everybody, (_, _) => new { accept = true }),
        new("POST /activities/{activity}/attend", Everybody, (_, _) => new { code = "000000" }),
        new("GET /activities/{activity}/files", null),
        new("POST /activities/{activity}/files?name=note.txt", Keepers, (_, _) => Works.File()),

        new("GET /{supervised}/advice", null),
        new("POST /{supervised}/advice", Keepers, (_, _) => Works.Report()),
        new("PUT /{supervised}/advice", Keepers, (_, _) => Works.Report()),
        new("GET /{supervised}/advice/versions", null),
        new("GET /{supervised}/advice/document", null),
        new("POST /{supervised}/advice/submit", Keepers),
        new("POST /{supervised}/advice/concur", Leaders, (_, s) => new { contentHash = s.AdviceHash }),
        new("POST /{supervised}/advice/refuse", Leaders, (_, _) => Reason),
        new("POST /{supervised}/advice/issue", [Cppcc.Office]),
        new("GET /{supervised}/advice/suggestions", null),
        new("POST /suggestions/{suggestion}/answer", Keepers, (_, _) => new { answer = "adopted", reply = "采纳" }),

        new("GET /tracked", Trackers),
        new("GET /tracked/export", Trackers),
        new("POST /tracked", Keepers, (_, _) => new { kind = "keyProposal", title = "提案", unit = "单位" }),
        new("GET /tracked/{tracked}", Trackers),
        new("POST /tracked/{tracked}/notes", Followers, (_, _) => new { handling = "underway", text = "办理中" }),
        new("POST /tracked/{tracked}/conclude", [Discipline.Leader], (_, _) => new { conclusion = "落实" }),

        new("GET /submissions", SubmissionReaders),
        new("GET /submissions/export", SubmissionReaders),
        new("POST /submissions", Authors, (_, _) => Works.Submission()),
        new("GET /submissions/{forwarded}", SubmissionReaders),
        new("PUT /submissions/{submission}", Authors, (_, _) => Works.Submission()),
        new("POST /submissions/{submission}/submit", Authors),
        new("POST /submissions/{submission}/review", [Cppcc.Office], (_, _) => new { review = "accept" }),
        new("POST /submissions/{submission}/forward", [Cppcc.Office], (_, _) => new { to = "区政府" }),
        new("POST /submissions/{forwarded}/answer", [Others.Reviewer, Cppcc.Office], (_, _) => new { answer = "adopted", reply = "采纳" }),
        new("GET /submissions/{forwarded}/files", null),
        new("POST /submissions/{submission}/files?name=note.txt", Authors, (_, _) => Works.File()),

        new("GET /{supervised}/publicity", null),
        new("POST /{supervised}/publicity", Keepers, (_, _) => Standing.Item),
        new("PUT /{supervised}/publicity/{publicity}", Keepers, (_, _) => Standing.Item),
        new("DELETE /{supervised}/publicity/{publicity}", Keepers),
    ];

    /// <summary>Open to everybody signed in, who find there what they read: nothing, where they read nothing.</summary>
    public static readonly string[] Lists = ["/duties", "/suggestions", "/duties/export", "/suggestions/export"];
}
