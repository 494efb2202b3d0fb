namespace Supervision.Topics.Topics;

/// <summary>Codes of the rules a command can break, each answered 409; their texts are in Problems.resx.</summary>
internal static class TopicRules
{
    public const string NotSolicited = "topic.not_solicited";
    public const string NotSelected = "topic.not_selected";
    public const string NotDeliberating = "topic.not_deliberating";
    public const string NotSupervising = "topic.not_supervising";
    public const string NotConcluding = "topic.not_concluding";
    public const string NotUnderWay = "topic.not_under_way";
    public const string NotSuspended = "topic.not_suspended";
    public const string NotEditable = "topic.not_editable";
    public const string MergeIntoItself = "topic.merge_into_itself";
    public const string ReviewNotAsked = "topic.review_not_asked";
    public const string OverTarget = "topic.over_target";
    public const string NotConcurred = "topic.not_concurred";
    public const string GateNotMet = "topic.gate_not_met";
}
