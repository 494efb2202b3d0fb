using Supervision.Contracts;

namespace Supervision.Assessment.Access;

/// <summary>
/// Who reads what of assessment: the one place it is decided (row-level security says the same below it). What is not readable is answered 404.
/// What a role may do stands at its endpoint (<c>RequireRole</c>), whether it may be done now in the aggregate.
/// </summary>
internal class AssessmentAccess
{
    /// <summary>Those of both bodies who run assessment together: they read everything of it in their district.</summary>
    public static readonly Role[] Joint =
    [
        Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Cppcc.System,
        Discipline.Leader, Discipline.Liaison, Discipline.System,
    ];

    /// <summary>The others of both bodies: they read what was issued.</summary>
    public static readonly Role[] Concerned = [Cppcc.Member, Cppcc.Supervisor, Discipline.Intake, Discipline.Handler, Discipline.Resident];

    /// <summary>Those who draft and issue: the conference's office and the liaisons of both bodies.</summary>
    public static readonly Role[] Keepers = [Cppcc.Office, Cppcc.Liaison, Discipline.Liaison];

    /// <summary>Those who turn their body's key.</summary>
    public static readonly Role[] Leaders = [Cppcc.Chair, Discipline.Leader];

    /// <summary>Those who judge replies for their body.</summary>
    public static readonly Role[] Judges = [.. Keepers, .. Leaders];
}
