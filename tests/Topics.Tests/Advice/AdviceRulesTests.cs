using Supervision.Topics.Advice;
using Supervision.Topics.Tests.Work;

namespace Supervision.Topics.Tests.Advice;

/// <summary>The advice report (R9) without a host.</summary>
public sealed class AdviceRulesTests
{
    static readonly AdviceContent First = new("关于优化窗口服务的建议", "已走访十处窗口。", "材料重复提交。", [new("推行一次告知", "示例行政审批单位", "U02")]);
    static readonly AdviceContent Second = First with { Problems = "材料重复提交，往返三处。" };

    static AdviceReport Submitted()
    {
        var report = AdviceReport.Draft(Guid.NewGuid(), First, People.Office, People.Now);
        report.Submit(People.Office, People.Now);
        return report;
    }

    [Fact]
    public void Both_concur_in_one_version_and_it_is_issued()
    {
        var report = Submitted();
        Assert.Null(report.Concur(report.ContentHash, People.Leader, People.Now));
        People.Refused("advice.not_concurred", () => report.Issue("〔2026〕1号", People.Office, People.Now));
        Assert.NotNull(report.Concur(report.ContentHash, People.Chair, People.Now));
        report.Issue("〔2026〕1号", People.Office, People.Now);
        Assert.Equal((AdviceStatus.Issued, "〔2026〕1号"), (report.Status, report.Number));
        Assert.Equal(First.Suggestions[0].Text, Assert.Single(report.Suggestions).Text);
        People.Refused("advice.not_submitted", () => report.Refuse("太迟", People.Chair, People.Now));
        People.Refused("advice.not_draft", () => report.Write(Second, People.Office, People.Now));
    }

    [Fact]
    public void A_concurrence_in_an_earlier_version_is_worth_nothing()
    {
        var report = Submitted();
        var first = report.ContentHash;
        report.Concur(first, People.Chair, People.Now);
        report.Refuse("问题部分不够具体", People.Leader, People.Now);
        People.Refused("advice.unchanged", () => report.Submit(People.Office, People.Now));
        report.Write(Second, People.Office, People.Now);
        report.Submit(People.Office, People.Now);
        People.Refused("work.content_changed", () => report.Concur(first, People.Leader, People.Now));
        Assert.Null(report.Concur(report.ContentHash, People.Leader, People.Now));
        Assert.NotNull(report.Concur(report.ContentHash, People.Chair, People.Now));
        Assert.Equal(2, report.Latest);
    }

    [Fact]
    public void Going_back_to_an_earlier_wording_does_not_bring_its_keys_back()
    {
        var report = Submitted();
        report.Concur(report.ContentHash, People.Chair, People.Now);
        report.Refuse("请斟酌", People.Leader, People.Now);
        report.Write(First, People.Office, People.Now);
        report.Submit(People.Office, People.Now);
        Assert.Null(report.Concur(report.ContentHash, People.Leader, People.Now));
        Assert.Equal(AdviceStatus.Submitted, report.Status);
    }
}
