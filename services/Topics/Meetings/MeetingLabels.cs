namespace Supervision.Topics.Meetings;

/// <summary>Names of meeting kinds and states in documents and spreadsheets.</summary>
internal static class MeetingLabels
{
    public static string Of(MeetingKind kind) => kind switch
    {
        MeetingKind.Joint => "联席会议",
        MeetingKind.DutyReview => "履职研判会",
        MeetingKind.Symposium => "座谈会",
        MeetingKind.Briefing => "通报会",
        MeetingKind.Consultation => "协商交流会",
        MeetingKind.Forum => "民情恳谈会",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(MeetingStatus status) => status switch
    {
        MeetingStatus.Planned => "筹备中",
        MeetingStatus.Called => "已通知",
        MeetingStatus.Held => "已召开",
        MeetingStatus.Cancelled => "已取消",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
