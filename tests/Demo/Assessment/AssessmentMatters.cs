namespace Supervision.Demo.Assessment;

/// <summary>What a unit is required to do, its answers, and the indicators of its year. No unit or person in it is real.</summary>
internal static class AssessmentMatters
{
    public const string UnitName = "示例被监督单位";

    /// <summary>The two yearly assessments (R39).</summary>
    public const string ConsultationWork = "consultationWork", PartyConduct = "partyConduct";

    public static readonly IReadOnlyList<string> Regimes = [ConsultationWork, PartyConduct];

    public static readonly string[] Questions = ["窗口服务态度", "一次性告知落实情况"];

    public static readonly (string Measures, string Results)[] Answers =
    [
        ("已在全部窗口摆放一次性告知单，导办人员逐件核对。", "抽查十件，九件一次交齐材料。"),
        ("修订办理指南，删去系统已共享的证明四项。", "平均往返次数由二点三次降至一点一次。"),
        ("在大厅公示中介服务收费标准和投诉电话。", "未再收到指定中介的反映。"),
    ];

    /// <summary>What one answer lacked, and its second version.</summary>
    public static readonly (string Reason, string Measures, string Results) Better =
        ("未说明未交齐的一件如何处理，缺少回访记录。", "补充窗口班前检查和电话回访制度，逐件建台账。", "回访三十件，均一次交齐。");

    /// <summary>A version of a regime's indicators.</summary>
    public static object Scheme(string regime, int year, decimal firstWeight) => new
    {
        regime,
        fromYear = year,
        indicators = regime == ConsultationWork
            ? new object[]
            {
                new { code = "onTime", name = "整改反馈按期率", measure = "onTimeRate", weight = firstWeight, formula = new { kind = "linear", zeroAt = 50, fullAt = 100 } },
                new { code = "closed", name = "整改办结率", measure = "closureRate", weight = 30, formula = new { kind = "thresholds", steps = new[] { new { from = 90, points = 100 }, new { from = 60, points = 60 } } } },
                new { code = "said", name = "行风评议满意度", measure = "satisfaction", weight = 20, formula = new { kind = "linear", zeroAt = 0, fullAt = 100 }, absent = 80 },
                new { code = "sentBack", name = "反馈退回", measure = "sendBackCount", weight = 10, formula = new { kind = "deduction", perOccurrence = 20 } },
            }
            : new object[]
            {
                new { code = "closed", name = "整改办结率", measure = "closureRate", weight = firstWeight, formula = new { kind = "linear", zeroAt = 0, fullAt = 100 } },
                new { code = "evidence", name = "佐证材料率", measure = "evidenceRate", weight = 30, formula = new { kind = "linear", zeroAt = 0, fullAt = 100 } },
                new { code = "relapse", name = "整改反弹", measure = "relapseCount", weight = 30, formula = new { kind = "deduction", perOccurrence = 15, cap = 60 } },
            },
    };
}
