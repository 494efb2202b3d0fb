using System.Collections.Frozen;
using CsCheck;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Places;
using Supervision.Supervisors.Teams;
using Supervision.Supervisors.Visits;
using Supervision.Supervisors.Whistles;

namespace Supervision.Supervisors.Tests.Field;

/// <summary>Random commands by random callers on visits and whistles, compared with tables of allowed moves (domain.md, "State machines").</summary>
public sealed class FieldWalkTests
{
    static readonly DateTimeOffset Start = new(2026, 5, 6, 1, 0, 0, TimeSpan.Zero);
    static readonly Caller Supervisor = Of(Cppcc.Supervisor), Cadre = Of(Discipline.Handler), Linked = Of(Discipline.Leader), Office = Of(Cppcc.Office), Keeper = Of(Cppcc.Member), Stranger = Of(Cppcc.Member);
    static readonly Caller[] Callers = [Supervisor, Cadre, Linked, Office, Keeper, Stranger];

    static readonly Dictionary<(VisitStatus, string), VisitStatus> VisitMoves = new()
    {
        [(VisitStatus.Planned, "change")] = VisitStatus.Planned,
        [(VisitStatus.Planned, "start")] = VisitStatus.Started,
        [(VisitStatus.Planned, "cancel")] = VisitStatus.Cancelled,
        [(VisitStatus.Started, "report")] = VisitStatus.Reported,
        [(VisitStatus.Reported, "report")] = VisitStatus.Reported,
        [(VisitStatus.Reported, "close")] = VisitStatus.Closed,
    };

    static readonly Dictionary<(WhistleStatus, string), WhistleStatus> WhistleMoves = new()
    {
        [(WhistleStatus.Raised, "dispatch")] = WhistleStatus.Dispatched,
        [(WhistleStatus.Reopened, "dispatch")] = WhistleStatus.Dispatched,
        [(WhistleStatus.Dispatched, "report-in")] = WhistleStatus.ReportedIn,
        [(WhistleStatus.ReportedIn, "resolve")] = WhistleStatus.Resolved,
        [(WhistleStatus.Resolved, "confirm")] = WhistleStatus.Confirmed,
        [(WhistleStatus.Resolved, "reopen")] = WhistleStatus.Reopened,
    };

    [Fact]
    public void A_visit_moves_only_as_it_may_and_is_sealed_until_it_starts()
    {
        var reached = new HashSet<VisitStatus>();
        string[] moves = ["change", "start", "cancel", "report", "close"];
        Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, moves.Length - 1], Gen.Int[0, Callers.Length - 1], Gen.Int[0, 3]).Array[3, 25]).Sample(
            (sealing, steps) =>
            {
                var mode = sealing ? VisitMode.Unannounced : VisitMode.Open;
                var visit = Visit.Make(Plan(mode), Party, Supervisor, Start);
                if (!visit.Sealed) visit.Number("V2026-0001");
                var (now, status) = (Start, VisitStatus.Planned);
                foreach (var (m, c, open) in steps)
                {
                    now = now.AddMinutes(10);
                    var (move, by) = (moves[m], Callers[c]);
                    var expected = VisitMoves.TryGetValue((status, move), out var next) && May(move, by, visit.Sealed) && (move != "close" || open == 0) ? next : (VisitStatus?)null;
                    if (move is "start" or "report" && expected is null) continue; // the sync takes entries of participants only, and the ledger reports after a start
                    try
                    {
                        Apply(visit, move, by, open, now);
                        Assert.True(expected == visit.Status, $"{status}: {move} by {by.Name}: {visit.Status} instead of {expected}");
                        status = visit.Status;
                    }
                    catch (RuleViolation violation)
                    {
                        Assert.True(expected is null, $"{status}: {move} by {by.Name} was refused: {violation.Code}");
                    }

                    reached.Add(status);
                    Assert.Equal(sealing && visit.StartedAt is null, visit.Sealed);
                    Assert.Equal(visit.Sealed, visit.Reference is null);
                    if (visit.Sealed) Assert.DoesNotContain(visit.Readers, user => user == Office.UserId || user == Stranger.UserId);
                }
            },
            iter: 500, threads: 1);
        Assert.Equal(5, reached.Count);
    }

    [Fact]
    public void A_whistle_moves_only_as_it_may()
    {
        var reached = new HashSet<WhistleStatus>();
        string[] moves = ["dispatch", "report-in", "resolve", "confirm", "reopen"];
        Gen.Select(Gen.Int[0, moves.Length - 1], Gen.Int[0, Callers.Length - 1], Gen.Bool).Array[5, 40].Sample(
            steps =>
            {
                var (whistle, _) = Whistle.Raise("W2026-0001", Place(), "事项", "详情", null, [], Keeper, Start);
                var now = Start;
                foreach (var (m, c, onward) in steps)
                {
                    now = now.AddMinutes(7);
                    var allowed = WhistleMoves.Keys.Where(key => key.Item1 == whistle.Status).Select(key => key.Item2).ToList();
                    var move = onward && allowed.Count > 0 ? allowed[m % allowed.Count] : moves[m];
                    var by = onward ? (move is "dispatch" ? Office : move is "confirm" or "reopen" ? Keeper : Supervisor) : Callers[c];
                    var may = move switch { "dispatch" => true, "confirm" or "reopen" => by == Keeper, _ => whistle.Supervisors.Contains(by.UserId) };
                    var before = whistle.Status;
                    var expected = may && WhistleMoves.TryGetValue((before, move), out var next) ? next : (WhistleStatus?)null;
                    try
                    {
                        Apply(whistle, move, by, now);
                        Assert.True(expected == whistle.Status, $"{before}: {move} by {by.Name}: {whistle.Status} instead of {expected}");
                    }
                    catch (RuleViolation violation)
                    {
                        Assert.True(expected is null, $"{before}: {move} by {by.Name} was refused: {violation.Code}");
                    }

                    reached.Add(whistle.Status);
                    if (whistle.Status is WhistleStatus.ReportedIn) Assert.Equal((int)(whistle.ReportedInAt - whistle.DispatchedAt)!.Value.TotalMinutes, whistle.ReportInMinutes);
                }
            },
            iter: 500, threads: 1);
        Assert.Equal(6, reached.Count);
    }

    [Fact]
    public void Whoever_is_not_of_the_party_plans_open_visits_only_and_only_as_keeper()
    {
        Visit.Make(Plan(VisitMode.Open), Party, Office, Start);
        Visit.Make(Plan(VisitMode.Unannounced), Party, Linked, Start);
        Assert.Equal("visit.not_yours", Assert.Throws<RuleViolation>(() => Visit.Make(Plan(VisitMode.Unannounced), Party, Office, Start)).Code);
        Assert.Equal("visit.not_yours", Assert.Throws<RuleViolation>(() => Visit.Make(Plan(VisitMode.Open), Party, Stranger, Start)).Code);
        Assert.Equal("visit.participant_unfit", Assert.Throws<RuleViolation>(() => Visit.Make(Plan(VisitMode.Open) with { Participants = [Stranger.UserId] }, Party, Supervisor, Start)).Code);
        Assert.Equal("visit.nothing_to_look_back", Assert.Throws<RuleViolation>(() => Visit.Make(Plan(VisitMode.Open) with { Purpose = VisitPurpose.LookBack }, Party, Supervisor, Start)).Code);
    }

    static VisitParty Party { get; } = new(
        Guid.NewGuid(), null, [Supervisor.UserId, Cadre.UserId], [Linked.UserId], new Mandate(["U1"], [], new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)));

    static VisitPlan Plan(VisitMode mode) => new(
        "检查", null, mode, VisitPurpose.Routine, VisitCoverage.Phased, [new("大厅", null, "U1", null)], ["U1"], null, new DateOnly(2026, 5, 6), new DateOnly(2026, 5, 20),
        [Supervisor.UserId, Cadre.UserId], []);

    static Place Place() => Places.Place.Enter("330305", new(PlaceKind.CivicHall, "议事堂", "路1号", null, null, [], [Keeper.UserId], []), Start);

    static bool May(string move, Caller by, bool isSealed) => move switch
    {
        "change" => by == Supervisor || by == Cadre || by == Linked || (!isSealed && by == Office),
        _ => true, // permission is checked where entries are taken, and at the endpoint
    };

    static void Apply(Visit visit, string move, Caller by, int open, DateTimeOffset now)
    {
        if (move == "change") visit.Change(Plan(visit.Mode), Party, by);
        else if (move == "cancel") visit.Cancel("改期", by, now);
        else if (move == "close") visit.Close(open, 0, by, now);
        else if (move == "report") visit.Report(Entry(visit, now, new(Report: new("报告"))));
        else
        {
            if (visit.Reference is null) visit.Number("V2026-0002");
            visit.Start(Entry(visit, now, new(Start: new(null))), []);
        }
    }

    static void Apply(Whistle whistle, string move, Caller by, DateTimeOffset now)
    {
        if (move == "dispatch") whistle.Dispatch([Supervisor.UserId], by, now);
        else if (move == "report-in") whistle.ReportIn(by, now);
        else if (move == "resolve") whistle.Resolve("已办", by, now);
        else if (move == "confirm") whistle.Confirm(by, now);
        else whistle.Reopen("未解决", by, now);
    }

    static FieldEntry Entry(Visit visit, DateTimeOffset at, EntryContent content) => new()
    {
        VisitId = visit.Id,
        Id = Guid.CreateVersion7(at),
        District = visit.District,
        Kind = content.Kind!.Value,
        By = Supervisor.UserId,
        ByName = Supervisor.Name,
        RecordedAt = at,
        ReceivedAt = at,
        ClockDifference = 0,
        Content = content,
        Hash = FieldEntry.HashOf(Supervisor.UserId, at, content),
    };

    static Caller Of(Role role) => new(Guid.NewGuid(), role.ToString(), "330305", role.Body, new[] { role.Name }.ToFrozenSet(), null);
}
