using Supervision.Contracts;
using static Supervision.Notifications.Rules.Groups;

namespace Supervision.Notifications.Rules;

/// <summary>Roster, teams, postings and conflicts of interest (R14–R17); what is sealed.</summary>
internal static class SupervisorNotices
{
    public static IReadOnlyList<Rule> Rows =>
    [
        // The supervisor, and those who keep the roster and decide on a further term
        On<SupervisorAppointed>("supervisor.appointed", e => Entry(e.SupervisorId), e => e.At).To(e => e.UserId, Bodies.Cppcc)
            .With("until", e => e.Until),
        On<SupervisorStandingChanged>("supervisor.in_office", e => Entry(e.SupervisorId), e => e.At)
            .When(e => e.Standing == SupervisorStandings.Appointed).To(e => e.UserId, Bodies.Cppcc),
        On<SupervisorStandingChanged>("supervisor.suspended", e => Entry(e.SupervisorId), e => e.At)
            .When(e => e.Standing == SupervisorStandings.Suspended).To(e => e.UserId, Bodies.Cppcc),
        On<SupervisorStandingChanged>("supervisor.suspended_office", e => Entry(e.SupervisorId), e => e.At)
            .When(e => e.Standing == SupervisorStandings.Suspended).To(Cppcc.Office, Cppcc.Secretary),
        On<SupervisorStandingChanged>("supervisor.ended", e => Entry(e.SupervisorId), e => e.At)
            .When(e => e.Standing == SupervisorStandings.Ended).To(e => e.UserId, Bodies.Cppcc),
        On<SupervisorStandingChanged>("supervisor.ended_office", e => Entry(e.SupervisorId), e => e.At)
            .When(e => e.Standing == SupervisorStandings.Ended).To(Cppcc.Office, Cppcc.Secretary),
        On<SupervisorTermExpiring>("supervisor.expiring", e => Entry(e.SupervisorId), e => e.At).To(e => e.UserId, Bodies.Cppcc)
            .With("until", e => e.Until),
        On<SupervisorTermExpiring>("supervisor.expiring_office", e => Entry(e.SupervisorId), e => e.At)
            .To(Cppcc.Office, Cppcc.Secretary).Action().With("until", e => e.Until),

        // Members and linked leaders as they are after the change
        On<TeamFormed>("team.formed", e => $"/teams/{e.TeamId}", e => e.At)
            .To(e => [.. e.Members, e.CppccLeader, e.DisciplineLeader], BothBodies),
        On<TeamChanged>("team.changed", e => $"/teams/{e.TeamId}", e => e.At).When(e => e.Active)
            .To(e => [.. e.Members, e.CppccLeader, e.DisciplineLeader], BothBodies),
        On<TeamChanged>("team.dissolved", e => $"/teams/{e.TeamId}", e => e.At).When(e => !e.Active)
            .To(e => [.. e.Members, e.CppccLeader, e.DisciplineLeader], BothBodies),
        On<SquadChanged>("squad.changed", e => $"/squads/{e.SquadId}", e => e.At).When(e => e.Active)
            .To(e => [.. e.Members, e.CppccLeader, e.DisciplineLeader], BothBodies),
        On<SquadChanged>("squad.dissolved", e => $"/squads/{e.SquadId}", e => e.At).When(e => !e.Active)
            .To(e => [.. e.Members, e.CppccLeader, e.DisciplineLeader], BothBodies),
        On<PostingChanged>("posting.changed", e => $"/postings/{e.PostingId}", e => e.At).When(e => e.Active).To(e => e.UserId, BothBodies),
        On<PostingChanged>("posting.ended", e => $"/postings/{e.PostingId}", e => e.At).When(e => !e.Active).To(e => e.UserId, BothBodies),

        // Those who keep teams, and the chair, who alone may override; without a word on the tie itself
        Rule.On<ConflictFlagged>("conflict.flagged", e => $"/conflicts/{e.FlagId}", e => (e.By, e.At))
            .To(Cppcc.Office, Cppcc.Liaison, Cppcc.Chair, Discipline.Liaison).Action(),

        // Only those it awaits, and only that something does
        On<SealedNoticeGiven>("sealed.awaits", _ => "/sealed", e => e.At).To(Awaited).Action(),
    ];

    static IEnumerable<Audience> Awaited(SealedNoticeGiven e) => BothBodies.Select(body => new Audience(body)
    {
        Persons = e.Persons,
        Roles = [.. Roles.All.Where(role => role.Body == body && e.Roles.Contains(role.ToString()))],
    });

    static string Entry(Guid supervisor) => $"/roster/{supervisor}";

    /// <summary>These events do not say who did it.</summary>
    static Rule<TEvent> On<TEvent>(string kind, Func<TEvent, string> link, Func<TEvent, DateTimeOffset> at)
        where TEvent : class, IIntegrationEvent => Rule.On(kind, link, e => (Guid.Empty, at(e)));
}
