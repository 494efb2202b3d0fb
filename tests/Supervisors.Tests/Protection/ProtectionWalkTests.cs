using System.Collections.Frozen;
using CsCheck;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Protection;

namespace Supervision.Supervisors.Tests.Protection;

/// <summary>Random commands by random callers on a case, compared with a table of allowed moves.</summary>
public sealed class ProtectionWalkTests
{
    static readonly DateTimeOffset Start = new(2026, 5, 6, 1, 0, 0, TimeSpan.Zero);
    static readonly Caller Reporter = Of(Cppcc.Supervisor), Leader = Of(Discipline.Leader), Handler = Of(Discipline.Handler), Other = Of(Discipline.Handler), Office = Of(Cppcc.Office);
    static readonly Caller[] Callers = [Reporter, Leader, Handler, Other, Office];
    static readonly string[] Moves = ["accept", "assign", "investigate", "conclude", "supplement", "note", "involve"];

    static readonly Dictionary<(ProtectionStatus, string), ProtectionStatus> Allowed = new()
    {
        [(ProtectionStatus.Reported, "accept")] = ProtectionStatus.Accepted,
        [(ProtectionStatus.Accepted, "investigate")] = ProtectionStatus.Investigating,
        [(ProtectionStatus.Investigating, "conclude")] = ProtectionStatus.Concluded,
        [(ProtectionStatus.Accepted, "assign")] = ProtectionStatus.Accepted,
        [(ProtectionStatus.Investigating, "assign")] = ProtectionStatus.Investigating,
        [(ProtectionStatus.Accepted, "involve")] = ProtectionStatus.Accepted,
        [(ProtectionStatus.Investigating, "involve")] = ProtectionStatus.Investigating,
    };

    [Fact]
    public void Only_allowed_moves_by_those_they_are_for_succeed()
    {
        var reached = new HashSet<ProtectionStatus>();
        Gen.Select(Gen.Int[0, Moves.Length - 1], Gen.Int[0, Callers.Length - 1], Gen.Bool).Array[5, 40].Sample(
            steps =>
            {
                var (@case, now) = (Reported(), Start);
                foreach (var (m, c, onward) in steps)
                {
                    now = now.AddHours(1);
                    var move = onward ? @case.Status switch { ProtectionStatus.Reported => "accept", ProtectionStatus.Accepted => @case.Handler is null ? "assign" : "investigate", _ => "conclude" } : Moves[m];
                    var by = onward ? (move == "investigate" ? Handler : Leader) : Callers[c];
                    var expected = May(@case, move, by) ? Next(@case.Status, move) : null;
                    try
                    {
                        @case = Apply(@case, move, by, now);
                        Assert.True(expected == @case.Status, $"{move} by {by.Name}: {@case.Status} instead of {expected}");
                    }
                    catch (RuleViolation violation)
                    {
                        Assert.True(expected is null, $"{@case.Status}: {move} by {by.Name} was refused: {violation.Code}");
                    }

                    reached.Add(@case.Status);
                }
            },
            iter: 500, threads: 1);
        Assert.Equal(4, reached.Count);
    }

    [Fact]
    public void What_ends_in_its_time_is_not_lost_and_what_ends_before_is()
    {
        var today = DateOnly.FromDateTime(Start.UtcDateTime);
        WatchedEngagement team = new(null, Guid.NewGuid(), "一组", today.AddDays(3), null), posting = new(Engagements.EngagementKind.Posting, Guid.NewGuid(), "驻点", today.AddDays(-1), null);
        var @case = Reported() with { Watched = [team, posting] };
        Assert.Same(@case, @case.Watch([team, posting], today, Start));
        var seen = @case.Watch([], today, Start);
        Assert.Equal([Start, null], seen.Watched.Select(engagement => engagement.LostAt));
        Assert.Equal(Start, seen.Watch([team], today, Start.AddDays(1)).Watched[0].LostAt); // even if given back, it counts as lost
        Assert.Equal(2, seen.Watch([team with { MatterId = Guid.NewGuid() }], today, Start.AddDays(1)).Watched.Count(engagement => engagement.LostAt is null));
    }

    static ProtectionStatus? Next(ProtectionStatus status, string move) =>
        move is "supplement" or "note" ? status is ProtectionStatus.Concluded ? null : status : Allowed.TryGetValue((status, move), out var next) ? next : null;

    static bool May(ProtectionCase @case, string move, Caller by) => move switch
    {
        "accept" or "assign" or "conclude" => by == Leader,
        "investigate" => @case.Handler == by.UserId,
        "supplement" => by == Reporter,
        _ => by == Leader || @case.Handler == by.UserId,
    };

    static ProtectionCase Apply(ProtectionCase @case, string move, Caller by, DateTimeOffset now) => move switch
    {
        "accept" => @case.Accept(Due(now), by, now),
        "assign" => @case.Assign(new Person { UserId = Handler.UserId, District = "330305", Body = Bodies.Discipline, Name = "示例", Roles = ["handler"], Active = true, Version = 1 }, by),
        "investigate" => @case.Investigate(by, now),
        "conclude" => @case.Conclude("结论", by, now),
        "supplement" => @case.Supplement("补充", by, now),
        "note" => @case.Note("记录", by, now),
        _ => @case.Involve("〔2026〕1号", "部门", by, now),
    };

    internal static ProtectionCase Reported() => new()
    {
        Id = Guid.CreateVersion7(Start),
        District = "330305",
        Reporter = Reporter.UserId,
        ReporterName = Reporter.Name,
        Kind = ProtectionKind.Retaliation,
        Heading = "示例",
        Account = "示例情况",
        ReportedAt = Start,
        AcceptBy = Due(Start),
    };

    static DueDate Due(DateTimeOffset from) => WorkingCalendar.For(new DistrictCalendar("330305")).Due(from, new DeadlineRule(3, DeadlineUnit.WorkingDays));

    static Caller Of(Role role) => new(Guid.NewGuid(), role.ToString(), "330305", role.Body, new[] { role.Name }.ToFrozenSet(), null);
}
