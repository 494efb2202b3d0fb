using Supervision.Contracts;
using Supervision.Notifications.Data;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Liaisons;

/// <summary>
/// The one place that decides who reads the register and the briefs. Tests replace it to show that row-level security refuses the same by itself.
/// </summary>
internal class LiaisonAccess
{
    /// <summary>Liaisons and leaders of both bodies.</summary>
    public static readonly Role[] Correspondents = [Cppcc.Liaison, Cppcc.Chair, Discipline.Liaison, Discipline.Leader];

    public static readonly Role[] Liaisons = [Cppcc.Liaison, Discipline.Liaison];

    public virtual IQueryable<Liaison> Register(Caller caller, NotificationsDb db) => db.Set<Liaison>().Where(l => l.District == caller.District);

    /// <summary>Entries of the own body, which its admin changes.</summary>
    public virtual IQueryable<Liaison> Own(Caller caller, NotificationsDb db) => Register(caller, db).Where(l => l.Body == caller.Body);

    /// <summary>Briefs the own body wrote and briefs the other sent.</summary>
    public virtual IQueryable<StageBrief> Briefs(Caller caller, NotificationsDb db) =>
        db.Set<StageBrief>().Where(b => b.District == caller.District && (b.Body == caller.Body || b.Status == BriefStatus.Sent));
}
