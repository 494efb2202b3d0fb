namespace Supervision.Supervisors.Visits;

/// <summary>Whether the unit is informed beforehand (R18).</summary>
public enum VisitMode
{
    /// <summary>明查.</summary>
    Open,

    /// <summary>暗访: its plan is sealed until it starts.</summary>
    Unannounced,
}

/// <summary>What a visit is for (R18).</summary>
public enum VisitPurpose
{
    /// <summary>常规督.</summary>
    Routine,

    /// <summary>回头看: earlier findings are checked again.</summary>
    LookBack,
}

/// <summary>How much of a matter's course a visit follows (R18).</summary>
public enum VisitCoverage
{
    /// <summary>阶段性.</summary>
    Phased,

    /// <summary>全过程.</summary>
    WholeProcess,
}

/// <summary>Status of a visit (domain.md, "State machines").</summary>
public enum VisitStatus
{
    Planned,
    Started,
    Reported,
    Closed,
    Cancelled,
}
