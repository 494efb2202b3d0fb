using System.Linq.Expressions;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Topics.Meetings;

/// <summary>
/// The one place that decides who reads which meetings; row-level security enforces the same beneath it. What the caller may not read is answered
/// 404. Each endpoint states the roles allowed (<c>RequireRole</c>); the aggregates decide whether a command is possible now.
/// </summary>
internal class MeetingAccess
{
    /// <summary>Those who plan, call and record meetings: the conference's office and the liaisons of both bodies.</summary>
    public static readonly Role[] Conveners = RoleGroups.Keepers;

    /// <summary>Those who concur for their body (R4).</summary>
    public static readonly Role[] Leaders = RoleGroups.Leaders;

    /// <summary>Those who read every meeting of their district.</summary>
    public static readonly Role[] Overseers = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Discipline.Leader, Discipline.Liaison];

    /// <summary>Everybody of the two bodies.</summary>
    public static readonly Role[] BothBodies = RoleGroups.BothBodies;

    /// <summary>Overseers read all the district's meetings, everybody else those they are invited to, once called.</summary>
    public virtual Expression<Func<Meeting, bool>> Readable(Caller caller)
    {
        var (district, user) = (caller.District, caller.UserId);
        if (caller.IsAny(Overseers)) return meeting => meeting.District == district;
        return meeting => meeting.District == district && meeting.CalledAt != null && meeting.Invitations.Any(i => i.UserId == user);
    }
}
