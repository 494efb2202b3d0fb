using System.Collections.Frozen;
using Supervision.Calendar;
using Supervision.ClueTransfers.Approval;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Disposal;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Tests;

/// <summary>The deadline events published to other services at each move of a clue (R27, R28, R45); no host, no database.</summary>
public sealed class ToldDeadlineTests
{
    static readonly DateTimeOffset Now = new(2026, 9, 28, 2, 0, 0, TimeSpan.Zero);
    static readonly WorkingCalendar Days = WorkingCalendar.For(new DistrictCalendar("330305"));
    static readonly DueDate InThreeDays = Days.Due(Now, new(3, DeadlineUnit.WorkingDays)), InAMonth = Days.Due(Now, new(1, DeadlineUnit.Months));
    static readonly Caller Office = By(Cppcc.Office), Intake = By(Discipline.Intake), Handler = By(Discipline.Handler), Leader = By(Discipline.Leader);
    static readonly string[] BothBodies = [Bodies.Cppcc, Bodies.Discipline];

    readonly Clue _clue = Approved();

    [Fact]
    public void The_receipt_concerns_both_bodies_and_intake_keeps_it()
    {
        var told = Assert.Single(Told(() => _clue.Transfer(new(2026, 1), InThreeDays, Office, Now)));
        Assert.Equal(("clue.receipt", true, InThreeDays.Due, _clue.Id, 1L), (told.Kind, told.Open, told.Due, told.MatterId, told.Version));
        Assert.Equal(["discipline/intake"], told.Roles);
        Assert.Empty(told.Persons);
        Assert.Equal(BothBodies, told.EscalatesTo);
        Assert.Equal(new DeadlineCount(Now, 3, "WorkingDays", null, true), told.Count);
    }

    [Fact]
    public void Its_receipt_closes_it_and_opens_the_disposal_which_is_the_commissions_alone()
    {
        Transfer();
        var told = Told(() => _clue.Receive(InAMonth, Intake, Now));
        Assert.Equal([("clue.receipt", false), ("clue.disposal", true)], told.Select(t => (t.Kind, t.Open)));
        Assert.Equal([Bodies.Discipline], told[1].EscalatesTo);
        Assert.Equal(InAMonth.Due, told[1].Due);
        Assert.NotEqual(told[0].DeadlineId, told[1].DeadlineId);
    }

    [Fact]
    public void The_disposal_goes_to_the_handler_stops_with_a_proposal_and_runs_again_when_it_is_sent_back()
    {
        Received();
        Assert.Equal([Handler.UserId], Assert.Single(Told(Accept)).Persons);
        Assert.False(Assert.Single(Told(Propose)).Open);
        var again = Assert.Single(Told(() => _clue.SendBackDisposal("请补充", Leader, Now)));
        Assert.Equal((true, InAMonth.Due), (again.Open, again.Due));
        Told(Propose);
        Assert.Empty(Told(() => _clue.ApproveDisposal(null, Leader, Now)));
        Assert.Empty(Told(() => _clue.Close(Leader, Now)));
    }

    [Fact]
    public void A_return_and_a_refusal_end_the_disposal_and_a_resend_starts_the_same_receipt_anew()
    {
        var first = Transfer();
        Told(() => _clue.Receive(InAMonth, Intake, Now));
        Assert.Equal(("clue.disposal", false), Told(() => _clue.ReturnForSupplement("请补充", Intake, Now)).Select(t => (t.Kind, t.Open)).Single());
        _clue.AddSupplement("补充", Office, Now);
        var later = Days.Due(Now.AddDays(20), new(3, DeadlineUnit.WorkingDays));
        var again = Assert.Single(Told(() => _clue.Resend(1, later, Office, Now)));
        Assert.Equal((first.DeadlineId, true, later.Due), (again.DeadlineId, again.Open, again.Due));
        Told(() => _clue.Receive(InAMonth, Intake, Now));
        Assert.False(Assert.Single(Told(() => _clue.Decline("不属受理范围", Intake, Now))).Open);
    }

    [Fact]
    public void Versions_grow_with_every_change()
    {
        long[] versions =
        [
            Transfer().Version, .. Told(() => _clue.Receive(InAMonth, Intake, Now)).Select(t => t.Version), .. Told(Accept).Select(t => t.Version),
            .. Told(Propose).Select(t => t.Version),
        ];
        Assert.Equal([1, 2, 2, 3, 4], versions);
    }

    [Fact]
    public void A_day_off_moves_what_runs_and_one_that_was_missed_can_be_missed_again()
    {
        Transfer();
        Assert.NotNull(_clue.NoteOverdue(null, InThreeDays.Due));
        var longer = WorkingCalendar.For(new("330305", [new(new(2026, 9, 29), DistrictDayKind.DayOff, "台风停工")]));
        var told = Assert.Single(Told(() => Assert.True(_clue.RenewDeadline(longer, InThreeDays.Due))));
        Assert.Equal((longer.Recompute(InThreeDays).After.Due, true), (told.Due, told.Open));
        Assert.Equal(told.Due, _clue.DueCheck);
        Assert.Empty(Told(() => Assert.False(_clue.RenewDeadline(longer, InThreeDays.Due))));
    }

    DeadlineChanged Transfer() => Assert.Single(Told(() => _clue.Transfer(new(2026, 1), InThreeDays, Office, Now)));

    void Received()
    {
        Transfer();
        Told(() => _clue.Receive(InAMonth, Intake, Now));
    }

    void Accept() => _clue.Accept(
        new Person { UserId = Handler.UserId, District = "330305", Body = Bodies.Discipline, Name = "某某", Roles = ["handler"], Active = true, Version = 1 },
        Intake, Now);

    void Propose() => _clue.ProposeDisposal(DisposalMeasure.Held, "依据不足", "已暂存", Handler, Now);

    IReadOnlyList<DeadlineChanged> Told(Action command)
    {
        var before = _clue.Deadlines;
        command();
        return _clue.DeadlinesSince(before, Now);
    }

    static Clue Approved()
    {
        var content = new ClueContent("占道经营", "多次反映，未见处理。", [new("U01", "示例城管单位")], [], ClueSource.Finding, "F-1", "livingEnvironment");
        var clue = Clue.Register("2026-0001", content, Office, Now).Clue;
        clue.Collate(Office, Now);
        clue.Submit([new("chair", "主席")], Office, Now);
        clue.Approve(clue.ContentHash, null, new ApprovalAuthority(), By(Cppcc.Chair), Now);
        return clue;
    }

    static Caller By(Role role) => new(Guid.NewGuid(), "某某", "330305", role.Body, new[] { role.Name }.ToFrozenSet(), null);
}
