using Supervision.Contracts;

namespace Supervision.Supervisors.Access;

/// <summary>
/// Who reads which part of the roster, the teams, the ties and the duty records: the one place it is decided (row-level security says the
/// same below it). What is not readable is answered 404. What a role may do stands at its endpoint (<c>RequireRole</c>), whether it may be
/// done now in the aggregate.
/// </summary>
internal class SupervisorAccess
{
    /// <summary>Those of both bodies who run supervision together: they read the roster, the teams and the duty records of their district.</summary>
    public static readonly Role[] Joint =
    [
        Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Cppcc.System,
        Discipline.Leader, Discipline.Liaison, Discipline.System,
    ];

    /// <summary>Those who form teams and squads and post people: the conference's office and the liaisons of both bodies.</summary>
    public static readonly Role[] Keepers = [Cppcc.Office, Cppcc.Liaison, Discipline.Liaison];

    /// <summary>Everybody of the two bodies who may be in a team or on a visit; their admins may not.</summary>
    public static readonly Role[] Everybody =
    [
        Cppcc.Member, Cppcc.Supervisor, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison,
        Discipline.Intake, Discipline.Handler, Discipline.Leader, Discipline.Resident, Discipline.Liaison,
    ];
}
