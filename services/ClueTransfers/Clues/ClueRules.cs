namespace Supervision.ClueTransfers.Clues;

/// <summary>Codes of the rules a command can break, each answered with 409; their texts are in Problems.resx.</summary>
internal static class ClueRules
{
    public const string NotEditable = "clue.not_editable";
    public const string NotDraft = "clue.not_draft";
    public const string NotMergeable = "clue.not_mergeable";
    public const string MergeIntoItself = "clue.merge_into_itself";
    public const string NotWithdrawable = "clue.not_withdrawable";
    public const string OutsideRemit = "clue.outside_remit";
    public const string NotRefusable = "clue.not_refusable";
    public const string NotSubmittable = "clue.not_submittable";
    public const string NotInApproval = "clue.not_in_approval";
    public const string NotYourLevel = "clue.not_your_level";
    public const string OwnSubmission = "clue.own_submission";
    public const string ContentChanged = "clue.content_changed";
    public const string NotApproved = "clue.not_approved";
    public const string NotTransferred = "clue.not_transferred";
    public const string NotSupplementable = "clue.not_supplementable";
    public const string NotReturnedForSupplement = "clue.not_returned_for_supplement";
    public const string NothingSupplemented = "clue.nothing_supplemented";
    public const string NotReceived = "clue.not_received";
    public const string NotAHandler = "clue.not_a_handler";
    public const string NotAccepted = "clue.not_accepted";
    public const string NotYourMatter = "clue.not_your_matter";
    public const string ProposalPending = "clue.proposal_pending";
    public const string NoProposal = "clue.no_proposal";
    public const string OwnProposal = "clue.own_proposal";
    public const string NotDisposed = "clue.not_disposed";

    public const string DelegateUnfit = "delegation.delegate_unfit";
    public const string DelegationOverlaps = "delegation.overlaps";
    public const string DelegationEnded = "delegation.ended";
    public const string ApproverUnfit = "chain.approver_unfit";
}
