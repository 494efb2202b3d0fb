namespace Supervision.Assessment.Forms;

/// <summary>Codes of the rules a feedback form can break, each answered 409; their texts are in Problems.resx.</summary>
internal static class FormRules
{
    public const string NotDraft = "form.not_draft";
    public const string NotConsulting = "form.not_consulting";
    public const string NotAgreed = "form.not_agreed";
    public const string Unchanged = "form.unchanged";
    public const string NotIssued = "form.not_issued";
    public const string NoContact = "form.no_contact";
    public const string TopicUnknown = "form.topic_unknown";
    public const string SourceUnknown = "form.source_unknown";
    public const string SourceTaken = "form.source_taken";
    public const string SourceWithdrawn = "form.source_withdrawn";
    public const string ItemNotAwaited = "form.item_not_awaited";
    public const string ItemNotReplied = "form.item_not_replied";
    public const string ItemNotClosed = "form.item_not_closed";
    public const string AlreadyJudged = "form.already_judged";
    public const string ReasonMissing = "form.reason_missing";
    public const string ReplySent = "form.reply_sent";
    public const string NothingDrafted = "form.nothing_drafted";
}
