namespace Supervision.Notifications.Liaisons;

/// <summary>The loop's stages in readers' words; an unknown value from a newer service is shown as it is.</summary>
internal static class BriefWords
{
    public static string Stage(string status) => status switch
    {
        "solicited" => "联合调研征题",
        "selected" => "集中会商选题",
        "deliberating" => "协商建言破题",
        "supervising" => "协同监督解题",
        "concluding" => "考核评价结题",
        "suspended" => "中止",
        "closed" => "已结题",
        "rejected" => "未选用",
        "merged" => "已合并",
        _ => status,
    };

    public static string Why(string why) => why switch
    {
        "decided" => "联席会议议定",
        "rejected" => "联席会议未选用",
        "merged" => "与其他议题合并",
        "gate_met" => "阶段条件已具备",
        "suspended" => "中止推进",
        "resumed" => "恢复推进",
        _ => why,
    };

    public static string Step(string step) => step switch
    {
        "implementation_plan" => "制定实施方案",
        "consultation" => "组织协商建言",
        "duty_list" => "落实监督履职清单",
        "assessment" => "开展考核评价",
        "resume" => "待恢复推进",
        _ => step,
    };

    public static string Status(BriefStatus status) => status switch
    {
        BriefStatus.Draft => "待发送",
        BriefStatus.Sent => "已发送",
        _ => "不发送",
    };

    public static string Body(string body) => body == Contracts.Bodies.Cppcc ? "政协" : "纪委监委";
}
