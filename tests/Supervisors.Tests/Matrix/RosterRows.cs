using Supervision.Contracts;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing.Matrix;

namespace Supervision.Supervisors.Tests.Matrix;

/// <summary>Roster, sectors, teams, squads, postings, conflicts of interest, workload, duty records, statistics.</summary>
public static class RosterRows
{
    static readonly Role[] Joint =
    [
        Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Cppcc.System, Discipline.Leader, Discipline.Liaison, Discipline.System,
    ];

    static readonly Role[] Keepers = [Cppcc.Office, Cppcc.Liaison, Discipline.Liaison];
    static readonly Role[] Office = [Cppcc.Office];
    static readonly Role[] OfficeAndChair = [Cppcc.Office, Cppcc.Chair];
    static readonly Role[] Everybody =
    [
        Cppcc.Member, Cppcc.Supervisor, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison,
        Discipline.Intake, Discipline.Handler, Discipline.Leader, Discipline.Resident, Discipline.Liaison,
    ];

    /// <summary>The supervisor's own entry, tie, posting, record.</summary>
    static readonly Role[] SeeOwn = [.. Joint, Cppcc.Supervisor];

    /// <summary>The supervisor and the handler are in every team here.</summary>
    static readonly Role[] SeeTeam = [.. Joint, Cppcc.Supervisor, Discipline.Handler];

    static readonly RecordKind<Records> OwnEntry = new("own entry", async records => new(await records.OwnEntryAsync()));
    static readonly RecordKind<Records> Nominated = new("nominated", async records => new(await records.NominatedAsync()));
    static readonly RecordKind<Records> Appointed = new("appointed", async records => new(await records.AppointedAsync()));
    static readonly RecordKind<Records> Suspended = new("suspended", async records => new(await records.SuspendedAsync()));
    static readonly RecordKind<Records> SectorKind = new("sector", async records => new(await records.SectorAsync()));
    static readonly RecordKind<Records> Topic = new("topic", async records => new(await records.TopicAsync()));
    static readonly RecordKind<Records> Team = new("team", async records => new(await records.TeamAsync()));
    static readonly RecordKind<Records> Squad = new("squad", async records => new(await records.SquadAsync()));
    static readonly RecordKind<Records> Posting = new("posting", async records => new(await records.PostingAsync()));
    static readonly RecordKind<Records> Tie = new("tie", async records => new(await records.TieAsync()));
    static readonly RecordKind<Records> Override = new("override", async records => new(await records.OverrideAsync()));
    static readonly RecordKind<Records> Flag = new("flag", async records => new(await records.FlagAsync()));
    static readonly RecordKind<Records> Account = new("account", records => Task.FromResult<Case>(new(records.Handler.UserId)));

    static readonly AccessRow<Records>[] Roster =
    [
        new("GET /api/supervisors/roster/") { Shows = Appointed },
        new("GET /api/supervisors/roster/export"),
        new("GET /api/supervisors/roster/template") { Roles = Office, WithoutDatabase = true },
        new("POST /api/supervisors/roster/import") { Roles = Office, Query = "?name=in.xlsx", Body = (_, _) => Records.Sheet() },
        new("POST /api/supervisors/roster/") { Roles = Office, Body = (_, _) => Records.Nomination() },
        new("GET /api/supervisors/roster/{id:guid}") { Of = OwnEntry, Sees = SeeOwn },
        new("GET /api/supervisors/roster/{id:guid}/history") { Of = OwnEntry, Sees = SeeOwn },
        new("PUT /api/supervisors/roster/{id:guid}") { Of = Nominated, Sees = Joint, Roles = Office, Body = (_, _) => Records.Nomination() },
        new("POST /api/supervisors/roster/{id:guid}/link") { Of = Nominated, Sees = Joint, Roles = Office, Works = [], Body = (r, _) => new { userId = r.Handler.UserId } },
        new("POST /api/supervisors/roster/{id:guid}/decline") { Of = Nominated, Sees = Joint, Roles = Office, Body = (_, _) => Records.Reason },
        new("POST /api/supervisors/roster/{id:guid}/appoint") { Of = Nominated, Sees = Joint, Roles = Office, Body = (_, _) => Records.Term() },
        new("POST /api/supervisors/roster/{id:guid}/suspend") { Of = Appointed, Sees = Joint, Roles = OfficeAndChair, Body = (_, _) => Records.Reason },
        new("POST /api/supervisors/roster/{id:guid}/reinstate") { Of = Suspended, Sees = Joint, Roles = OfficeAndChair, Body = (_, _) => Records.Reason },
        new("POST /api/supervisors/roster/{id:guid}/end") { Of = Appointed, Sees = Joint, Roles = OfficeAndChair, Body = (_, _) => Records.Reason },
        new("GET /api/supervisors/settings/") { Roles = [.. Joint, Cppcc.Admin], WithoutDatabase = true },
        new("PUT /api/supervisors/settings/") { Roles = [Cppcc.Admin], Body = (_, _) => new { capacity = 1000 } },
        new("GET /api/supervisors/sectors/"),
        new("POST /api/supervisors/sectors/") { Roles = [Cppcc.Admin], Body = (_, _) => Records.Sector() },
        new("PUT /api/supervisors/sectors/{id:guid}")
        {
            Of = SectorKind, Sees = [Cppcc.Admin], Roles = [Cppcc.Admin], Body = (_, _) => new { chinese = "法律界", english = "Law", active = true },
        },
    ];

    static readonly AccessRow<Records>[] Teams =
    [
        new("GET /api/supervisors/teams/") { Shows = Team },
        new("GET /api/supervisors/teams/export"),
        new("POST /api/supervisors/teams/") { Of = Topic, Sees = Joint, Roles = Keepers, Body = (r, c) => new { topicId = c.Id, team = r.Team() } },
        new("GET /api/supervisors/teams/{id:guid}") { Of = Team, Sees = SeeTeam },
        new("PUT /api/supervisors/teams/{id:guid}") { Of = Team, Sees = SeeTeam, Roles = Keepers, Body = (r, _) => r.Team() },
        new("POST /api/supervisors/teams/{id:guid}/dissolve") { Of = Team, Sees = SeeTeam, Roles = Keepers, Body = (_, _) => Records.Reason },
        new("GET /api/supervisors/squads/") { Shows = Squad },
        new("GET /api/supervisors/squads/export"),
        new("POST /api/supervisors/squads/") { Roles = Keepers, Body = (r, _) => new { team = r.Team() } },
        new("GET /api/supervisors/squads/{id:guid}") { Of = Squad, Sees = SeeTeam },
        new("PUT /api/supervisors/squads/{id:guid}") { Of = Squad, Sees = SeeTeam, Roles = Keepers, Body = (r, _) => r.Team() },
        new("POST /api/supervisors/squads/{id:guid}/dissolve") { Of = Squad, Sees = SeeTeam, Roles = Keepers, Body = (_, _) => Records.Reason },
        new("GET /api/supervisors/postings/") { Shows = Posting },
        new("GET /api/supervisors/postings/export"),
        new("POST /api/supervisors/postings/") { Roles = Keepers, Body = (r, _) => r.Posting() },
        new("GET /api/supervisors/postings/{id:guid}") { Of = Posting, Sees = SeeOwn },
        new("PUT /api/supervisors/postings/{id:guid}") { Of = Posting, Sees = SeeOwn, Roles = Keepers, Body = (_, _) => Records.PostingChange },
        new("POST /api/supervisors/postings/{id:guid}/end") { Of = Posting, Sees = SeeOwn, Roles = Keepers, Body = (_, _) => Records.Reason },
    ];

    static readonly AccessRow<Records>[] Conflicts =
    [
        new("GET /api/supervisors/ties/") { Shows = Tie },
        new("GET /api/supervisors/ties/export"),
        new("POST /api/supervisors/ties/") { Roles = Everybody, Body = (_, _) => Records.Tie() },
        new("POST /api/supervisors/ties/{id:guid}/withdraw")
        {
            Of = Tie, Sees = [Cppcc.Supervisor, .. Keepers], Roles = Everybody, Body = (_, _) => Records.Reason,
        },
        new("GET /api/supervisors/overrides/") { Shows = Override },
        new("GET /api/supervisors/overrides/export"),
        new("POST /api/supervisors/overrides/") { Roles = [Cppcc.Chair], Body = (r, _) => r.Override() },
        new("GET /api/supervisors/conflict-flags/") { Shows = Flag },
        new("GET /api/supervisors/conflict-flags/export"),
        new("POST /api/supervisors/conflict-flags/{id:guid}/settle") { Of = Flag, Sees = SeeOwn, Roles = [.. Keepers, Cppcc.Chair], Body = (_, _) => Records.Reason },
    ];

    static readonly AccessRow<Records>[] Figures =
    [
        new("GET /api/supervisors/workload/") { Roles = Joint, Shows = Team, Tells = (load, by) => load.GetProperty("userId").GetGuid() != by.Account?.UserId },
        new("GET /api/supervisors/workload/export") { Roles = Joint },
        new("GET /api/supervisors/workload/{id:guid}") { Of = Account, Sees = [.. Joint, Discipline.Handler], Roles = [.. Joint, .. Everybody.Except(Joint)] },
        new("GET /api/supervisors/duty-records/{year:int}/") { Path = $"/api/supervisors/duty-records/{Records.Today.Year}/" },
        new("GET /api/supervisors/duty-records/{year:int}/export") { Roles = Joint, Path = $"/api/supervisors/duty-records/{Records.Today.Year}/export" },
        new("GET /api/supervisors/duty-records/{year:int}/district")
        {
            Roles = Joint, Path = $"/api/supervisors/duty-records/{Records.Today.Year}/district", WithoutDatabase = true,
        },
        new("GET /api/supervisors/duty-records/{year:int}/{id:guid}") { Of = OwnRecord, Sees = SeeOwn },
        new("GET /api/supervisors/duty-records/{year:int}/{id:guid}/{figure}") { Of = OwnRecord, Sees = SeeOwn },
        new("GET /api/supervisors/statistics") { Roles = Joint, WithoutDatabase = true },
    ];

    static RecordKind<Records> OwnRecord => new("own record", async records => new(await records.OwnEntryAsync(), new Dictionary<string, string>
    {
        ["year"] = $"{Records.Today.Year}",
        ["figure"] = "activities",
    }));

    public static AccessRow<Records>[] Rows { get; } = [.. Roster, .. Teams, .. Conflicts, .. Figures];
}
