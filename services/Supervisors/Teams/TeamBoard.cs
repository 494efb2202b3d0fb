using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Supervisors.Conflicts;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Engagements;
using Supervision.Supervisors.Roster;
using Supervision.Supervisors.Topics;
using static Supervision.Supervisors.Teams.TeamRules;

namespace Supervision.Supervisors.Teams;

/// <summary>Checks of people, roster, topic and ties when a team is formed or changed.</summary>
internal sealed class TeamBoard(SupervisorsDb db, ConflictCheck conflicts)
{
    static readonly Role[] Cadres = [Discipline.Handler, Discipline.Resident, Discipline.Liaison, Discipline.Intake, Discipline.Leader];

    /// <summary>The topic a new team is for: under way, and without an active team.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">team.topic_not_under_way, team.topic_has_team</exception>
    public async Task<(Guid Id, string Reference)?> TopicAsync(string district, Guid id, CancellationToken ct)
    {
        if (await db.Set<TopicCopy>().SingleOrDefaultAsync(t => t.Id == id && t.District == district, ct) is not { } topic) return null;
        Require(TopicCopy.UnderWay.Contains(topic.Stage), TopicNotUnderWay);
        Require(!await db.Set<Team>().AnyAsync(t => t.TopicId == id && t.Active && t.Kind == TeamKind.Team, ct), TopicHasTeam);
        return (topic.Id, topic.Reference);
    }

    /// <summary>
    /// Checks that members are appointed supervisors of the conference and cadres of the commission, in a team from both bodies; that linked leaders
    /// lead their bodies; and that nobody has a tie to a unit of the mandate.
    /// </summary>
    /// <param name="joining">Those whose ties are checked: everybody in a new team; in a changed one the joining, or everybody if its units
    /// change.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">team.member_unfit, team.both_bodies, team.leader_unfit, conflict.*</exception>
    public async Task CheckAsync(
        string district, TeamKind kind, TeamContent content, IReadOnlyCollection<Guid> known, IReadOnlyCollection<Guid> joining, DateTimeOffset now, CancellationToken ct)
    {
        Guid[] wanted = [.. content.Members, content.CppccLeader, content.DisciplineLeader];
        var people = await db.People.Where(p => p.District == district && wanted.Contains(p.UserId)).ToDictionaryAsync(p => p.UserId, ct);
        var today = DistrictTime.DayAt(now);
        var appointed = await db.Set<Supervisor>()
            .Where(s => s.District == district && s.Status == SupervisorStatus.Appointed && s.Until >= today && s.UserId != null)
            .Select(s => s.UserId!.Value).ToHashSetAsync(ct);
        foreach (var member in content.Members.Except(known))
            Require(people.TryGetValue(member, out var person) && IsFit(person, appointed), MemberUnfit, person?.Name);
        if (kind is TeamKind.Team)
        {
            var bodies = content.Members.Where(people.ContainsKey).Select(member => people[member].Body).ToHashSet();
            Require(bodies.Contains(Bodies.Cppcc) && bodies.Contains(Bodies.Discipline), BothBodies);
        }

        Require(Leads(people, content.CppccLeader, Cppcc.Chair) && Leads(people, content.DisciplineLeader, Discipline.Leader), LeaderUnfit);
        await conflicts.RequireAsync(
            district, kind is TeamKind.Team ? EngagementKind.Team : EngagementKind.Squad, joining, content.Mandate.Units, today, ct);
    }

    static bool IsFit(Person person, HashSet<Guid> appointed) =>
        person.Body == Bodies.Cppcc ? person.Active && appointed.Contains(person.UserId) : Cadres.Any(person.IsActive);

    static bool Leads(Dictionary<Guid, Person> people, Guid user, Role role) => people.TryGetValue(user, out var person) && person.IsActive(role);
}
