namespace Supervision.Demo;

/// <summary>Sample matters of the four fields (R2). No unit or person in them is real.</summary>
internal static class Matters
{
    static readonly (string Field, string Title, string Account, string Unit)[] All =
    [
        ("businessEnvironment", "个别窗口要求企业重复提交证明材料",
            "多家小微企业反映，办理经营许可变更时，窗口在系统已共享数据的情况下仍要求重复提交纸质证明，个别工作人员暗示找指定中介代办可加快进度。", "示例行政审批窗口"),
        ("publicService", "社区助餐点补贴资金使用不透明",
            "走访中群众反映，某社区助餐点月度就餐人数与申报补贴人数差距较大，食材采购未公示，疑似存在虚报人数套取补贴的情况。", "示例街道社区服务中心"),
        ("ruralRevitalisation", "村级灌溉渠修复工程质量问题",
            "监督员在田间看到，去年验收的灌溉渠多处开裂渗漏，村民反映施工方与村干部有亲属关系，工程变更未经村民代表会议讨论。", "示例镇农业农村办公室"),
        ("livingEnvironment", "垃圾中转站异味扰民长期未整改",
            "沿线居民多次投诉中转站夜间作业异味，主管单位三次答复已整改，现场查看除臭设备长期停用，运维费用却逐月支付。", "示例环境卫生管理所"),
    ];

    public static object Request((string Field, string Title, string Account, string Unit) matter, string? addition = null) => new
    {
        title = matter.Title,
        account = matter.Account + addition,
        units = new[] { new { code = (string?)null, name = matter.Unit } },
        persons = Array.Empty<object>(),
        source = "finding",
        field = matter.Field,
    };

    /// <summary>The next one in turn.</summary>
    public static (string Field, string Title, string Account, string Unit) Next() => All[(int)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() % All.Length)];
}
