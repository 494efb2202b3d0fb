namespace Supervision.Supervisors.Roster;

public enum SupervisorStatus
{
    /// <summary>提名</summary>
    Nominated,

    /// <summary>未聘任</summary>
    Declined,

    /// <summary>聘任</summary>
    Appointed,

    /// <summary>暂停履职</summary>
    Suspended,

    /// <summary>聘期终止</summary>
    Ended,
}
