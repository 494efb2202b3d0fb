using System.Collections.Frozen;
using Supervision.Contracts;
using Supervision.Notifications.Liaisons;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Tests.Liaisons;

/// <summary>Who is in charge, and what may be done with a brief (R46), without host or database.</summary>
public sealed class LiaisonRulesTests
{
    static readonly Guid Named = Guid.NewGuid(), StandIn = Guid.NewGuid();
    static readonly DateTimeOffset Now = new(2026, 9, 28, 2, 0, 0, TimeSpan.Zero);
    static readonly Caller Ours = By(Cppcc.Liaison), Theirs = By(Discipline.Liaison);

    [Theory]
    [InlineData("2026-08-31", null)]
    [InlineData("2026-09-01", "named")]
    [InlineData("2026-09-10", "stand-in")]
    [InlineData("2026-09-12", "stand-in")]
    [InlineData("2026-09-13", "named")]
    [InlineData("2026-12-31", "named")]
    [InlineData("2027-01-01", null)]
    public void The_stand_in_is_in_charge_while_the_liaison_is_away(string day, string? expected)
    {
        var entry = Entry();
        Assert.Equal(expected, Who(entry.InCharge(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), _ => true)));
    }

    [Fact]
    public void Who_cannot_do_it_any_more_is_stood_in_for()
    {
        var entry = Entry();
        var day = new DateOnly(2026, 9, 20);
        Assert.Equal("stand-in", Who(entry.InCharge(day, user => user == StandIn)));
        Assert.Null(entry.InCharge(day, _ => false));
        entry.StandIn = null;
        Assert.Null(entry.InCharge(new DateOnly(2026, 9, 11), _ => true));
    }

    [Fact]
    public void A_day_begins_in_the_districts_zone() =>
        Assert.Equal(new DateOnly(2026, 9, 29), Liaison.DayAt(new DateTimeOffset(2026, 9, 28, 16, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void A_brief_is_drafted_from_the_move_edited_sent_and_receipted_by_the_other_side()
    {
        var brief = Draft();
        Assert.Equal("协同监督议题T2026-0003已由“集中会商选题”进入“协商建言破题”（阶段条件已具备）。下一步：组织协商建言。", brief.Text);
        Refused("brief.not_sent", () => brief.Receipt(Theirs, Now));
        brief.Edit("阶段简报", "请贵委知悉。", Ours);
        Assert.Equal(brief.Id, brief.Send(Ours, Now).BriefId);
        Refused("brief.not_draft", () => brief.Send(Ours, Now));
        Refused("brief.not_draft", () => brief.Edit("再改", "再改", Ours));
        Refused("brief.not_draft", () => brief.Discard(Ours));
        Refused("brief.own_side", () => brief.Receipt(Ours, Now));
        Assert.Equal(Theirs.UserId, brief.Receipt(Theirs, Now).UserId);
    }

    [Fact]
    public void What_is_discarded_stays_so()
    {
        var brief = Draft();
        brief.Discard(Ours);
        Refused("brief.not_draft", () => brief.Send(Ours, Now));
        Refused("brief.not_sent", () => brief.Receipt(Theirs, Now));
    }

    static StageBrief Draft() => StageBrief.Draft(
        new(Guid.NewGuid(), "330305", "T2026-0003", "selected", "deliberating", "gate_met", "consultation", Ours.UserId, Now), Bodies.Cppcc, Guid.NewGuid());

    static Liaison Entry() => new()
    {
        Id = Guid.NewGuid(),
        District = "330305",
        Body = Bodies.Cppcc,
        UserId = Named,
        Name = "某某",
        StandIn = StandIn,
        StandInName = "某某",
        From = new(2026, 9, 1),
        Until = new(2026, 12, 31),
        AwayFrom = new(2026, 9, 10),
        AwayUntil = new(2026, 9, 12),
        ChangedBy = Guid.NewGuid(),
        ChangedAt = Now,
    };

    static string? Who(Guid? user) => user == Named ? "named" : user == StandIn ? "stand-in" : null;

    static void Refused(string code, Action command) => Assert.Equal(code, Assert.Throws<RuleViolation>(command).Code);

    static Caller By(Role role) => new(Guid.NewGuid(), "某某", "330305", role.Body, new[] { role.Name }.ToFrozenSet(), null);
}
