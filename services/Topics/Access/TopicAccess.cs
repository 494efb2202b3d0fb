using System.Linq.Expressions;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Plans;
using Supervision.Topics.Proposals;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Access;

/// <summary>
/// The one place that decides who reads which topics and proposals; row-level security enforces the same beneath it. What the caller may not read is
/// answered 404. Each endpoint states the roles allowed (<c>RequireRole</c>); the aggregate decides whether a command is possible now.
/// </summary>
internal class TopicAccess
{
    /// <summary>Those of both bodies who run the loop together: they read all of it in their district.</summary>
    public static readonly Role[] Joint = RoleGroups.Joint;

    /// <summary>Those who read topics once they are selected.</summary>
    public static readonly Role[] Concerned = [.. RoleGroups.Concerned, Others.Reviewer];

    /// <summary>
    /// Those who run the loop read every topic of the district; the others of both bodies and the party's reviewers read selected topics; a unit's
    /// contact reads the topics that supervise the unit.
    /// </summary>
    public virtual Expression<Func<Topic, bool>> Readable(Caller caller)
    {
        var (district, unit) = (caller.District, caller.Unit);
        if (caller.IsAny(Joint)) return topic => topic.District == district;
        if (caller.IsAny(Concerned)) return topic => topic.District == district && topic.SelectedAt != null;
        if (caller.Is(Others.Contact) && unit is not null)
            return topic => topic.District == district && topic.SelectedAt != null && topic.Units.Contains(unit);
        return _ => false;
    }

    /// <summary>Those who run the loop read all proposals of the district, the others only their own.</summary>
    public virtual Expression<Func<Proposal, bool>> ReadableProposals(Caller caller)
    {
        var (district, user) = (caller.District, caller.UserId);
        if (caller.IsAny(Joint)) return proposal => proposal.District == district;
        if (caller.Body is Bodies.Cppcc or Bodies.Discipline or Bodies.Party)
            return proposal => proposal.District == district && proposal.ProposerIds.Contains(user);
        return _ => false;
    }

    /// <summary>
    /// Those who run the loop read a plan from its draft on, a reviewer from its first report on, the others once a version was approved.
    /// </summary>
    public virtual Expression<Func<AnnualPlan, bool>> ReadablePlans(Caller caller)
    {
        var district = caller.District;
        if (caller.IsAny(Joint)) return plan => plan.District == district;
        if (caller.Is(Others.Reviewer)) return plan => plan.District == district && (plan.Status != PlanStatus.Draft || plan.ApprovedAt != null);
        if (caller.IsAny(Concerned)) return plan => plan.District == district && plan.ApprovedAt != null;
        return _ => false;
    }
}
