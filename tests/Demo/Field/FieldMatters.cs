namespace Supervision.Demo.Field;

/// <summary>Field findings and their dispositions. No unit or person in it is real.</summary>
internal sealed record FieldMatter(string Disposition, string Severity, string Field, string Heading, string Description);

internal static class FieldMatters
{
    /// <summary>Supervisors on the roster.</summary>
    public const int Roster = 40;

    /// <summary>Prefix of all names in the roster's spreadsheet.</summary>
    public const string NamePrefix = "示例·名册监督员";

    public static readonly IReadOnlyList<FieldMatter> Findings =
    [
        new("noted", "minor", "publicService", "大厅叫号屏显示滞后", "叫号屏比实际窗口慢两个号，工作人员现场口头提示，群众等候秩序正常。"),
        new("clue", "serious", "businessEnvironment", "窗口人员暗示找指定中介代办",
            "两名办事群众分别反映，补正材料时被暗示到指定中介代办可以加快；现场看到该中介名片摆放在窗口一侧，收费未公示。"),
        new("rectification", "moderate", "businessEnvironment", "一次性告知单未提供", "三个窗口均未放置一次性告知单，群众平均往返两次以上才能交齐材料。"),
    ];

    static readonly string[] Sectors = ["经济", "社科", "卫生", "教育", "农业"];

    /// <summary>The roster's spreadsheet, the same every time.</summary>
    public static List<Dictionary<string, object>> Sheet(DateOnly from, DateOnly until) =>
    [
        .. Enumerable.Range(1, Roster).Select(n => new Dictionary<string, object>
        {
            ["自编号"] = $"MC-{n:D2}",
            ["姓名"] = $"{NamePrefix}{n:D2}",
            ["账号标识"] = "",
            ["界别"] = Sectors[n % Sectors.Length],
            ["联系方式"] = $"0577-000000{n:D2}",
            ["推荐单位"] = "示例推荐单位",
            ["遴选标准"] = "熟悉业务、公道正派、群众认可",
            ["任期开始"] = from.ToString("O"),
            ["任期结束"] = until.ToString("O"),
            ["遴选决定"] = "主席会议遴选决定",
        }),
    ];
}
