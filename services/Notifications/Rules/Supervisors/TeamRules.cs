using Supervision.Contracts;
using static Supervision.Notifications.Rules.Supervisors.SupervisorNotice;

namespace Supervision.Notifications.Rules.Supervisors;

/// <summary>Members and linked leaders.</summary>
internal sealed class TeamFormedRule : IRule<TeamFormed>
{
    public IEnumerable<Notice> Tell(TeamFormed e) => ToPersons("team.formed", [.. e.Members, e.CppccLeader, e.DisciplineLeader], $"/teams/{e.TeamId}", e.At);
}

/// <summary>Members and linked leaders as they are after the change.</summary>
internal sealed class TeamChangedRule : IRule<TeamChanged>
{
    public IEnumerable<Notice> Tell(TeamChanged e) =>
        ToPersons(e.Active ? "team.changed" : "team.dissolved", [.. e.Members, e.CppccLeader, e.DisciplineLeader], $"/teams/{e.TeamId}", e.At);
}

/// <summary>Members and linked leaders as they are after the change.</summary>
internal sealed class SquadChangedRule : IRule<SquadChanged>
{
    public IEnumerable<Notice> Tell(SquadChanged e) =>
        ToPersons(e.Active ? "squad.changed" : "squad.dissolved", [.. e.Members, e.CppccLeader, e.DisciplineLeader], $"/squads/{e.SquadId}", e.At);
}

internal sealed class PostingChangedRule : IRule<PostingChanged>
{
    public IEnumerable<Notice> Tell(PostingChanged e) => ToPersons(e.Active ? "posting.changed" : "posting.ended", [e.UserId], $"/postings/{e.PostingId}", e.At);
}
