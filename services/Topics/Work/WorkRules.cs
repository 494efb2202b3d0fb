namespace Supervision.Topics.Work;

/// <summary>Codes of the rules a command on the joint work can break, each answered 409; their texts are in Problems.resx.</summary>
internal static class WorkRules
{
    public const string ContentChanged = "work.content_changed";
    public const string AlreadyConcurred = "work.already_concurred";
    public const string TopicNotOpen = "work.topic_not_open";

    public const string PlanExists = "plan.exists";
    public const string PlanNotDraft = "plan.not_draft";
    public const string PlanIncomplete = "plan.incomplete";
    public const string PlanNotSubmitted = "plan.not_submitted";
    public const string PlanTeamUnfit = "plan.team_unfit";
    public const string PlanLeaderUnfit = "plan.leader_unfit";
    public const string PlanScheduleUnsound = "plan.schedule_unsound";

    public const string DutyFinished = "duty.finished";
    public const string DutyNotFinished = "duty.not_finished";
    public const string DutyNotYours = "duty.not_yours";
    public const string DutyOwnerUnfit = "duty.owner_unfit";
    public const string DutyDuePast = "duty.due_past";
    public const string DutyTooMany = "duty.too_many";
    public const string DutyTooManyReports = "duty.too_many_reports";

    public const string ActivityNotPlanned = "activity.not_planned";
    public const string ActivityNotOpen = "activity.not_open";
    public const string ActivityOver = "activity.over";
    public const string ActivityTimes = "activity.times";
    public const string ActivityNotStarted = "activity.not_started";
    public const string ActivityNoTopic = "activity.no_topic";
    public const string ActivityPlacesTaken = "activity.places_taken";
    public const string InviteeUnfit = "activity.invitee_unfit";
    public const string RegistrationClosed = "registration.closed";
    public const string RegistrationTwice = "registration.twice";
    public const string RegistrationFull = "registration.full";
    public const string RegistrationWithdrawn = "registration.withdrawn";
    public const string RegistrationWaiting = "registration.waiting";
    public const string AttendanceNotOpen = "attendance.not_open";
    public const string AttendanceCodeWrong = "attendance.code_wrong";
    public const string AttendanceTooManyTries = "attendance.too_many_tries";

    public const string AdviceNotDraft = "advice.not_draft";
    public const string AdviceNotSubmitted = "advice.not_submitted";
    public const string AdviceNotConcurred = "advice.not_concurred";
    public const string AdviceUnchanged = "advice.unchanged";
    public const string AdviceExists = "advice.exists";

    public const string TrackingIsConcluded = "tracking.concluded";
    public const string TrackingTooMany = "tracking.too_many";
    public const string TrackingNothingNoted = "tracking.nothing_noted";
    public const string TrackingUnknown = "tracking.unknown";
    public const string TrackingTwice = "tracking.twice";

    public const string SubmissionNotEditable = "submission.not_editable";
    public const string SubmissionNotSubmitted = "submission.not_submitted";
    public const string SubmissionNotAccepted = "submission.not_accepted";
    public const string SubmissionNotForwarded = "submission.not_forwarded";
}
