using System.Collections.Frozen;
using System.Globalization;
using Supervision.Calendar;
using Supervision.ClueTransfers.Approval;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Disposal;
using Supervision.ClueTransfers.Handshake;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Tests;

/// <summary>Rules of the aggregate alone: no host, no database.</summary>
public sealed class ClueRulesTests
{
    static readonly DateTimeOffset Now = new(2026, 9, 28, 2, 0, 0, TimeSpan.Zero);
    static readonly WorkingCalendar Days = WorkingCalendar.For(new DistrictCalendar("330305"));
    static readonly Caller Office = By(Cppcc.Office), OfficeHead = By(Cppcc.Office), Secretary = By(Cppcc.Secretary), Chair = By(Cppcc.Chair);
    static readonly Caller Intake = By(Discipline.Intake), Handler = By(Discipline.Handler), Leader = By(Discipline.Leader);

    static readonly ClueContent Content = new(
        "占道经营", "多次反映，未见处理。", [new("U01", "示例城管单位")], [new("值班负责人", null, null)], ClueSource.Finding, "F-1", "livingEnvironment");

    [Fact]
    public void The_content_hash_is_the_same_for_the_same_content_whatever_the_order_of_its_files()
    {
        var hash = Content.Hash(["b", "a"]);
        Assert.Equal(hash, Content.Hash(["a", "b"]));
        Assert.Equal(64, hash.Length);
        Assert.NotEqual(hash, Content.Hash(["a"]));
        Assert.NotEqual(hash, (Content with { Title = "占道 经营" }).Hash(["a", "b"]));
    }

    [Theory]
    [InlineData("2026-12-31T15:59:59Z", 2026)]
    [InlineData("2026-12-31T16:00:00Z", 2027)]
    public void Numbers_count_by_the_year_of_the_districts_zone(string instant, int year) =>
        Assert.Equal(year, Deadlines.YearAt(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));

    [Fact]
    public void A_letter_number_reads_as_letters_do() => Assert.Equal("〔2026〕12号", new LetterNumber(2026, 12).ToString());

    [Fact]
    public void The_reason_of_a_return_goes_with_the_state()
    {
        var clue = InApproval();
        clue.Return(clue.ContentHash, "请核对", new(), OfficeHead, Now);
        Assert.Equal((ClueStatus.Returned, "请核对", Bodies.Cppcc), (clue.Status, clue.Reason, clue.ReturnedFrom));
        clue.Submit(DistrictChain.Default, Office, Now);
        Assert.Equal((ClueStatus.InApproval, null, null), (clue.Status, clue.Reason, clue.ReturnedFrom));
        Assert.Equal((0, 2), (clue.Level, clue.Round));
    }

    [Fact]
    public void A_clue_keeps_the_chain_it_was_submitted_with()
    {
        var clue = Collated();
        clue.Submit([new("chair", "主席")], Office, Now);
        Assert.IsType<ClueApproved>(clue.Approve(clue.ContentHash, null, new(), Chair, Now));
    }

    [Fact]
    public void A_decision_for_an_absent_approver_says_for_whom()
    {
        var clue = InApproval();
        clue.Approve(clue.ContentHash, null, new(Secretary.UserId, "秘书长"), OfficeHead, Now);
        Assert.Equal((Secretary.UserId, "秘书长"), (clue.Decisions[^1].OnBehalfOf, clue.Decisions[^1].OnBehalfOfName));
    }

    [Fact]
    public void Content_is_fixed_from_submission_on()
    {
        var clue = InApproval();
        Refused(ClueRules.NotEditable, () => clue.Edit(Content, Office, Now));
        Refused(ClueRules.NotEditable, () => clue.ChangeEvidence(["a"], Office, Now));
        Refused(ClueRules.NotEditable, () => Transferred().Edit(Content, Office, Now));
    }

    [Fact]
    public void A_missed_receipt_is_told_once()
    {
        var clue = Transferred();
        var due = clue.ReceiptDue!.Value;
        Assert.Null(clue.NoteOverdue(null, due.AddTicks(-1)));
        Assert.Equal(("receipt", due), (clue.NoteOverdue(null, due)!.Deadline, due));
        Assert.Null(clue.NoteOverdue(null, due.AddDays(1)));
        Assert.True(clue.IsReceiptOverdue(due));
    }

    [Fact]
    public void A_proposal_stops_the_disposal_clock_and_a_proposal_sent_back_starts_it_again()
    {
        var clue = Accepted();
        var due = clue.DisposalDue!.Value;
        clue.ProposeDisposal(DisposalMeasure.Held, "依据不足", "已暂存", Handler, Now);
        Assert.Null(clue.DueCheck);
        Assert.False(clue.IsDisposalOverdue(due));
        clue.SendBackDisposal("请补充", Leader, Now);
        Assert.Equal(due, clue.DueCheck);
        Assert.True(clue.IsDisposalOverdue(due));
        Assert.Equal("disposal", clue.NoteOverdue(Handler.UserId, due)!.Deadline);
    }

    [Fact]
    public void The_outcome_summary_is_told_with_the_leaders_approval_only()
    {
        var clue = Accepted();
        clue.ProposeDisposal(DisposalMeasure.Settled, "已了结", "已处理", Handler, Now);
        Assert.Null(clue.OutcomeSummary);
        clue.ApproveDisposal(null, Leader, Now);
        Assert.Equal("已处理", clue.OutcomeSummary);
    }

    static Clue Collated()
    {
        var clue = Clue.Register("2026-0001", Content, Office, Now).Clue;
        clue.Collate(Office, Now);
        return clue;
    }

    static Clue InApproval()
    {
        var clue = Collated();
        clue.Submit(DistrictChain.Default, Office, Now);
        return clue;
    }

    static Clue Transferred()
    {
        var clue = InApproval();
        foreach (var approver in new[] { OfficeHead, Secretary, Chair }) clue.Approve(clue.ContentHash, null, new(), approver, Now);
        clue.Transfer(new(2026, 1), Days.Due(Now, new(3, DeadlineUnit.WorkingDays)), Office, Now);
        return clue;
    }

    static Clue Accepted()
    {
        var clue = Transferred();
        clue.Receive(Days.Due(Now, new(1, DeadlineUnit.Months)), Intake, Now);
        var handler = new Collaboration.Person
        {
            UserId = Handler.UserId,
            District = "330305",
            Body = Bodies.Discipline,
            Name = Handler.Name,
            Roles = ["handler"],
            Active = true,
            Version = 1,
        };
        clue.Accept(handler, Intake, Now);
        return clue;
    }

    static void Refused(string code, Action command) => Assert.Equal(code, Assert.Throws<RuleViolation>(command).Code);

    static Caller By(Role role) => new(Guid.NewGuid(), "某某", "330305", role.Body, new[] { role.Name }.ToFrozenSet(), null);
}
