using System.Globalization;
using Supervision.Calendar;

namespace Supervision.Assessment.Forms;

/// <summary>Readers' names for the values of forms in documents and spreadsheets.</summary>
internal static class FormLabels
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Serious => "严重",
        Severity.Moderate => "较重",
        _ => "一般",
    };

    public static string Of(FormStatus status) => status switch
    {
        FormStatus.Draft => "草稿",
        FormStatus.Consulting => "会商中",
        FormStatus.Issued => "已下发",
        FormStatus.Received => "已签收，待反馈",
        FormStatus.Replied => "已反馈，待评价",
        _ => "已办结",
    };

    public static string Of(ItemStatus status) => status switch
    {
        ItemStatus.Open => "待反馈",
        ItemStatus.Replied => "已反馈，待评价",
        ItemStatus.SentBack => "退回重办",
        ItemStatus.Relapsed => "回潮，重新整改",
        _ => "已销号",
    };

    /// <summary>An instant in the district's zone.</summary>
    public static string? At(DateTimeOffset? at) =>
        at is { } instant ? DistrictTime.Local(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;
}
