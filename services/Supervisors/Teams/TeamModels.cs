using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Supervisors.Teams;

/// <param name="Units">Codes of units, at least one.</param>
/// <param name="Matters">Codes of fields or matters; empty means all of the topic.</param>
/// <param name="From">First day of the mandate.</param>
/// <param name="Until">Last day.</param>
/// <param name="Members">Users: appointed supervisors and cadres of the commission, the leader included.</param>
public sealed record TeamRequest(
    [PlainText(100)] string Name, Guid Leader, [MinLength(1), MaxLength(Team.MostMembers)] IReadOnlyList<Guid> Members, Guid CppccLeader, Guid DisciplineLeader,
    [MinLength(1), MaxLength(50), PlainText(32)] IReadOnlyList<string> Units, [MaxLength(50), PlainText(40)] IReadOnlyList<string> Matters, DateOnly From, DateOnly Until)
{
    internal TeamContent Content => new(Name, Leader, Members, CppccLeader, DisciplineLeader, new(Units, Matters, From, Until));
}

/// <param name="TopicId">The topic it is formed for.</param>
public sealed record TeamFormRequest(Guid TopicId, [Required] TeamRequest Team);

/// <param name="TopicId">The topic it works for; null for none.</param>
public sealed record SquadFormRequest([Required] TeamRequest Team, Guid? TopicId = null);

/// <param name="Members">Users, the leader included.</param>
public sealed record TeamView(
    Guid Id, TeamKind Kind, Guid? TopicId, string? TopicReference, string Name, Guid Leader, IReadOnlyList<Guid> Members, Guid CppccLeader, Guid DisciplineLeader,
    IReadOnlyList<string> Units, IReadOnlyList<string> Matters, DateOnly From, DateOnly Until, bool Active, DateTimeOffset FormedAt, DateTimeOffset? DissolvedAt,
    string? DissolvedFor)
{
    internal static TeamView For(Team t) => new(
        t.Id, t.Kind, t.TopicId, t.TopicReference, t.Name, t.Leader, t.Members, t.CppccLeader, t.DisciplineLeader, t.Units, t.Matters, t.From, t.Until, t.Active,
        t.FormedAt, t.DissolvedAt, t.DissolvedFor);
}
