using Supervision.Contracts;
using Supervision.Topics.Activities;
using Supervision.Topics.Advice;
using Supervision.Topics.Duties;
using Supervision.Topics.Submissions;
using Supervision.Topics.Tracked;

namespace Supervision.Topics.Work;

/// <summary>Users' names for values of the joint work in spreadsheets.</summary>
internal static class WorkLabels
{
    public static string Body(string body) => body == Bodies.Cppcc ? "政协" : "纪委监委";

    public static string Of(DutyStatus status) => status switch
    {
        DutyStatus.Open => "待办",
        DutyStatus.Underway => "办理中",
        DutyStatus.Done => "已完成",
        _ => "已豁免",
    };

    public static string Of(ActivityStatus status) => status switch
    {
        ActivityStatus.Planned => "筹备",
        ActivityStatus.Announced => "已发布",
        ActivityStatus.Held => "已举行",
        _ => "已取消",
    };

    public static string Of(Adoption adoption) => adoption switch
    {
        Adoption.Pending => "待答复",
        Adoption.Adopted => "采纳",
        Adoption.PartlyAdopted => "部分采纳",
        _ => "未采纳",
    };

    public static string Of(TrackedKind kind) => kind is TrackedKind.KeyProposal ? "重点提案" : "重要建议";

    public static string Of(TrackedStatus status) => status is TrackedStatus.Open ? "跟踪中" : "已结束";

    public static string Of(Handling handling) => handling switch
    {
        Handling.NotBegun => "未启动",
        Handling.Underway => "办理中",
        Handling.Stalled => "停滞",
        _ => "已办结",
    };

    public static string Of(SubmissionKind kind) => kind switch
    {
        SubmissionKind.Proposal => "提案",
        SubmissionKind.ResearchReport => "调研报告",
        _ => "社情民意信息",
    };

    public static string Of(SubmissionStatus status) => status switch
    {
        SubmissionStatus.Draft => "草稿",
        SubmissionStatus.Submitted => "待审核",
        SubmissionStatus.Returned => "已退回",
        SubmissionStatus.Declined => "未通过",
        SubmissionStatus.Accepted => "审核通过",
        SubmissionStatus.Forwarded => "已转送",
        _ => "已答复",
    };

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
