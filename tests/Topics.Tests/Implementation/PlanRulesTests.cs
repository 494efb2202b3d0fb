using Supervision.Topics.Implementation;
using Supervision.Topics.Tests.Work;

namespace Supervision.Topics.Tests.Implementation;

/// <summary>The implementation plan (R6) without a host.</summary>
public sealed class PlanRulesTests
{
    static readonly PlanContent Complete = TemplateContent.Usual.From(new DateOnly(2026, 12, 1)) with
    {
        Units = [new("U01", "示例市场监管单位")],
        TeamId = Guid.NewGuid(),
        CppccLeader = Guid.NewGuid(),
        DisciplineLeader = Guid.NewGuid(),
    };

    static ImplementationPlan Submitted()
    {
        var plan = ImplementationPlan.Draft(Guid.NewGuid(), Complete, People.Office, People.Now);
        plan.Submit(People.Office, People.Now);
        return plan;
    }

    [Fact]
    public void A_template_counts_its_steps_from_the_first_day()
    {
        Assert.Equal(new ScheduleStep("联合调研征题", new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 20)), Complete.Schedule[0]);
        Assert.All(Complete.Schedule, step => Assert.True(step.From <= step.To));
    }

    [Fact]
    public void Both_keys_approve_one_does_not()
    {
        var plan = Submitted();
        Assert.Null(plan.Concur(plan.ContentHash, People.Chair, People.Now));
        Assert.Equal(ImplementationStatus.Submitted, plan.Status);
        Assert.NotNull(plan.Concur(plan.ContentHash, People.Leader, People.Now));
        Assert.Equal(ImplementationStatus.Approved, plan.Status);
    }

    [Fact]
    public void A_key_turns_once_and_only_on_what_was_read()
    {
        var plan = Submitted();
        plan.Concur(plan.ContentHash, People.Chair, People.Now);
        People.Refused("work.already_concurred", () => plan.Concur(plan.ContentHash, People.Chair, People.Now));
        People.Refused("work.content_changed", () => plan.Concur(new string('0', 64), People.Leader, People.Now));
    }

    [Fact]
    public void A_return_takes_back_the_key_the_other_body_turned()
    {
        var plan = Submitted();
        plan.Concur(plan.ContentHash, People.Chair, People.Now);
        plan.Return("时间安排过紧", People.Leader, People.Now);
        plan.Submit(People.Office, People.Now); // the very same content
        Assert.Null(plan.Concur(plan.ContentHash, People.Leader, People.Now));
        Assert.NotNull(plan.Concur(plan.ContentHash, People.Chair, People.Now));
    }

    [Fact]
    public void What_is_not_complete_or_not_in_draft_is_not_submitted()
    {
        var empty = ImplementationPlan.Draft(Guid.NewGuid(), Complete with { TeamId = null }, People.Office, People.Now);
        People.Refused("plan.incomplete", () => empty.Submit(People.Office, People.Now));
        var plan = Submitted();
        People.Refused("plan.not_draft", () => plan.Submit(People.Office, People.Now));
        People.Refused("plan.not_draft", () => plan.Edit(Complete, People.Now));
        People.Refused("plan.not_submitted", () => empty.Return("退回", People.Chair, People.Now));
    }
}
