using System.Globalization;
using Supervision.Contracts;
using Supervision.Testing.Matrix;
using Supervision.Topics.Tests.Meetings;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Matrix;

/// <summary>
/// Meetings, decisions, minutes, the series, the leading group and the joint rules. No upcoming meeting here is a joint one, since matters are added
/// to their agendas automatically at any time.
/// </summary>
public static class MeetingRows
{
    /// <summary>A year in which nobody else met, so that people who are not overseers attended nothing.</summary>
    const int YearOfOverseers = 2012;

    static readonly Role[] Conveners = [Cppcc.Office, Cppcc.Liaison, Discipline.Liaison];
    static readonly Role[] Leaders = [Cppcc.Chair, Discipline.Leader];
    static readonly Role[] Overseers = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Discipline.Leader, Discipline.Liaison];
    static readonly Role[] Invited = [Cppcc.Office, Cppcc.Chair, Cppcc.Member, Discipline.Leader, Discipline.Liaison, Discipline.Handler];
    static readonly Role[] Readers = [.. Overseers, Cppcc.Member, Discipline.Handler];
    static readonly Role[] BothBodies = [.. Roles.All.Where(role => role.Body is Bodies.Cppcc or Bodies.Discipline)];

    static readonly RecordKind<Affairs> Planned = new("planned meeting", async affairs => new(await affairs.Gatherings.PlannedAsync("symposium")));
    static readonly RecordKind<Affairs> Called = new("called meeting", affairs => MeetingAsync(affairs, affairs.Gatherings.CalledAsync("symposium")));
    static readonly RecordKind<Affairs> Held = new("held meeting", affairs => MeetingAsync(affairs, affairs.Gatherings.HeldAsync("symposium")));
    static readonly RecordKind<Affairs> Minuted = new("minuted meeting", async affairs => new(await affairs.Gatherings.MinutedAsync()));
    static readonly RecordKind<Affairs> Issued = new("meeting with issued minutes", async affairs =>
        new(await affairs.Gatherings.AfterAsync(await affairs.Gatherings.MinutedAsync(), affairs.Office, "minutes/issue")));
    static readonly RecordKind<Affairs> Pending = new("pending decision", PendingAsync);
    static readonly RecordKind<Affairs> HeldByOverseers = new("meeting of overseers alone", async affairs => new(
        await affairs.Gatherings.HeldByAsync([affairs.Chair, affairs.Leader], new DateTimeOffset(YearOfOverseers, 3, 2, 1, 0, 0, TimeSpan.Zero))));
    static readonly RecordKind<Affairs> Rule = new("joint rule", async affairs => new(await affairs.Gatherings.RuleAsync()));

    static readonly RecordKind<Affairs> LeadingGroup = new("leading group", async affairs => new(await affairs.Gatherings.LeadingGroupAsync()));

    static readonly AccessRow<Affairs>[] Meetings =
    [
        new("POST /api/topics/meetings/") { Roles = Conveners, Body = (_, _) => Gatherings.Plan("symposium") },
        new("GET /api/topics/meetings/") { Shows = Called },
        new("GET /api/topics/meetings/export"),
        new("GET /api/topics/meetings/{id:guid}") { Of = Called, Sees = Readers },
        new("PUT /api/topics/meetings/{id:guid}")
        {
            Of = Planned, Sees = Overseers, Roles = Conveners, Body = (_, _) => new { title = "座谈会", place = "二楼", starts = DateTimeOffset.UtcNow },
        },
        new("POST /api/topics/meetings/{id:guid}/call") { Of = Planned, Sees = Overseers, Roles = Conveners },
        new("POST /api/topics/meetings/{id:guid}/cancel") { Of = Planned, Sees = Overseers, Roles = Conveners, Body = (_, _) => new { reason = "改期" } },
        new("POST /api/topics/meetings/{id:guid}/hold") { Of = Called, Sees = Overseers, Roles = Conveners, Body = Holding },
    ];

    static readonly AccessRow<Affairs>[] AgendaAndAttendance =
    [
        new("GET /api/topics/meetings/{id:guid}/agenda") { Of = Called, Sees = Readers },
        new("PUT /api/topics/meetings/{id:guid}/agenda")
        {
            Of = Planned, Sees = Overseers, Roles = Conveners, Body = (_, _) => new { items = new[] { new { title = "另一事项" } } },
        },
        new("POST /api/topics/meetings/{id:guid}/agenda/assemble") { Of = Planned, Sees = Overseers, Roles = Conveners, Works = [] },
        new("GET /api/topics/meetings/invitees")
        {
            Roles = CoreRows.Joint, Tells = (person, by) => person.GetProperty("userId").GetGuid() != by.Account?.UserId,
        },
        new("POST /api/topics/meetings/{id:guid}/invitations")
        {
            Of = Planned, Sees = Overseers, Roles = Conveners, Body = (affairs, _) => new { users = new[] { affairs.Supervisor.UserId } },
        },
        new("POST /api/topics/meetings/{id:guid}/answer") { Of = Called, Sees = Readers, Works = Invited, Body = (_, _) => new { accepts = true } },
        new("PUT /api/topics/meetings/{id:guid}/attendance")
        {
            Of = Held, Sees = Overseers, Roles = Conveners, Body = (affairs, _) => new { present = new[] { affairs.Office.UserId, affairs.Member.UserId } },
        },
    ];

    static readonly AccessRow<Affairs>[] Decisions =
    [
        new("POST /api/topics/meetings/{id:guid}/decisions")
        {
            Of = Held, Sees = Overseers, Roles = Conveners,
            Body = (_, c) => new { agendaItem = c.Values!["item"], agendaVersion = Agenda(c), kind = "resolution", wording = "原则同意。" },
        },
        new("GET /api/topics/meetings/{id:guid}/decisions") { Of = Held, Sees = Readers },
        new("GET /api/topics/meetings/decisions/awaiting") { Roles = Leaders, Shows = Pending },
        new("PUT /api/topics/meetings/decisions/{id:guid}") { Of = Pending, Sees = Overseers, Roles = Conveners, Body = (_, _) => new { wording = "另作表述。" } },
        new("POST /api/topics/meetings/decisions/{id:guid}/concur")
        {
            Of = Pending, Sees = Overseers, Roles = Leaders, Body = (_, c) => new { contentHash = c.Values!["hash"] },
        },
        new("POST /api/topics/meetings/decisions/{id:guid}/refuse")
        {
            Of = Pending, Sees = Overseers, Roles = Leaders, Body = (_, c) => new { contentHash = c.Values!["hash"], reason = "再议" },
        },
        new("PUT /api/topics/meetings/{id:guid}/minutes") { Of = Held, Sees = Overseers, Roles = Conveners, Body = (_, _) => new { text = "会议听取了汇报。" } },
        new("POST /api/topics/meetings/{id:guid}/minutes/issue") { Of = Minuted, Sees = Overseers, Roles = Conveners },
        new("GET /api/topics/meetings/{id:guid}/minutes") { Of = Issued, Sees = Readers },
    ];

    static readonly AccessRow<Affairs>[] Governance =
    [
        new("PUT /api/topics/meetings/series") { Roles = Conveners, Body = (_, _) => new { day = 15, time = "14:30:00", place = "三楼", active = false } },
        new("GET /api/topics/meetings/series") { Roles = Overseers },
        new("GET /api/topics/meetings/months")
        {
            Roles = Overseers, Shows = HeldByOverseers, Query = $"?year={YearOfOverseers}", Tells = (month, _) => month.GetProperty("held").GetInt32() > 0,
        },
        new("PUT /api/topics/leading-group") { Roles = Conveners, Body = (affairs, _) => GovernanceTests.Group(affairs.Gatherings) },
        new("GET /api/topics/leading-group") { Roles = BothBodies },
        new("GET /api/topics/leading-group/versions") { Roles = BothBodies, Shows = LeadingGroup },
        new("POST /api/topics/joint-rules") { Roles = Conveners, Body = (_, _) => Gatherings.Rule() },
        new("GET /api/topics/joint-rules") { Roles = BothBodies, Shows = Rule },
        new("GET /api/topics/joint-rules/{id:guid}") { Of = Rule, Sees = BothBodies, Roles = BothBodies },
        new("PUT /api/topics/joint-rules/{id:guid}") { Of = Rule, Sees = BothBodies, Roles = Conveners, Body = (_, _) => Gatherings.Rule("修订") },
    ];

    public static IReadOnlyList<AccessRow<Affairs>> Rows { get; } = [.. Meetings, .. AgendaAndAttendance, .. Decisions, .. Governance];

    static async Task<Case> MeetingAsync(Affairs affairs, Task<Guid> made)
    {
        var id = await made;
        var (item, version) = (await affairs.Gatherings.ItemAsync(id), await affairs.Gatherings.AgendaVersionAsync(id));
        return new(id, new Dictionary<string, string> { ["item"] = item.ToString(), ["agenda"] = version.ToString(CultureInfo.InvariantCulture) });
    }

    static async Task<Case> PendingAsync(Affairs affairs)
    {
        var decision = await affairs.Gatherings.PendingAsync(await affairs.Gatherings.HeldAsync());
        return new(decision, new Dictionary<string, string> { ["hash"] = await affairs.Gatherings.HashOfAsync(decision) });
    }

    static object Holding(Affairs affairs, Case about) =>
        new { agendaVersion = Agenda(about), attendance = new { present = new[] { affairs.Office.UserId, affairs.Chair.UserId } } };

    static int Agenda(Case about) => int.Parse(about.Values!["agenda"], CultureInfo.InvariantCulture);
}
