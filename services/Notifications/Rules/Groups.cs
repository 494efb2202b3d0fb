using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>Groups of people that several tables name.</summary>
internal static class Groups
{
    /// <summary>Those who run supervision from day to day: the conference's office and the liaisons of both bodies.</summary>
    public static readonly Role[] Keepers = [Cppcc.Office, Cppcc.Liaison, Discipline.Liaison];

    /// <summary>Those who give the two approvals (the two keys).</summary>
    public static readonly Role[] Leaders = [Cppcc.Chair, Discipline.Leader];

    /// <summary>Those who look after the district's settings and the correspondence of both bodies.</summary>
    public static readonly Role[] AdminsAndLiaisons = [Cppcc.Admin, Cppcc.Liaison, Discipline.Admin, Discipline.Liaison];

    /// <summary>For people of either of the two bodies.</summary>
    public static readonly string[] BothBodies = [Bodies.Cppcc, Bodies.Discipline];

    /// <summary>For people in whichever body each is a member.</summary>
    public static readonly string[] AnyBody = [Bodies.Cppcc, Bodies.Discipline, Bodies.Unit, Bodies.Party];
}
