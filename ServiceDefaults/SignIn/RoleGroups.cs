using Supervision.Contracts;

namespace Supervision.ServiceDefaults.SignIn;

/// <summary>
/// Roles that several services speak of as one group. Endpoints name the group, policies the SQL function made of it
/// (<c>ScopeFunctions</c>).
/// </summary>
public static class RoleGroups
{
    /// <summary>Those of both bodies who run supervision together: they read all of it in their district.</summary>
    public static readonly Role[] Joint =
    [
        Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Cppcc.System,
        Discipline.Leader, Discipline.Liaison, Discipline.System,
    ];

    /// <summary>The others of both bodies, who read what was selected or issued.</summary>
    public static readonly Role[] Concerned = [Cppcc.Member, Cppcc.Supervisor, Discipline.Intake, Discipline.Handler, Discipline.Resident];

    /// <summary>Those who keep the records of joint work: the conference's office and the liaisons of both bodies.</summary>
    public static readonly Role[] Keepers = [Cppcc.Office, Cppcc.Liaison, Discipline.Liaison];

    /// <summary>Those who decide for their body (the double key).</summary>
    public static readonly Role[] Leaders = [Cppcc.Chair, Discipline.Leader];

    /// <summary>Everybody of the two bodies with a part in the work; their admins and systems have none.</summary>
    public static readonly Role[] Participants = [.. Joint.Where(role => role.Name != Cppcc.System.Name), .. Concerned];

    /// <summary>Everybody of the two bodies.</summary>
    public static readonly Role[] BothBodies = [.. Roles.All.Where(role => role.Body is Bodies.Cppcc or Bodies.Discipline)];

    /// <summary>Those who configure for their body.</summary>
    public static readonly Role[] Admins = [Cppcc.Admin, Discipline.Admin];
}
