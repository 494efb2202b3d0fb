namespace Supervision.Supervisors.Roster;

/// <summary>Codes of the roster's rules, each answered 409; their texts are in Problems.resx.</summary>
internal static class RosterRules
{
    public const string NotNominated = "supervisor.not_nominated";
    public const string NotAppointed = "supervisor.not_appointed";
    public const string NotSuspended = "supervisor.not_suspended";
    public const string IsSuspended = "supervisor.suspended";
    public const string IsOver = "supervisor.over";
    public const string Fixed = "supervisor.fixed";
    public const string TermUnsound = "supervisor.term_unsound";
    public const string TermGap = "supervisor.term_gap";
    public const string RosterFull = "supervisor.roster_full";
    public const string Linked = "supervisor.linked";
    public const string AccountUnfit = "supervisor.account_unfit";
    public const string AccountTaken = "supervisor.account_taken";
}
