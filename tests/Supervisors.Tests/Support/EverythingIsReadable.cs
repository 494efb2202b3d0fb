using System.Linq.Expressions;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Conflicts;
using Supervision.Supervisors.Postings;
using Supervision.Supervisors.Roster;
using Supervision.Supervisors.Teams;

namespace Supervision.Supervisors.Tests.Support;

/// <summary>Removes the application's own check of who reads what.</summary>
internal sealed class EverythingIsReadable : SupervisorAccess
{
    public override Expression<Func<Supervisor, bool>> Readable(Caller caller) => _ => true;

    public override Expression<Func<Team, bool>> ReadableTeams(Caller caller) => _ => true;

    public override Expression<Func<Posting, bool>> ReadablePostings(Caller caller) => _ => true;

    public override Expression<Func<Tie, bool>> ReadableTies(Caller caller) => _ => true;

    public override Expression<Func<ConflictOverride, bool>> ReadableOverrides(Caller caller) => _ => true;

    public override Expression<Func<ConflictFlag, bool>> ReadableFlags(Caller caller) => _ => true;
}
