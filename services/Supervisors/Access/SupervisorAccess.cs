using System.Linq.Expressions;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Conflicts;
using Supervision.Supervisors.Postings;
using Supervision.Supervisors.Roster;
using Supervision.Supervisors.Teams;

namespace Supervision.Supervisors.Access;

/// <summary>
/// The one place that decides who reads which part of the roster, the teams, the ties and the duty records; row-level security enforces the same
/// beneath it. What the caller may not read is answered 404. Each endpoint states the roles allowed (<c>RequireRole</c>); the aggregate decides
/// whether a command is possible now.
/// </summary>
internal class SupervisorAccess
{
    /// <summary>Those of both bodies who run supervision together: they read the roster, the teams and the duty records of their district.</summary>
    public static readonly Role[] Joint = RoleGroups.Joint;

    /// <summary>Those who form teams and squads and post people: the conference's office and the liaisons of both bodies.</summary>
    public static readonly Role[] Keepers = RoleGroups.Keepers;

    /// <summary>Everybody of the two bodies who may be in a team or on a visit; their admins may not.</summary>
    public static readonly Role[] Everybody = RoleGroups.Participants;

    /// <summary>Those who run supervision read the whole roster, others of the conference only their own entry.</summary>
    public virtual Expression<Func<Supervisor, bool>> Readable(Caller caller)
    {
        var (district, user) = (caller.District, caller.UserId);
        if (caller.IsAny(Joint)) return supervisor => supervisor.District == district;
        return caller.Body == Bodies.Cppcc ? supervisor => supervisor.District == district && supervisor.UserId == user : _ => false;
    }

    /// <summary>Those who run supervision read every team and squad, members and linked leaders only their own.</summary>
    public virtual Expression<Func<Team, bool>> ReadableTeams(Caller caller)
    {
        var (district, user) = (caller.District, caller.UserId);
        if (caller.IsAny(Joint)) return team => team.District == district;
        if (!caller.IsAny(Everybody)) return _ => false;
        return team => team.District == district && (team.Members.Contains(user) || team.CppccLeader == user || team.DisciplineLeader == user);
    }

    /// <summary>Those who run supervision read every posting, others of both bodies only their own.</summary>
    public virtual Expression<Func<Posting, bool>> ReadablePostings(Caller caller) => Own<Posting>(caller, (district, user) => p => p.District == district && p.UserId == user, district => p => p.District == district);

    /// <summary>Same as for postings.</summary>
    public virtual Expression<Func<Tie, bool>> ReadableTies(Caller caller) => Own<Tie>(caller, (district, user) => t => t.District == district && t.UserId == user, district => t => t.District == district);

    /// <summary>Same as for postings.</summary>
    public virtual Expression<Func<ConflictOverride, bool>> ReadableOverrides(Caller caller) =>
        Own<ConflictOverride>(caller, (district, user) => o => o.District == district && o.UserId == user, district => o => o.District == district);

    /// <summary>Same as for postings.</summary>
    public virtual Expression<Func<ConflictFlag, bool>> ReadableFlags(Caller caller) =>
        Own<ConflictFlag>(caller, (district, user) => f => f.District == district && f.UserId == user, district => f => f.District == district);

    static Expression<Func<T, bool>> Own<T>(Caller caller, Func<string, Guid, Expression<Func<T, bool>>> own, Func<string, Expression<Func<T, bool>>> all)
    {
        if (caller.IsAny(Joint)) return all(caller.District);
        return caller.IsAny(Everybody) ? own(caller.District, caller.UserId) : _ => false;
    }
}
