namespace Supervision.Supervisors.Field;

/// <summary>Codes of the rules that field work can break, each answered 409; their texts are in Problems.resx.</summary>
internal static class FieldRules
{
    public const string VisitPartyUnfit = "visit.party_unfit";
    public const string VisitNotYours = "visit.not_yours";
    public const string VisitParticipantUnfit = "visit.participant_unfit";
    public const string VisitNothingToLookBack = "visit.nothing_to_look_back";
    public const string VisitNotPlanned = "visit.not_planned";
    public const string VisitNotReported = "visit.not_reported";
    public const string VisitOver = "visit.over";
    public const string VisitStays = "visit.stays_sealed";
    public const string VisitFindingsOpen = "visit.findings_open";
    public const string VisitEvidenceMissing = "visit.evidence_missing";
    public const string VisitNotStarted = "visit.not_started";
    public const string VisitTooMuch = "visit.too_much";

    public const string FindingNotYours = "finding.not_yours";
    public const string FindingUnchanged = "finding.unchanged";

    public const string WhistleNotYours = "whistle.not_yours";
    public const string WhistleNotOpen = "whistle.not_open";
    public const string WhistleNotDispatched = "whistle.not_dispatched";
    public const string WhistleNotReportedIn = "whistle.not_reported_in";
    public const string WhistleNotResolved = "whistle.not_resolved";
    public const string WhistleSupervisorUnfit = "whistle.supervisor_unfit";
    public const string PlaceInactive = "place.inactive";
    public const string PlaceKeeperUnfit = "place.keeper_unfit";
    public const string PlaceOfficeUnfit = "place.office_unfit";
    public const string PlaceExists = "place.exists";

    public const string ProtectionNotReported = "protection.not_reported";
    public const string ProtectionNotAccepted = "protection.not_accepted";
    public const string ProtectionNotInvestigating = "protection.not_investigating";
    public const string ProtectionConcluded = "protection.concluded";
    public const string ProtectionHandlerUnfit = "protection.handler_unfit";
    public const string ProtectionNoHandler = "protection.no_handler";
    public const string ProtectionNotYours = "protection.not_yours";
    public const string ProtectionConflict = "protection.conflict";
}
