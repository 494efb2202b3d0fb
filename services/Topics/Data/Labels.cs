using System.Globalization;
using Supervision.Calendar;
using Supervision.Topics.Proposals;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Data;

/// <summary>Readers' names for the service's values in documents and spreadsheets.</summary>
internal static class Labels
{
    public static readonly IReadOnlyDictionary<ProposalSource, string> Sources = new Dictionary<ProposalSource, string>
    {
        [ProposalSource.PartyAssigned] = "党政出题",
        [ProposalSource.JointResearch] = "联合调研",
        [ProposalSource.CppccProposal] = "政协提案",
        [ProposalSource.CommissionPriority] = "纪委监督重点",
        [ProposalSource.PublicCall] = "群众",
        [ProposalSource.Whistle] = "基层吹哨",
    };

    public static string Of(ProposalSource source) => Sources[source];

    public static string Of(ProposalStatus status) => status switch
    {
        ProposalStatus.Submitted => "待处理",
        ProposalStatus.Shortlisted => "已入围",
        ProposalStatus.Rejected => "不予采纳",
        _ => "已合并",
    };

    public static string Of(TopicStatus status) => status switch
    {
        TopicStatus.Solicited => "征题",
        TopicStatus.Selected => "选题",
        TopicStatus.Deliberating => "破题",
        TopicStatus.Supervising => "解题",
        TopicStatus.Concluding => "结题评价",
        TopicStatus.Closed => "已结题",
        TopicStatus.Rejected => "未选用",
        TopicStatus.Merged => "已合并",
        _ => "中止",
    };

    /// <summary>An instant in the district's zone.</summary>
    public static string? At(DateTimeOffset? at) =>
        at is { } instant ? DistrictTime.Local(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;
}
