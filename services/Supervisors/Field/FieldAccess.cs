using System.Linq.Expressions;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Findings;
using Supervision.Supervisors.Visits;
using Supervision.Supervisors.Whistles;

namespace Supervision.Supervisors.Field;

/// <summary>
/// The one place that decides who reads which visits, findings and whistles; row-level security enforces the same beneath it. What the caller may not
/// read is answered 404. Each endpoint states the roles allowed (<c>RequireRole</c>); the aggregate decides whether a command is possible now.
/// </summary>
internal class FieldAccess
{
    /// <summary>Those who dispatch supervisors on whistles, and keep the directory of places.</summary>
    public static readonly Role[] Dispatchers = [Cppcc.Office, Cppcc.Liaison];

    /// <summary>
    /// Those who run supervision together read every visit of the district once it is no longer sealed; those who may know of it from the start
    /// (squad, planner, linked leaders) read it at any time.
    /// </summary>
    public virtual Expression<Func<Visit, bool>> Readable(Caller caller)
    {
        var (district, user) = (caller.District, caller.UserId);
        if (caller.IsAny(SupervisorAccess.Joint)) return visit => visit.District == district && (!visit.Sealed || visit.Readers.Contains(user));
        if (caller.IsAny(SupervisorAccess.Everybody)) return visit => visit.District == district && visit.Readers.Contains(user);
        return _ => false;
    }

    /// <summary>Findings belong to started visits: read by those who run supervision together, and by the people of the visit.</summary>
    public virtual Expression<Func<Finding, bool>> ReadableFindings(Caller caller)
    {
        var (district, user) = (caller.District, caller.UserId);
        if (caller.IsAny(SupervisorAccess.Joint)) return finding => finding.District == district;
        if (caller.IsAny(SupervisorAccess.Everybody)) return finding => finding.District == district && finding.Readers.Contains(user);
        return _ => false;
    }

    /// <summary>Read by those who run supervision together, the people of the place (of either body), and the supervisors sent.</summary>
    public virtual Expression<Func<Whistle, bool>> ReadableWhistles(Caller caller)
    {
        var (district, user) = (caller.District, caller.UserId);
        return caller.IsAny(SupervisorAccess.Joint)
            ? whistle => whistle.District == district
            : whistle => whistle.District == district && (whistle.Whistlers.Contains(user) || whistle.Supervisors.Contains(user));
    }
}
