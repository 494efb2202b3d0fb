namespace Supervision.Demo.Year;

/// <summary>A matter to propose (征题, R2). No unit or person in it is real.</summary>
internal sealed record Matter(string Source, string Field, string Title, string Scope);

/// <summary>A district's proposals of a year: thirty from all six sources.</summary>
internal static class YearMatters
{
    const string Business = "businessEnvironment", Service = "publicService", Rural = "ruralRevitalisation", Living = "livingEnvironment";

    /// <summary>The six that become topics; each with its class.</summary>
    public static readonly IReadOnlyList<(Matter Matter, string Class)> Chosen =
    [
        (new("cppccProposal", Business, "优化营商环境：开办餐饮店重复提交证明材料", "办事大厅餐饮许可窗口要求提交的纸质材料"), "livelihood"),
        (new("partyAssigned", Service, "为老助餐点的补贴发放", "街道助餐点月度补贴的申报与公示"), "policy"),
        (new("commissionPriority", Rural, "村级灌溉渠修复工程的管护", "上年度验收的渠段的日常管护经费"), "keyProject"),
        (new("jointResearch", Living, "垃圾中转站夜间异味扰民", "沿街两处中转站的除臭设备运行"), "conduct"),
        (new("whistle", Service, "社区卫生站周末无人值守", "三个社区卫生站的周末值守安排"), "livelihood"),
        (new("cppccProposal", Rural, "村集体鱼塘承包费拖欠", "两个村近三年的承包费收缴"), "policy"),
    ];

    /// <summary>One that a leader refuses, with the reason.</summary>
    public static readonly Matter Refused = new("jointResearch", Business, "园区水电接入办理时限", "园区内新办企业的用电报装");

    /// <summary>A public proposal on the same matter as the first chosen one.</summary>
    public static readonly Matter Double = new("publicCall", Business, "开办餐饮店重复提交证明材料", "办事大厅餐饮许可窗口要求提交的纸质材料太多");

    /// <summary>Proposals not taken up this year, except those from the spreadsheet and the public.</summary>
    public static readonly IReadOnlyList<Matter> Others =
    [
        new("partyAssigned", Rural, "农产品冷链补助的兑付", "镇级冷库补助资金的兑付进度"),
        new("partyAssigned", Living, "背街小巷路灯维护", "老城区十条小巷的路灯报修"),
        new("partyAssigned", Business, "惠企政策线上申报", "小微企业补贴的线上申报流程"),
        new("jointResearch", Service, "公交末班车时间", "两条支线的末班车时刻"),
        new("jointResearch", Rural, "农村客运站候车条件", "五个候车点的遮雨与座椅"),
        new("jointResearch", Living, "河道漂浮物清理", "镇区河段的日常保洁频次"),
        new("cppccProposal", Service, "校门口接送秩序", "两所小学上下学时段的停车引导"),
        new("cppccProposal", Living, "公厕夜间开放", "沿江公厕的开放时间"),
        new("cppccProposal", Business, "商铺招牌审批时限", "沿街商铺更换招牌的审批"),
        new("cppccProposal", Rural, "村卫生室药品配备", "常用药目录的配备情况"),
        new("commissionPriority", Service, "窗口工作人员一次性告知", "便民中心窗口的一次性告知单"),
        new("commissionPriority", Business, "中介服务收费公示", "审批中介服务的收费公示"),
        new("commissionPriority", Living, "工地扬尘投诉办理", "投诉件的现场核查与回复"),
        new("whistle", Living, "小区电动车充电桩故障", "三个小区充电桩的维修响应"),
        new("whistle", Rural, "通村公路坑洼修补", "两段通村公路的修补"),
    ];

    /// <summary>Proposals from a spreadsheet: source and field in readers' words.</summary>
    public static readonly IReadOnlyList<Matter> Sheet =
    [
        new("政协提案", "深化服务为民", "老年人优待证办理", "优待证的就近办理"),
        new("政协提案", "优化营商环境", "企业档案查询", "企业登记档案的线上查询"),
        new("基层吹哨", "人居环境", "农贸市场排水", "市场周边雨天积水"),
        new("联合调研", "乡村振兴", "民宿消防检查标准", "乡村民宿的消防检查清单"),
    ];

    /// <summary>Further public proposals.</summary>
    public static readonly IReadOnlyList<Matter> Public =
    [
        new("publicCall", Service, "图书馆延时开放", "区图书馆周末晚间开放"),
        new("publicCall", Living, "公园健身器材维修", "社区公园损坏器材的维修"),
        new("publicCall", Living, "小区二次供水清洗", "二次供水水箱的清洗公示"),
    ];
}
