using System.Linq.Expressions;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Findings;
using Supervision.Supervisors.Visits;
using Supervision.Supervisors.Whistles;

namespace Supervision.Supervisors.Field;

/// <summary>
/// Who reads which visits, findings and whistles: the one place it is decided (row-level security says the same below it). What is not
/// readable is answered 404. What a role may do stands at its endpoint (<c>RequireRole</c>), whether it may be done now in the aggregate.
/// </summary>
internal class FieldAccess
{
    /// <summary>Those who send supervisors where a place whistled, and keep the directory of places.</summary>
    public static readonly Role[] Dispatchers = [Cppcc.Office, Cppcc.Liaison];

    /// <summary>
    /// Those who run supervision together read every visit of the district once it is no longer sealed; those who may know of it from the
    /// first (squad, planner, linked leaders) read it at any time.
    /// </summary>
    public virtual Expression<Func<Visit, bool>> Readable(Caller caller)
    {
        var (district, user) = (caller.District, caller.UserId);
        if (caller.IsAny(SupervisorAccess.Joint)) return visit => visit.District == district && (!visit.Sealed || visit.Readers.Contains(user));
        if (caller.IsAny(SupervisorAccess.Everybody)) return visit => visit.District == district && visit.Readers.Contains(user);
        return _ => false;
    }

    /// <summary>Findings are of visits that have started: read by those who run supervision together, and by those of the visit.</summary>
    public virtual Expression<Func<Finding, bool>> ReadableFindings(Caller caller)
    {
        var (district, user) = (caller.District, caller.UserId);
        if (caller.IsAny(SupervisorAccess.Joint)) return finding => finding.District == district;
        if (caller.IsAny(SupervisorAccess.Everybody)) return finding => finding.District == district && finding.Readers.Contains(user);
        return _ => false;
    }

    /// <summary>Those who run supervision together, those of the place, of whichever body, and the supervisors who were sent.</summary>
    public virtual Expression<Func<Whistle, bool>> ReadableWhistles(Caller caller)
    {
        var (district, user) = (caller.District, caller.UserId);
        return caller.IsAny(SupervisorAccess.Joint)
            ? whistle => whistle.District == district
            : whistle => whistle.District == district && (whistle.Whistlers.Contains(user) || whistle.Supervisors.Contains(user));
    }
}
