using Supervision.Contracts;
using Supervision.Testing.Matrix;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Matrix;

/// <summary>Topics, stages, proposals, plans, terms, calls, statistics.</summary>
public static class CoreRows
{
    public static readonly Role[] Joint =
    [
        Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Cppcc.System, Discipline.Leader, Discipline.Liaison, Discipline.System,
    ];

    /// <summary>Who reads a selected topic, except its unit's contact.</summary>
    public static readonly Role[] Concerned =
        [.. Joint, Cppcc.Member, Cppcc.Supervisor, Discipline.Intake, Discipline.Handler, Discipline.Resident, Others.Reviewer];

    static readonly Role[] Writers = [Cppcc.Office, Cppcc.Member, Cppcc.Supervisor, Discipline.Liaison, Discipline.Leader, Others.Reviewer];
    static readonly Role[] Admins = [Cppcc.Admin, Discipline.Admin];
    static readonly Role[] Workers = [Cppcc.Office, Discipline.Liaison];
    static readonly Role[] Leaders = [Cppcc.Chair, Discipline.Leader];
    static readonly Role[] Proposers = [.. Joint, Cppcc.Member];
    static readonly Role[] None = [Cppcc.Liaison];
    static readonly object Reason = new { reason = "请说明" };
    static readonly object Comment = new { comment = "请修改" };

    static readonly RecordKind<Affairs> Proposal = new("proposal", async affairs => new(await affairs.ProposalAsync(affairs.Member)));
    static readonly RecordKind<Affairs> TwoProposals = new("two proposals", async affairs =>
        new(await affairs.ProposalAsync(affairs.Member), Other(await affairs.ProposalAsync(affairs.Member))));
    static readonly RecordKind<Affairs> ProposalFile = new("proposal's file", async affairs => await affairs.ProposalFileAsync(affairs.Member));
    public static readonly RecordKind<Affairs> Solicited = new("solicited topic", async affairs => new(await affairs.SolicitedAsync()));
    static readonly RecordKind<Affairs> TwoTopics = new("two topics", async affairs => new(await affairs.SolicitedAsync(), Other(await affairs.SolicitedAsync())));
    public static readonly RecordKind<Affairs> Selected = new("selected topic", async affairs => new(await affairs.SelectedAsync()));
    static readonly RecordKind<Affairs> ForReview = new("topic for review", async affairs => new(await affairs.ForReviewAsync()));
    static readonly RecordKind<Affairs> Suspended = new("suspended topic", async affairs => new(await affairs.SuspendedAsync()));
    static readonly RecordKind<Affairs> Term = new("term", async affairs => new(await affairs.TermAsync()));
    static readonly RecordKind<Affairs> Call = new("call", async affairs => new(await affairs.CallAsync()));
    static readonly RecordKind<Affairs> DraftPlan = new("draft plan", affairs => affairs.PlanAsync());
    static readonly RecordKind<Affairs> ReportedPlan = new("reported plan", affairs => affairs.PlanAsync("report"));
    static readonly RecordKind<Affairs> ApprovedPlan = new("approved plan", affairs => affairs.PlanAsync("report", "approve"));

    static readonly AccessRow<Affairs>[] Topics =
    [
        new("GET /api/topics/") { Shows = Selected },
        new("GET /api/topics/export"),
        new("GET /api/topics/{id:guid}") { Of = Selected, Sees = Concerned },
        new("GET /api/topics/{id:guid}/history") { Of = Selected, Sees = Concerned },
        new("PUT /api/topics/{id:guid}") { Of = Solicited, Sees = Joint, Roles = [Cppcc.Office], Body = (_, _) => Affairs.TopicContent },
        new("POST /api/topics/{id:guid}/merge") { Of = TwoTopics, Sees = Joint, Roles = [Cppcc.Office], Body = (_, c) => new { into = c.Values!["other"] } },
        new("POST /api/topics/{id:guid}/ask-review") { Of = Selected, Sees = Joint, Roles = [Cppcc.Office] },
        new("POST /api/topics/{id:guid}/reviews")
        {
            Of = ForReview, Sees = Concerned, Roles = [Others.Reviewer, Cppcc.Office], Body = (_, _) => new { remarks = "同意", leader = "示例·党政领导" },
        },
        new("GET /api/topics/{id:guid}/reviews") { Of = ForReview, Sees = Concerned, Roles = [.. Joint, Others.Reviewer] },
        new("GET /api/topics/statistics/{year:int}") { Roles = Joint, Path = "/api/topics/statistics/2026" },
    ];

    static readonly AccessRow<Affairs>[] Stages =
    [
        new("GET /api/topics/{id:guid}/gate") { Of = Selected, Sees = Joint, Roles = Joint },
        new("POST /api/topics/{id:guid}/reject") { Of = Solicited, Sees = Joint, Roles = [Cppcc.Office], Body = (_, _) => Reason },
        new("POST /api/topics/{id:guid}/deliberate") { Of = Selected, Sees = Joint, Roles = Workers, Works = None },
        new("POST /api/topics/{id:guid}/supervise") { Of = Selected, Sees = Joint, Roles = Workers, Works = None },
        new("POST /api/topics/{id:guid}/conclude") { Of = Selected, Sees = Joint, Roles = Workers, Works = None },
        new("POST /api/topics/{id:guid}/close") { Of = Selected, Sees = Joint, Roles = Workers, Works = None },
        new("POST /api/topics/{id:guid}/suspend") { Of = Selected, Sees = Joint, Roles = Leaders, Body = (_, _) => Reason },
        new("POST /api/topics/{id:guid}/resume") { Of = Suspended, Sees = Joint, Roles = Leaders },
    ];

    static readonly AccessRow<Affairs>[] Proposals =
    [
        new("GET /api/topics/proposals/") { Shows = Proposal },
        new("GET /api/topics/proposals/export"),
        new("POST /api/topics/proposals/") { Roles = Writers, Body = (affairs, c) => affairs.ProposalBy(c) },
        new("POST /api/topics/proposals/similar") { Roles = Writers, Reads = true, Shows = Proposal, Knows = Joint, Body = (_, _) => Affairs.Like },
        new("GET /api/topics/proposals/{id:guid}") { Of = Proposal, Sees = Proposers },
        new("GET /api/topics/proposals/{id:guid}/similar") { Of = Proposal, Sees = Proposers },
        new("PUT /api/topics/proposals/{id:guid}")
        {
            Of = Proposal, Sees = [Cppcc.Office, Cppcc.Member], Roles = Writers, Body = (_, _) => Affairs.Proposal("cppccProposal", "更正"),
        },
        new("POST /api/topics/proposals/{id:guid}/shortlist") { Of = Proposal, Sees = Joint, Roles = [Cppcc.Office], Body = (_, _) => new { @class = "livelihood" } },
        new("POST /api/topics/proposals/{id:guid}/reject") { Of = Proposal, Sees = Joint, Roles = [Cppcc.Office], Body = (_, _) => Reason },
        new("POST /api/topics/proposals/{id:guid}/merge") { Of = TwoProposals, Sees = Joint, Roles = [Cppcc.Office], Body = (_, c) => new { into = c.Values!["other"] } },
        new("GET /api/topics/proposals/{id:guid}/files/") { Of = ProposalFile, Sees = Proposers },
        new("GET /api/topics/proposals/{id:guid}/files/{fileId:guid}") { Of = ProposalFile, Sees = Proposers },
        new("POST /api/topics/proposals/{id:guid}/files/")
        {
            Of = Proposal, Sees = [Cppcc.Office, Cppcc.Member], Roles = Writers, Query = "?name=note.txt", Body = (_, _) => Affairs.File(),
        },
        new("DELETE /api/topics/proposals/{id:guid}/files/{fileId:guid}") { Of = ProposalFile, Sees = [Cppcc.Office, Cppcc.Member], Roles = Writers },
        new("GET /api/topics/proposals/template") { Roles = [Cppcc.Office], WithoutDatabase = true },
        new("POST /api/topics/proposals/import") { Roles = [Cppcc.Office], Query = "?name=in.xlsx", WithoutDatabase = true, Body = (_, _) => Affairs.Sheet() },
    ];

    static readonly AccessRow<Affairs>[] Plans =
    [
        new("GET /api/topics/plans/") { Shows = DraftPlan },
        new("GET /api/topics/plans/{year:int}") { Of = DraftPlan, Sees = Joint },
        new("GET /api/topics/plans/{year:int}/page") { Roles = [.. Joint, Others.Reviewer], Path = "/api/topics/plans/2026/page" },
        new("PUT /api/topics/plans/{year:int}") { Roles = [Cppcc.Office], Path = "/api/topics/plans/2090", Body = (_, _) => Affairs.Plan },
        new("POST /api/topics/plans/{year:int}/report") { Of = DraftPlan, Sees = Joint, Roles = [Cppcc.Office] },
        new("POST /api/topics/plans/{year:int}/approve") { Of = ReportedPlan, Sees = Concerned, Roles = [Others.Reviewer], Body = (_, _) => new { } },
        new("POST /api/topics/plans/{year:int}/return") { Of = ReportedPlan, Sees = Concerned, Roles = [Others.Reviewer], Body = (_, _) => Comment },
        new("POST /api/topics/plans/{year:int}/amend") { Of = ApprovedPlan, Sees = Joint, Roles = [Cppcc.Office], Body = (_, _) => Comment },
    ];

    static readonly AccessRow<Affairs>[] Settings =
    [
        new("GET /api/topics/terms/") { WithoutDatabase = true },
        new("POST /api/topics/terms/") { Roles = Admins, Body = (_, _) => Affairs.Term() },
        new("PUT /api/topics/terms/{id:guid}") { Of = Term, Sees = Admins, Roles = Admins, Body = (_, _) => new { chinese = "更名", english = "Renamed", active = true } },
        new("GET /api/topics/calls/") { Roles = Joint, Shows = Call },
        new("POST /api/topics/calls/") { Roles = [Cppcc.Office], Body = (_, _) => Affairs.Call },
        new("POST /api/topics/calls/{id:guid}/end") { Of = Call, Sees = Joint, Roles = [Cppcc.Office] },
        new("GET /api/topics/dead-letters/") { Roles = Admins, WithoutDatabase = true },
    ];

    public static IReadOnlyList<AccessRow<Affairs>> Rows { get; } = [.. Topics, .. Stages, .. Proposals, .. Plans, .. Settings];

    static Dictionary<string, string> Other(Guid id) => new() { ["other"] = id.ToString() };
}
