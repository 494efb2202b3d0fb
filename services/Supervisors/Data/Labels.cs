using System.Globalization;
using Supervision.Calendar;
using Supervision.Supervisors.Conflicts;
using Supervision.Supervisors.DutyRecord;
using Supervision.Supervisors.Engagements;
using Supervision.Supervisors.Postings;
using Supervision.Supervisors.Roster;

namespace Supervision.Supervisors.Data;

/// <summary>Readers' names for the service's values in spreadsheets.</summary>
internal static class Labels
{
    public static string Of(SupervisorStatus status) => status switch
    {
        SupervisorStatus.Nominated => "提名",
        SupervisorStatus.Declined => "未聘任",
        SupervisorStatus.Appointed => "聘任",
        SupervisorStatus.Suspended => "暂停履职",
        _ => "聘期终止",
    };

    public static string Of(PostingKind kind) => kind is PostingKind.KeyProject ? "派驻重点项目" : "力量下沉";

    public static string Of(TieKind kind) => kind switch
    {
        TieKind.Own => "本人利害关系",
        TieKind.Employer => "任职单位",
        TieKind.CloseKin => "近亲属",
        _ => "业务往来",
    };

    public static string Of(EngagementKind kind) => kind switch
    {
        EngagementKind.Team => "协同监督小组",
        EngagementKind.Squad => "小分队",
        EngagementKind.Posting => "派驻与下沉",
        _ => "监督检查",
    };

    public static string Of(DutyFigure figure) => figure switch
    {
        DutyFigure.Visits => "监督检查",
        DutyFigure.Findings => "监督发现",
        DutyFigure.ReportIns => "政协报到",
        DutyFigure.Activities => "活动",
        _ => "报送",
    };

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An instant in the district's zone.</summary>
    public static string? At(DateTimeOffset? at) =>
        at is { } instant ? DistrictTime.Local(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;
}
