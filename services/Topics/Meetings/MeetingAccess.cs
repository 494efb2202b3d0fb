using System.Linq.Expressions;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Topics.Meetings;

/// <summary>
/// Who reads which meetings: the one place it is decided (row-level security says the same below it). What is not readable is answered
/// 404. What a role may do stands at its endpoint (<c>RequireRole</c>), whether it may be done now in the aggregates.
/// </summary>
internal class MeetingAccess
{
    /// <summary>Those who plan, call and record meetings: the conference's office and the liaisons of both bodies.</summary>
    public static readonly Role[] Conveners = [Cppcc.Office, Cppcc.Liaison, Discipline.Liaison];

    /// <summary>Those who concur for their body (R4).</summary>
    public static readonly Role[] Leaders = [Cppcc.Chair, Discipline.Leader];

    /// <summary>Those who read every meeting of their district.</summary>
    public static readonly Role[] Overseers = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Discipline.Leader, Discipline.Liaison];

    /// <summary>Everybody of the two bodies.</summary>
    public static readonly Role[] BothBodies = [.. Roles.All.Where(role => role.Body is Bodies.Cppcc or Bodies.Discipline)];

    /// <summary>The overseers read the district's meetings, everybody else those they were invited to, once called.</summary>
    public virtual Expression<Func<Meeting, bool>> Readable(Caller caller)
    {
        var (district, user) = (caller.District, caller.UserId);
        if (caller.IsAny(Overseers)) return meeting => meeting.District == district;
        return meeting => meeting.District == district && meeting.CalledAt != null && meeting.Invitations.Any(i => i.UserId == user);
    }
}
