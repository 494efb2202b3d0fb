using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;

namespace Supervision.ClueTransfers.Tests.Matrix;

/// <summary>Every endpoint of the service. An endpoint missing here fails the tests.</summary>
public static class AccessMatrix
{
    static readonly Role[] Deciders = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair];
    static readonly Role[] Writers = [Cppcc.Office, Cppcc.Member, Cppcc.Supervisor];
    static readonly Role[] Admins = [Cppcc.Admin, Discipline.Admin];
    static readonly object Reason = new { reason = "请说明" };

    static readonly AccessRow[] Clues =
    [
        new("POST /api/clues/") { Roles = Writers, Body = (_, _) => Matters.Content() },
        new("GET /api/clues/"),
        new("GET /api/clues/counts"),
        new("GET /api/clues/{id:guid}") { State = "transferred" },
        new("GET /api/clues/{id:guid}/history") { State = "transferred" },
        new("GET /api/clues/{id:guid}/deadlines") { State = "transferred" },
        new("GET /api/clues/{id:guid}/supplements") { State = "transferred" },
        new("GET /api/clues/{id:guid}/access-log") { State = "transferred", Roles = [Cppcc.Chair, Discipline.Leader] },
        new("PUT /api/clues/{id:guid}") { State = "draft", Roles = Writers, Body = (_, _) => Matters.Content("更正") },
        new("POST /api/clues/{id:guid}/collate") { State = "draft", Roles = [Cppcc.Office] },
        new("POST /api/clues/{id:guid}/merge") { State = "draft", Roles = [Cppcc.Office], Body = (_, c) => new { into = c.Other } },
        new("GET /api/clues/entry-rule") { Roles = [.. Writers, Cppcc.Admin] },
        new("PUT /api/clues/entry-rule") { Roles = [Cppcc.Admin], Body = (_, _) => Matters.OutsideMatters },
        new("POST /api/clues/{id:guid}/refuse-entry") { State = "draft", Roles = [Cppcc.Office], Body = (_, _) => Reason },
        new("POST /api/clues/{id:guid}/withdraw") { State = "draft", Roles = Writers, Body = (_, _) => Reason },
    ];

    static readonly AccessRow[] Approval =
    [
        new("POST /api/clues/{id:guid}/submit") { State = "collated", Roles = [Cppcc.Office] },
        new("POST /api/clues/{id:guid}/approve") { State = "inApproval", Roles = Deciders, Works = [Cppcc.Office], Body = (_, c) => new { contentHash = c.Hash } },
        new("POST /api/clues/{id:guid}/return") { State = "inApproval", Roles = Deciders, Works = [Cppcc.Office], Body = (_, c) => new { contentHash = c.Hash, comment = "请核对" } },
        new("POST /api/clues/{id:guid}/reject") { State = "inApproval", Roles = Deciders, Works = [Cppcc.Office], Body = (_, c) => new { contentHash = c.Hash, comment = "不予呈报" } },
        new("GET /api/clues/{id:guid}/decisions") { State = "inApproval", Roles = Deciders },
        new("GET /api/clues/approval-chain") { Roles = [.. Deciders, Cppcc.Admin] },
        new("PUT /api/clues/approval-chain") { Roles = [Cppcc.Admin], Body = (_, _) => Matters.UsualChain },
        new("GET /api/clues/delegations") { Roles = [.. Deciders, Cppcc.Admin] },
        new("POST /api/clues/delegations") { Roles = Deciders, Body = (m, c) => m.Delegation(c.By) },
        new("POST /api/clues/delegations/{id:guid}/end") { Roles = [.. Deciders, Cppcc.Admin], Of = Record.Delegation },
        new("GET /api/clues/delegates") { Roles = [.. Deciders, Cppcc.Admin] },
    ];

    static readonly AccessRow[] Handshake =
    [
        new("POST /api/clues/{id:guid}/transfer") { State = "approved", Roles = [Cppcc.Office] },
        new("POST /api/clues/{id:guid}/resend") { State = "supplemented", Roles = [Cppcc.Office] },
        new("POST /api/clues/{id:guid}/supplements") { State = "transferred", Roles = [Cppcc.Office], AlsoInOtherHands = [Cppcc.Office], Body = (_, _) => new { text = "补充" } },
        new("POST /api/clues/{id:guid}/receive") { State = "transferred", Roles = [Discipline.Intake] },
        new("POST /api/clues/{id:guid}/accept") { State = "received", Roles = [Discipline.Intake], Body = (m, _) => new { handler = m.Handler.UserId } },
        new("POST /api/clues/{id:guid}/return-for-supplement") { State = "received", Roles = [Discipline.Intake], Body = (_, _) => Reason },
        new("POST /api/clues/{id:guid}/decline") { State = "received", Roles = [Discipline.Intake], Body = (_, _) => Reason },
        new("GET /api/clues/handlers") { Roles = [Discipline.Intake, Discipline.Handler, Discipline.Leader] },
        new("GET /api/clues/receipt-rule") { Roles = [Discipline.Admin, Discipline.Intake, Discipline.Leader, Cppcc.Office] },
        new("PUT /api/clues/receipt-rule") { Roles = [Discipline.Admin], Body = (_, _) => new { workingDays = 3 } },
    ];

    static readonly AccessRow[] Disposal =
    [
        new("POST /api/clues/{id:guid}/disposal") { State = "accepted", Roles = [Discipline.Handler], Body = (_, _) => Matters.Proposal },
        new("GET /api/clues/{id:guid}/disposal") { State = "proposed", Roles = [Discipline.Handler, Discipline.Leader] },
        new("POST /api/clues/{id:guid}/disposal/send-back") { State = "proposed", Roles = [Discipline.Leader], Body = (_, _) => Reason },
        new("POST /api/clues/{id:guid}/disposal/approve") { State = "proposed", Roles = [Discipline.Leader], Body = (_, _) => new { } },
        new("POST /api/clues/{id:guid}/close") { State = "disposed", Roles = [Discipline.Handler, Discipline.Leader] },
    ];

    static readonly AccessRow[] Files =
    [
        new("GET /api/clues/{id:guid}/letter") { State = "transferred" },
        new("GET /api/clues/{id:guid}/attachments/") { State = "transferred" },
        new("GET /api/clues/{id:guid}/attachments/{attachmentId:guid}") { State = "transferred" },
        new("POST /api/clues/{id:guid}/attachments/")
        {
            State = "draft", Roles = Writers, AlsoInOtherHands = [Cppcc.Office], Query = "?name=note.txt", Body = (_, _) => Matters.File(),
        },
        new("DELETE /api/clues/{id:guid}/attachments/{attachmentId:guid}") { State = "draft", Roles = Writers },
    ];

    static readonly AccessRow[] Subscriptions =
    [
        new("GET /api/clues/subscriptions/event-types") { Roles = Admins, WithoutDatabase = true },
        new("GET /api/clues/subscriptions/") { Roles = Admins },
        new("GET /api/clues/subscriptions/{id:guid}") { Roles = Admins, Of = Record.Subscription },
        new("POST /api/clues/subscriptions/") { Roles = Admins, Body = (_, _) => Matters.Subscriber() },
        new("POST /api/clues/subscriptions/{id:guid}/password") { Roles = Admins, Of = Record.Subscription },
        new("DELETE /api/clues/subscriptions/{id:guid}") { Roles = Admins, Of = Record.Subscription },
    ];

    static readonly AccessRow[] Operations =
    [
        new("GET /api/clues/dead-letters/") { Roles = Admins, WithoutDatabase = true },
    ];

    public static IReadOnlyList<AccessRow> Rows { get; } = [.. Clues, .. Approval, .. Handshake, .. Disposal, .. Files, .. Subscriptions, .. Operations];

    /// <summary>Called with an unknown id, so it never succeeds: its effect is covered by Messaging's tests.</summary>
    public static readonly string[] ProvedElsewhere = ["POST /api/clues/dead-letters/{messageId:guid}/redrive"];

    public static readonly string[] Open = ["GET /openapi/v1.json", "GET /health", "GET /alive"];
}
