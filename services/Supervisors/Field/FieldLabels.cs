using System.Globalization;
using Supervision.Calendar;
using Supervision.Supervisors.Findings;
using Supervision.Supervisors.Places;
using Supervision.Supervisors.Visits;
using Supervision.Supervisors.Whistles;

namespace Supervision.Supervisors.Field;

/// <summary>Users' names for values of field work in spreadsheets and documents.</summary>
internal static class FieldLabels
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(DistrictCalendar.ChinaTime);

    public static readonly IReadOnlyDictionary<PlaceKind, string> Places = new Dictionary<PlaceKind, string>
    {
        [PlaceKind.MemberStudio] = "委员工作室",
        [PlaceKind.CivicHall] = "民生议事堂",
        [PlaceKind.OpinionPoint] = "社情民意联系点",
        [PlaceKind.ResidentOffice] = "派驻（出）机构",
    };

    public static string Of(VisitMode mode) => mode is VisitMode.Open ? "明查" : "暗访";

    public static string Of(VisitPurpose purpose) => purpose is VisitPurpose.Routine ? "常规督" : "回头看";

    public static string Of(VisitCoverage coverage) => coverage is VisitCoverage.Phased ? "阶段性" : "全过程";

    public static string Of(VisitStatus status) => status switch
    {
        VisitStatus.Planned => "已计划",
        VisitStatus.Started => "进行中",
        VisitStatus.Reported => "已报告",
        VisitStatus.Closed => "已办结",
        _ => "已取消",
    };

    public static string Of(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Minor => "轻微",
        FindingSeverity.Moderate => "一般",
        _ => "严重",
    };

    public static string Of(FindingDisposition? disposition) => disposition switch
    {
        FindingDisposition.Noted => "记录在案",
        FindingDisposition.Rectification => "整改",
        FindingDisposition.Clue => "问题线索",
        _ => "待处置",
    };

    public static string Of(WhistleStatus status) => status switch
    {
        WhistleStatus.Raised => "已吹哨",
        WhistleStatus.Dispatched => "已派单",
        WhistleStatus.ReportedIn => "已报到",
        WhistleStatus.Resolved => "已解决",
        WhistleStatus.Confirmed => "已确认",
        _ => "重新派单",
    };

    /// <summary>An instant in the district's zone.</summary>
    public static string? At(DateTimeOffset? at) =>
        at is { } instant ? TimeZoneInfo.ConvertTime(instant, Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;

    public static DateOnly DayAt(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}
