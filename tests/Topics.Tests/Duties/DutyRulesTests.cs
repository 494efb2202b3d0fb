using Supervision.Topics.Duties;
using Supervision.Topics.Tests.Work;

namespace Supervision.Topics.Tests.Duties;

/// <summary>Items of the duty list (R7) without a host.</summary>
public sealed class DutyRulesTests
{
    static readonly DateTimeOffset Due = People.Now.AddDays(10);

    static DutyTask Task(DateTimeOffset? due = null) =>
        new("走访窗口", null, People.Member.UserId, People.Member.Name, People.Member.Body, DateOnly.FromDateTime((due ?? Due).UtcDateTime), due ?? Due);

    static DutyItem Assigned() => DutyItem.Assign(Guid.NewGuid(), 1, Task(), People.Office, People.Now).Item;

    [Fact]
    public void Its_owner_or_who_keeps_the_list_reports_and_completes_nobody_else()
    {
        var item = Assigned();
        People.Refused("duty.not_yours", () => item.Report("走访两处", 40, false, People.Of(Contracts.Cppcc.Supervisor), People.Now));
        item.Report("走访两处", 40, false, People.Member, People.Now);
        item.Report("走访三处", 60, true, People.Office, People.Now);
        Assert.Equal((DutyStatus.Underway, 2), (item.Status, item.Progress.Count));
        People.Refused("duty.not_yours", () => item.Complete("完成", false, People.Of(Contracts.Cppcc.Supervisor), People.Now));
        item.Complete("五处窗口已走访", false, People.Member, People.Now);
        Assert.Equal(DutyStatus.Done, item.Status);
    }

    [Fact]
    public void What_is_finished_only_opens_again()
    {
        var item = Assigned();
        item.Waive("该单位已撤并", People.Chair, People.Now);
        People.Refused("duty.finished", () => item.Report("走访", 1, true, People.Office, People.Now));
        People.Refused("duty.finished", () => item.Complete("完成", true, People.Office, People.Now));
        People.Refused("duty.finished", () => item.Waive("再次", People.Chair, People.Now));
        People.Refused("duty.finished", () => item.Change(Task(), People.Office, People.Now));
        item.Reopen("仍需走访", People.Leader, People.Now);
        Assert.Equal(DutyStatus.Open, item.Status);
        People.Refused("duty.not_finished", () => item.Reopen("再次", People.Leader, People.Now));
    }

    [Fact]
    public void It_is_overdue_from_the_instant_its_day_is_over_until_it_is_finished()
    {
        var item = Assigned();
        Assert.False(item.IsOverdue(Due.AddTicks(-1)));
        Assert.True(item.IsOverdue(Due));
        item.Complete("迟交", true, People.Office, Due.AddDays(1));
        Assert.False(item.IsOverdue(Due.AddDays(2)));
    }

    [Fact]
    public void Nothing_is_due_in_the_past_but_what_was_set_before_may_stay()
    {
        People.Refused("duty.due_past", () => DutyItem.Assign(Guid.NewGuid(), 1, Task(People.Now), People.Office, People.Now));
        var item = Assigned();
        Assert.Null(item.Change(Task() with { Title = "走访五处窗口" }, People.Office, Due.AddDays(1)));
        Assert.NotNull(item.Change(Task(Due.AddDays(20)), People.Office, Due.AddDays(1)));
    }

    /// <summary>R45: reminders depend on the events published here.</summary>
    [Fact]
    public void Others_are_told_when_its_deadline_opens_moves_changes_hands_and_is_over()
    {
        var item = Assigned();
        var opened = item.DeadlineSince(null, "T2026-0003", People.Now)!;
        Assert.Equal(("duty.item", "T2026-0003-1", Due, true, 1L), (opened.Kind, opened.Reference, opened.Due, opened.Open, opened.Version));
        Assert.Equal([People.Member.UserId], opened.Persons);
        Assert.Null(Told(item, () => item.Report("走访两处", 40, true, People.Office, People.Now)));
        Assert.Equal(Due.AddDays(3), Told(item, () => item.Change(Task(Due.AddDays(3)), People.Office, People.Now))!.Due);
        Assert.Equal([People.Office.UserId], Told(item, () => item.Change(Task(Due.AddDays(3)) with { Owner = People.Office.UserId }, People.Office, People.Now))!.Persons);
        Assert.False(Told(item, () => item.Waive("该单位已撤并", People.Chair, People.Now))!.Open);
        Assert.Equal((true, 5L), (Told(item, () => item.Reopen("仍需走访", People.Leader, People.Now))!.Open, item.DeadlineVersion));
    }

    static Contracts.DeadlineChanged? Told(DutyItem item, Action command)
    {
        var before = item.Deadline;
        command();
        return item.DeadlineSince(before, "T2026-0003", People.Now);
    }
}
