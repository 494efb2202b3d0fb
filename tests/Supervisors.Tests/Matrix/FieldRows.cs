using Supervision.Contracts;
using Supervision.Supervisors.Tests.Field;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing.Matrix;

namespace Supervision.Supervisors.Tests.Matrix;

/// <summary>Visits, findings, whistles, places and protection.</summary>
public static class FieldRows
{
    static readonly Role[] Joint =
    [
        Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Cppcc.System, Discipline.Leader, Discipline.Liaison, Discipline.System,
    ];

    static readonly Role[] Everybody =
    [
        Cppcc.Member, Cppcc.Supervisor, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison,
        Discipline.Intake, Discipline.Handler, Discipline.Leader, Discipline.Resident, Discipline.Liaison,
    ];

    static readonly Role[] Keepers = [Cppcc.Office, Cppcc.Liaison, Discipline.Liaison];
    static readonly Role[] Dispatchers = [Cppcc.Office, Cppcc.Liaison];

    /// <summary>The supervisor and the handler are the squad of every visit here, chair and leader its linked leaders.</summary>
    static readonly Role[] Squad = [Cppcc.Supervisor, Discipline.Handler];

    static readonly Role[] Party = [.. Squad, Cppcc.Chair, Discipline.Leader];
    static readonly Role[] Readers = [.. Joint, .. Squad];

    /// <summary>Readers of a whistle: those who run supervision, the member who keeps the place, the supervisor who was sent.</summary>
    static readonly Role[] Concerned = [.. Joint, Cppcc.Member, Cppcc.Supervisor];

    static readonly Role[] Sealed = [Cppcc.Supervisor, Discipline.Leader, Discipline.Handler];
    static readonly Role[] Reporters = [Cppcc.Supervisor, Cppcc.Member];
    static readonly Role[] Commission = [Discipline.Leader, Discipline.Handler];
    static readonly Role[] Anybody = [.. Roles.All, Cppcc.System, Discipline.System];
    static readonly object Reason = new { reason = Fieldwork.Reason };

    static readonly RecordKind<Records> Open = new("open visit", async r => new(await r.Field.PlannedAsync()));
    static readonly RecordKind<Records> Hidden = new("unannounced visit", async r => new(await r.Field.PlannedAsync("unannounced")));
    static readonly RecordKind<Records> Started = new("started visit", async r => new(await r.Field.StartedAsync()));
    static readonly RecordKind<Records> Reported = new("reported visit", async r => new(await r.Field.ReportedAsync()));
    static readonly RecordKind<Records> Photo = new("photo of a visit", r => r.Field.PhotoAsync());
    static readonly RecordKind<Records> Finding = new("finding", r => r.Field.FindingAsync());
    static readonly RecordKind<Records> Raised = new("raised whistle", async r => new(await r.Field.WhistleAsync()));
    static readonly RecordKind<Records> Dispatched = new("dispatched whistle", async r => new(await r.Field.WhistleAsync("dispatch")));
    static readonly RecordKind<Records> ReportedIn = new("whistle with report-in", async r => new(await r.Field.WhistleAsync("dispatch", "report-in")));
    static readonly RecordKind<Records> Resolved = new("resolved whistle", async r => new(await r.Field.WhistleAsync("dispatch", "report-in", "resolve")));
    static readonly RecordKind<Records> Place = new("place", async r => new(await r.Field.PlaceAsync()));
    static readonly RecordKind<Records> Reports = new("protection case", async r => new(await r.Field.ProtectionAsync()));
    static readonly RecordKind<Records> Accepted = new("accepted protection case", async r => new(await r.Field.ProtectionAsync("accept")));
    static readonly RecordKind<Records> Assigned = new("assigned protection case", async r => new(await r.Field.ProtectionAsync("accept", "assign")));
    static readonly RecordKind<Records> Investigated = new("investigated protection case", async r => new(await r.Field.ProtectionAsync("accept", "assign", "investigate", "notices")));

    static readonly AccessRow<Records>[] Visits =
    [
        new("GET /api/supervisors/visits/") { Shows = Started },
        new("GET /api/supervisors/visits/export"),
        new("GET /api/supervisors/visits/{id:guid}") { Of = Started, Sees = Readers },
        new("PUT /api/supervisors/visits/{id:guid}") { Of = Hidden, Sees = Party, Roles = Everybody, Body = (r, c) => r.Field.PlanOf(c.Id, "unannounced") },
        new("POST /api/supervisors/visits/{id:guid}/cancel") { Of = Hidden, Sees = Party, Roles = Everybody, Body = (_, _) => Reason },
        new("POST /api/supervisors/visits/{id:guid}/close") { Of = Reported, Sees = Readers, Roles = Keepers },
        new("GET /api/supervisors/visits/{id:guid}/earlier-findings") { Of = Open, Sees = Readers },
        new("POST /api/supervisors/visits/{id:guid}/sync")
        {
            Of = Started, Sees = Readers, Roles = Everybody, Works = Squad,
            Body = (_, _) => new { deviceTime = DateTimeOffset.UtcNow, entries = new[] { Fieldwork.FindingEntry(Guid.CreateVersion7(), DateTimeOffset.UtcNow) } },
        },
        new("POST /api/supervisors/visits/{id:guid}/start") { Of = Hidden, Sees = Party, Roles = Everybody, Works = Squad, Body = (_, _) => new { } },
        new("POST /api/supervisors/visits/{id:guid}/report") { Of = Started, Sees = Readers, Roles = Everybody, Works = Squad, Body = (_, _) => new { narrative = "示例·监督报告" } },
        new("GET /api/supervisors/visits/{id:guid}/files") { Of = Photo, Sees = Readers },
        new("GET /api/supervisors/visits/{id:guid}/files/{hash}") { Of = Photo, Sees = Readers },
        new("PUT /api/supervisors/visits/{id:guid}/files/{hash}")
        {
            Of = Photo, Sees = Readers, Roles = Everybody, Works = Squad, Query = "?name=photo.jpg", Body = (_, _) => Fieldwork.Bytes(Fieldwork.Jpeg()),
        },
    ];

    static readonly AccessRow<Records>[] Findings =
    [
        new("GET /api/supervisors/findings/") { Shows = Finding },
        new("GET /api/supervisors/findings/export"),
        new("GET /api/supervisors/findings/{id:guid}") { Of = Finding, Sees = Readers },
        new("POST /api/supervisors/findings/{id:guid}/dispose")
        {
            Of = Finding, Sees = Readers, Roles = Everybody, Works = [.. Party, Cppcc.Office], Body = (_, _) => new { disposition = "clue", reason = Fieldwork.Reason },
        },
    ];

    static readonly AccessRow<Records>[] Whistles =
    [
        new("GET /api/supervisors/whistles/") { Shows = Raised },
        new("GET /api/supervisors/whistles/export"),
        new("POST /api/supervisors/whistles/")
        {
            Of = Place, Sees = Anybody, Works = [.. Dispatchers, Cppcc.Member],
            Body = (_, c) => new { placeId = c.Id, heading = "示例·监督吹哨", detail = "示例·监督事项" },
        },
        new("GET /api/supervisors/whistles/{id:guid}") { Of = Dispatched, Sees = Concerned },
        new("GET /api/supervisors/whistles/{id:guid}/candidates") { Of = Raised, Sees = Concerned, Roles = Dispatchers, WithoutDatabase = true },
        new("POST /api/supervisors/whistles/{id:guid}/dispatch")
        {
            Of = Raised, Sees = Concerned, Roles = Dispatchers, Body = (r, _) => new { supervisors = new[] { r.Field.Supervisor.UserId } },
        },
        new("POST /api/supervisors/whistles/{id:guid}/report-in") { Of = Dispatched, Sees = Concerned, Roles = Everybody, Works = [Cppcc.Supervisor] },
        new("POST /api/supervisors/whistles/{id:guid}/resolve")
        {
            Of = ReportedIn, Sees = Concerned, Roles = Everybody, Works = [Cppcc.Supervisor], Body = (_, _) => new { resolution = "示例·监督办结" },
        },
        new("POST /api/supervisors/whistles/{id:guid}/confirm") { Of = Resolved, Sees = Concerned, Works = [Cppcc.Member] },
        new("POST /api/supervisors/whistles/{id:guid}/reopen") { Of = Resolved, Sees = Concerned, Works = [Cppcc.Member], Body = (_, _) => Reason },
    ];

    static readonly AccessRow<Records>[] Places =
    [
        new("GET /api/supervisors/places/"),
        new("GET /api/supervisors/places/export"),
        new("POST /api/supervisors/places/") { Roles = Keepers, Body = (r, _) => r.Field.PlaceCard() },
        new("GET /api/supervisors/places/template") { Roles = Keepers, WithoutDatabase = true },
        new("POST /api/supervisors/places/import")
        {
            Roles = Keepers, Query = "?name=in.xlsx", Body = (_, _) => Fieldwork.Sheet(Fieldwork.Row($"示例·监督导入{Guid.NewGuid():N}"[..20])),
        },
        new("GET /api/supervisors/places/{id:guid}") { Of = Place, Sees = Anybody },
        new("PUT /api/supervisors/places/{id:guid}") { Of = Place, Sees = Anybody, Roles = Keepers, Body = (r, _) => r.Field.PlaceCard() },
        new("POST /api/supervisors/places/{id:guid}/use") { Of = Place, Sees = Anybody, Roles = Keepers, Body = (_, _) => new { active = false } },
        new("POST /api/supervisors/places/{id:guid}/declare") { Of = Place, Sees = Anybody, Roles = [Cppcc.Supervisor] },
        new("DELETE /api/supervisors/places/declared") { Roles = [Cppcc.Supervisor], WithoutDatabase = true },
    ];

    static readonly AccessRow<Records>[] Protection =
    [
        new("GET /api/supervisors/protection/") { Shows = Assigned },
        // The reporter and the handler of a case have its row, but not this view of it.
        new("GET /api/supervisors/protection/watch") { Roles = [Discipline.Leader], WithoutDatabase = true },
        new("GET /api/supervisors/protection/{id:guid}") { Of = Assigned, Sees = Sealed },
        new("POST /api/supervisors/protection/{id:guid}/supplements") { Of = Assigned, Sees = Sealed, Roles = Reporters, Body = (_, _) => new { text = "示例·监督补充" } },
        new("POST /api/supervisors/protection/{id:guid}/accept") { Of = Reports, Sees = Sealed, Roles = [Discipline.Leader] },
        new("POST /api/supervisors/protection/{id:guid}/assign") { Of = Accepted, Sees = Sealed, Roles = [Discipline.Leader], Body = (r, _) => new { handler = r.Field.Handler.UserId } },
        new("POST /api/supervisors/protection/{id:guid}/investigate") { Of = Assigned, Sees = Sealed, Roles = [Discipline.Handler] },
        new("POST /api/supervisors/protection/{id:guid}/notes") { Of = Assigned, Sees = Sealed, Roles = Commission, Body = (_, _) => new { text = "示例·监督记录" } },
        new("POST /api/supervisors/protection/{id:guid}/notices") { Of = Assigned, Sees = Sealed, Roles = Commission, Body = (_, _) => new { department = "示例·协作部门" } },
        new("GET /api/supervisors/protection/{id:guid}/notices/{number:int}/document")
        {
            Of = new("numbered notice", async r => new(await r.Field.ProtectionAsync("accept", "assign", "notices"), new Dictionary<string, string> { ["number"] = "1" })),
            Sees = Sealed, Roles = Commission,
        },
        new("POST /api/supervisors/protection/{id:guid}/conclude") { Of = Investigated, Sees = Sealed, Roles = [Discipline.Leader], Body = (_, _) => new { conclusion = "示例·监督结论" } },
    ];

    /// <summary>Reports use ids that do not exist yet; see <c>ProtectionTests</c>.</summary>
    public static readonly string[] ProvedElsewhere = ["PUT /api/supervisors/protection/{id:guid}"];

    public static AccessRow<Records>[] Rows { get; } =
    [
        .. Visits, .. Findings, .. Whistles, .. Places, .. Protection,
        new("POST /api/supervisors/visits/")
        {
            Of = new("squad", async r => new(await r.Field.SquadAsync())), Sees = Readers, Roles = Everybody, Works = [.. Party, .. Keepers],
            Body = (r, c) => r.Field.Plan(c.Id),
        },
        new("GET /api/supervisors/statistics/field/{year:int}") { Roles = Joint, Path = "/api/supervisors/statistics/field/2026" },
    ];
}
