using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing.Matrix;

namespace Supervision.ClueTransfers.Tests.Matrix;

/// <summary>Every endpoint of the service. An endpoint missing here fails the tests.</summary>
public static class AccessMatrix
{
    static readonly Role[] Deciders = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair];
    static readonly Role[] Writers = [Cppcc.Office, Cppcc.Member, Cppcc.Supervisor];
    static readonly Role[] Admins = [Cppcc.Admin, Discipline.Admin];
    static readonly object Reason = new { reason = "请说明" };

    /// <summary>A delegation the chair gave.</summary>
    static readonly RecordKind<Matters> Delegation = new("delegation", async matters => new(await matters.DelegatedAsync()));

    /// <summary>A system the commission's admin registered.</summary>
    static readonly RecordKind<Matters> Subscription = new("subscription", async matters => new(await matters.SubscribedAsync()));

    static readonly AccessRow<Matters>[] Clues =
    [
        new("POST /api/clues/") { Roles = Writers, Body = (_, _) => Matters.Content() },
        new("GET /api/clues/") { Shows = Kind("transferred") },
        new("GET /api/clues/counts"),
        In("transferred", "GET /api/clues/{id:guid}"),
        In("transferred", "GET /api/clues/{id:guid}/history"),
        In("transferred", "GET /api/clues/{id:guid}/deadlines"),
        In("transferred", "GET /api/clues/{id:guid}/supplements"),
        In("transferred", "GET /api/clues/{id:guid}/access-log") with { Roles = [Cppcc.Chair, Discipline.Leader] },
        In("draft", "PUT /api/clues/{id:guid}") with { Roles = Writers, Body = (_, _) => Matters.Content("更正") },
        In("draft", "POST /api/clues/{id:guid}/collate") with { Roles = [Cppcc.Office] },
        In("draft", "POST /api/clues/{id:guid}/merge") with { Roles = [Cppcc.Office], Body = (_, c) => new { into = c.Values!["other"] } },
        new("GET /api/clues/entry-rule") { Roles = [.. Writers, Cppcc.Admin] },
        new("PUT /api/clues/entry-rule") { Roles = [Cppcc.Admin], Body = (_, _) => Matters.OutsideMatters },
        In("draft", "POST /api/clues/{id:guid}/refuse-entry") with { Roles = [Cppcc.Office], Body = (_, _) => Reason },
        In("draft", "POST /api/clues/{id:guid}/withdraw") with { Roles = Writers, Body = (_, _) => Reason },
    ];

    static readonly AccessRow<Matters>[] Approval =
    [
        In("collated", "POST /api/clues/{id:guid}/submit") with { Roles = [Cppcc.Office] },
        In("inApproval", "POST /api/clues/{id:guid}/approve") with
        {
            Roles = Deciders, Works = [Cppcc.Office], Body = (_, c) => new { contentHash = c.Values!["hash"] },
        },
        In("inApproval", "POST /api/clues/{id:guid}/return") with
        {
            Roles = Deciders, Works = [Cppcc.Office], Body = (_, c) => new { contentHash = c.Values!["hash"], comment = "请核对" },
        },
        In("inApproval", "POST /api/clues/{id:guid}/reject") with
        {
            Roles = Deciders, Works = [Cppcc.Office], Body = (_, c) => new { contentHash = c.Values!["hash"], comment = "不予呈报" },
        },
        In("inApproval", "GET /api/clues/{id:guid}/decisions") with { Roles = Deciders },
        new("GET /api/clues/approval-chain") { Roles = [.. Deciders, Cppcc.Admin] },
        new("PUT /api/clues/approval-chain") { Roles = [Cppcc.Admin], Body = (_, _) => Matters.UsualChain },
        new("GET /api/clues/delegations") { Roles = [.. Deciders, Cppcc.Admin], Shows = Delegation },
        new("POST /api/clues/delegations") { Roles = Deciders, Body = (m, c) => m.Delegation(c.By) },
        new("POST /api/clues/delegations/{id:guid}/end")
        {
            Roles = [.. Deciders, Cppcc.Admin], Of = Delegation, Sees = [Cppcc.Chair, Cppcc.Admin],
        },
        new("GET /api/clues/delegates") { Roles = [.. Deciders, Cppcc.Admin] },
    ];

    static readonly AccessRow<Matters>[] Handshake =
    [
        In("approved", "POST /api/clues/{id:guid}/transfer") with { Roles = [Cppcc.Office] },
        In("supplemented", "POST /api/clues/{id:guid}/resend") with { Roles = [Cppcc.Office] },
        In("transferred", "POST /api/clues/{id:guid}/supplements") with
        {
            Roles = [Cppcc.Office], WorksElsewhere = [Cppcc.Office], Body = (_, _) => new { text = "补充" },
        },
        In("transferred", "POST /api/clues/{id:guid}/receive") with { Roles = [Discipline.Intake] },
        In("received", "POST /api/clues/{id:guid}/accept") with
        {
            Roles = [Discipline.Intake], Body = (m, _) => new { handler = m.Handler.UserId },
        },
        In("received", "POST /api/clues/{id:guid}/return-for-supplement") with { Roles = [Discipline.Intake], Body = (_, _) => Reason },
        In("received", "POST /api/clues/{id:guid}/decline") with { Roles = [Discipline.Intake], Body = (_, _) => Reason },
        new("GET /api/clues/handlers") { Roles = [Discipline.Intake, Discipline.Handler, Discipline.Leader] },
        new("GET /api/clues/receipt-rule") { Roles = [Discipline.Admin, Discipline.Intake, Discipline.Leader, Cppcc.Office] },
        new("PUT /api/clues/receipt-rule") { Roles = [Discipline.Admin], Body = (_, _) => new { workingDays = 3 } },
    ];

    static readonly AccessRow<Matters>[] Disposal =
    [
        In("accepted", "POST /api/clues/{id:guid}/disposal") with { Roles = [Discipline.Handler], Body = (_, _) => Matters.Proposal },
        In("proposed", "GET /api/clues/{id:guid}/disposal") with { Roles = [Discipline.Handler, Discipline.Leader] },
        In("proposed", "POST /api/clues/{id:guid}/disposal/send-back") with { Roles = [Discipline.Leader], Body = (_, _) => Reason },
        In("proposed", "POST /api/clues/{id:guid}/disposal/approve") with { Roles = [Discipline.Leader], Body = (_, _) => new { } },
        In("disposed", "POST /api/clues/{id:guid}/close") with { Roles = [Discipline.Handler, Discipline.Leader] },
    ];

    static readonly AccessRow<Matters>[] Files =
    [
        In("transferred", "GET /api/clues/{id:guid}/letter"),
        In("transferred", "GET /api/clues/{id:guid}/attachments/"),
        In("transferred", "GET /api/clues/{id:guid}/attachments/{attachmentId:guid}"),
        In("draft", "POST /api/clues/{id:guid}/attachments/") with
        {
            Roles = Writers, WorksElsewhere = [Cppcc.Office], Query = "?name=note.txt", Body = (_, _) => Matters.File(),
        },
        In("draft", "DELETE /api/clues/{id:guid}/attachments/{attachmentId:guid}") with { Roles = Writers },
    ];

    static readonly AccessRow<Matters>[] Subscriptions =
    [
        new("GET /api/clues/subscriptions/event-types") { Roles = Admins, WithoutDatabase = true },
        new("GET /api/clues/subscriptions/") { Roles = Admins, Shows = Subscription },
        new("GET /api/clues/subscriptions/{id:guid}") { Roles = Admins, Of = Subscription, Sees = [Discipline.Admin] },
        new("POST /api/clues/subscriptions/") { Roles = Admins, Body = (_, _) => Matters.Subscriber() },
        new("POST /api/clues/subscriptions/{id:guid}/password") { Roles = Admins, Of = Subscription, Sees = [Discipline.Admin] },
        new("DELETE /api/clues/subscriptions/{id:guid}") { Roles = Admins, Of = Subscription, Sees = [Discipline.Admin] },
    ];

    static readonly AccessRow<Matters>[] Operations =
    [
        new("GET /api/clues/dead-letters/") { Roles = Admins, WithoutDatabase = true },
    ];

    public static IReadOnlyList<AccessRow<Matters>> Rows { get; } =
        [.. Clues, .. Approval, .. Handshake, .. Disposal, .. Files, .. Subscriptions, .. Operations];

    /// <summary>Called with an unknown id, so it never succeeds: its effect is covered by Messaging's tests.</summary>
    public static readonly string[] ProvedElsewhere = ["POST /api/clues/dead-letters/{messageId:guid}/redrive"];

    /// <summary>An endpoint about a clue in a state.</summary>
    static AccessRow<Matters> In(string state, string endpoint) => new(endpoint)
    {
        Of = Kind(state),
        Sees = [.. Roles.All.Append(Cppcc.System).Append(Discipline.System).Where(role => Sees(role, state))],
        Elsewhere = endpoint.Contains("{attachmentId", StringComparison.Ordinal)
            ? null
            : new(role => Kind(InOtherHands(role)), role => Sees(role, InOtherHands(role))),
    };

    static RecordKind<Matters> Kind(string state) => new(state, matters => matters.CaseAsync(state));

    /// <summary>A state in which the role's body does not hold the clue.</summary>
    static string InOtherHands(Role role) => role.Body == Bodies.Discipline ? "approved" : "accepted";

    static bool Sees(Role role, string state)
    {
        var sent = state is "transferred" or "received" or "supplemented" or "accepted" or "proposed" or "disposed";
        if (Deciders.Contains(role) || role == Cppcc.Member) return true; // the member is the author of all of them
        if (role == Cppcc.System || role == Discipline.System || role == Discipline.Intake || role == Discipline.Leader) return sent;
        return role == Discipline.Handler && state is ("accepted" or "proposed" or "disposed");
    }
}
