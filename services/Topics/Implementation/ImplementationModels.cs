using Supervision.Collaboration;

namespace Supervision.Topics.Implementation;

/// <param name="Starts">First day of the plan, from which the template counts its days.</param>
public sealed record BeginPlanRequest(DateOnly Starts);

/// <param name="ContentHash">SHA-256 of the content; a leader sends back the hash they read.</param>
/// <param name="Reason">Why it went back to draft.</param>
/// <param name="Decisions">The leaders' decisions, oldest first.</param>
public sealed record ImplementationView(
    Guid TopicId,
    ImplementationStatus Status,
    PlanContent Content,
    string ContentHash,
    int Round,
    string? Reason,
    IReadOnlyList<BodyDecision> Decisions,
    DateTimeOffset ChangedAt,
    DateTimeOffset? ApprovedAt)
{
    internal static ImplementationView For(ImplementationPlan plan) => new(
        plan.TopicId, plan.Status, plan.Content, plan.ContentHash, plan.Round, plan.Reason, plan.Decisions, plan.ChangedAt, plan.ApprovedAt);
}

/// <param name="ChangedAt">Null while the common template applies.</param>
public sealed record PlanTemplateView(string TopicClass, TemplateContent Content, DateTimeOffset? ChangedAt);

/// <summary>A team as published by the Supervisors service.</summary>
public sealed record TeamView(Guid Id, string Name, Guid Leader, IReadOnlyList<Guid> Members, Guid CppccLeader, Guid DisciplineLeader, bool Active)
{
    internal static TeamView For(Team team) =>
        new(team.Id, team.Name, team.Leader, team.Members, team.CppccLeader, team.DisciplineLeader, team.Active);
}

/// <summary>A supervisor as published by the Supervisors service.</summary>
public sealed record SupervisorView(Guid Id, Guid UserId, string? Name, string Sector, DateOnly From, DateOnly Until, string Standing);
