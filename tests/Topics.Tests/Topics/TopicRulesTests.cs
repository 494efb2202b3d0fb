using System.Collections.Frozen;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Plans;
using Supervision.Topics.Proposals;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Tests.Topics;

/// <summary>The aggregate's rules, without host or database.</summary>
public sealed class TopicRulesTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    static readonly Caller Office = new(Guid.NewGuid(), "经办", "330305", Bodies.Cppcc, new[] { "office" }.ToFrozenSet(), null);
    static readonly GateFacts Everything = new()
    {
        PlanApproved = true,
        Teams = 1,
        CppccLeaderLinked = true,
        DisciplineLeaderLinked = true,
        ConsultationHeld = true,
        AdviceRecorded = true,
        DutyItems = 3,
        OpenDutyItems = 0,
        AdviceIssued = true,
        OpenForms = 0,
        Assessed = true,
    };

    [Fact]
    public void A_topic_goes_through_the_loop_and_its_history_tells_the_way()
    {
        var topic = Selected();
        Assert.Equal(("selected", "deliberating", "consultation"), Told(topic.Deliberate(Everything, Office, Now)));
        Assert.Equal(("deliberating", "supervising", "duty_list"), Told(topic.StartSupervision(Everything, Office, Now)));
        Assert.Equal(("supervising", "concluding", "assessment"), Told(topic.Conclude(Everything, Office, Now)));
        Assert.Equal(("concluding", "closed", null), Told(topic.Close(Everything, Office, Now)));
        Assert.Equal(TopicStatus.Closed, TopicReplay.Of(topic.History));
    }

    [Fact]
    public void Without_any_facts_every_gate_names_all_that_it_asks_for()
    {
        var none = new GateFacts { OpenForms = 1, OpenDutyItems = 1 };
        Assert.Equal(4, Gates.Missing(TopicStatus.Deliberating, none).Count);
        Assert.Equal([Gates.NoConsultation, Gates.NoAdvice, Gates.NoDuties], Gates.Missing(TopicStatus.Supervising, none));
        Assert.Equal([Gates.DutiesOpen, Gates.AdviceNotIssued], Gates.Missing(TopicStatus.Concluding, none));
        Assert.Equal([Gates.FormsOpen, Gates.NotAssessed], Gates.Missing(TopicStatus.Closed, none));
        Assert.Equal([Gates.SeveralTeams], Gates.Missing(TopicStatus.Deliberating, new() { PlanApproved = true, Teams = 2, CppccLeaderLinked = true, DisciplineLeaderLinked = true }));
    }

    [Fact]
    public void Without_both_keys_or_over_target_without_a_reason_nothing_is_selected()
    {
        var free = new YearStanding(2026, 6, 5);
        var full = new YearStanding(2026, 6, 6);
        Refused(TopicRules.NotConcurred, topic => topic.Select(new(Guid.NewGuid(), true, Guid.NewGuid(), null, free, null), Office, Now));
        Refused(TopicRules.NotConcurred, topic => topic.Select(new(Guid.NewGuid(), true, null, Guid.NewGuid(), free, null), Office, Now));
        Refused(TopicRules.NotConcurred, topic => topic.Select(new(Guid.NewGuid(), false, Guid.NewGuid(), Guid.NewGuid(), free, null), Office, Now));
        Refused(TopicRules.OverTarget, topic => topic.Select(new(Guid.NewGuid(), true, Guid.NewGuid(), Guid.NewGuid(), full, " "), Office, Now));

        var over = Solicited();
        over.Select(new(Guid.NewGuid(), true, Guid.NewGuid(), Guid.NewGuid(), full, "确有必要"), Office, Now);
        Assert.Equal((TopicStatus.Selected, "确有必要"), (over.Status, over.OverTargetReason));
        Assert.Null(Selected().OverTargetReason);
    }

    [Fact]
    public void A_topic_rests_in_each_of_its_stages_and_goes_on_in_it()
    {
        var topic = Selected();
        foreach (var next in new Action[] { () => topic.Deliberate(Everything, Office, Now), () => topic.StartSupervision(Everything, Office, Now), () => topic.Conclude(Everything, Office, Now), () => { } })
        {
            var stage = topic.Status;
            topic.Suspend("待上级部署", Office, Now);
            Assert.Equal((TopicStatus.Suspended, stage), (topic.Status, topic.SuspendedIn));
            Assert.Throws<RuleViolation>(() => topic.Suspend("再次", Office, Now));
            topic.Resume(Office, Now);
            Assert.Equal((stage, null), (topic.Status, topic.SuspendedIn));
            next();
        }
    }

    [Fact]
    public void What_is_over_moves_no_more()
    {
        var rejected = Solicited();
        rejected.Reject("不属监督范围", Office, Now);
        var merged = Solicited();
        merged.MergeInto(Solicited(), Office, Now);
        foreach (var topic in new[] { rejected, merged })
        {
            var status = topic.Status;
            Action[] moves =
            [
                () => topic.Reject("再次", Office, Now), () => topic.MergeInto(Solicited(), Office, Now), () => topic.Deliberate(Everything, Office, Now),
                () => topic.Close(Everything, Office, Now), () => topic.Suspend("中止", Office, Now), () => topic.Resume(Office, Now),
            ];
            Assert.All(moves, move => Assert.Throws<RuleViolation>(move));
            Assert.Equal(status, topic.Status);
        }
    }

    static void Refused(string code, Action<Topic> move)
    {
        var topic = Solicited();
        Assert.Equal(code, Assert.Throws<RuleViolation>(() => move(topic)).Code);
        Assert.Equal(TopicStatus.Solicited, topic.Status);
    }

    static (string, string, string?) Told(TopicStageChanged fact) => (fact.From, fact.To, fact.NextStep);

    static Topic Selected()
    {
        var topic = Solicited();
        topic.Select(new(Guid.NewGuid(), true, Guid.NewGuid(), Guid.NewGuid(), new(2026, 6, 0), "不会记录"), Office, Now);
        return topic;
    }

    static Topic Solicited()
    {
        var content = new ProposalContent(ProposalSource.Whistle, "窗口办事", "证明材料", null, "publicService", []);
        var (proposal, _) = Proposal.Submit("2026-0001", 2026, "330305", content, new(Office.UserId, Office.Name, Office.Body, null, "", Now), Office.UserId, Now);
        return Topic.Solicit("T2026-0001", 2026, proposal, "livelihood", Office, Now).Topic;
    }
}
