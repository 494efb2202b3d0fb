namespace Supervision.Topics.Meetings;

/// <summary>Codes of the rules a command can break, each answered 409; their texts are in Problems.resx.</summary>
internal static class MeetingRules
{
    public const string NotPlanned = "meeting.not_planned";
    public const string NotAhead = "meeting.not_ahead";
    public const string NotCalled = "meeting.not_called";
    public const string NotHeld = "meeting.not_held";
    public const string TooEarly = "meeting.too_early";
    public const string NoQuorum = "meeting.no_quorum";
    public const string NoGuests = "meeting.no_guests";
    public const string NobodyInvited = "meeting.nobody_invited";
    public const string NotInvited = "meeting.not_invited";
    public const string InviteeUnknown = "meeting.invitee_unknown";
    public const string TopicNeeded = "meeting.topic_needed";
    public const string TopicUnfit = "meeting.topic_unfit";
    public const string AgendaStale = "meeting.agenda_stale";
    public const string AgendaEmpty = "meeting.agenda_empty";
    public const string AgendaUnknownItem = "meeting.agenda_unknown_item";
    public const string AgendaItemDecided = "meeting.agenda_item_decided";
    public const string MinutesIssued = "meeting.minutes_issued";
    public const string MinutesMissing = "meeting.minutes_missing";
    public const string MinutesNotIssued = "meeting.minutes_not_issued";
    public const string DecisionsPending = "meeting.decisions_pending";

    public const string DecisionItemUnknown = "decision.item_unknown";
    public const string DecisionItemDecided = "decision.item_decided";
    public const string DecisionSubjectUnfit = "decision.subject_unfit";
    public const string DecisionNotPending = "decision.not_pending";
    public const string DecisionChanged = "decision.changed";
    public const string DecisionTakenByBody = "decision.taken_by_body";

    public const string GroupOneSided = "leading_group.one_sided";
}
