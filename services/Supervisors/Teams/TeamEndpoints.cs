using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Roster;
using Supervision.Supervisors.Topics;

namespace Supervision.Supervisors.Teams;

/// <summary>Teams of topics (R15) and squads (R16): the same except for the topic and the published events.</summary>
internal static class TeamEndpoints
{
    public static void MapTeams(this RouteGroupBuilder supervisors)
    {
        var teams = supervisors.MapGroup("/teams").WithTags("Teams");
        teams.MapPost("/", FormTeamAsync).RequireRole(SupervisorAccess.Keepers).WithIdempotency<SupervisorsDb>()
            .WithName("FormTeam").WithSummary("Forms the team of a topic; a topic has one active team.");
        MapKept(teams, TeamKind.Team, "Team");
        var squads = supervisors.MapGroup("/squads").WithTags("Squads");
        squads.MapPost("/", FormSquadAsync).RequireRole(SupervisorAccess.Keepers).WithIdempotency<SupervisorsDb>()
            .WithName("FormSquad").WithSummary("Forms a squad.");
        MapKept(squads, TeamKind.Squad, "Squad");
    }

    static void MapKept(RouteGroupBuilder group, TeamKind kind, string named)
    {
        group.MapGet("/{id:guid}", ([AsParameters] RecordCall call, Guid id) => GetAsync(call, kind, id)).WithName($"Get{named}").WithSummary("Its members, linked leaders and mandate.");
        group.MapPut("/{id:guid}", ([AsParameters] RecordCall call, Guid id, TeamRequest request, TeamBoard board) => ChangeAsync(call, kind, id, request, board))
            .RequireRole(SupervisorAccess.Keepers).WithName($"Change{named}").WithSummary("Changes members, leaders or mandate. If-Match is checked when given.");
        group.MapPost("/{id:guid}/dissolve", ([AsParameters] RecordCall call, Guid id, ReasonRequest request) => DissolveAsync(call, kind, id, request))
            .RequireRole(SupervisorAccess.Keepers).WithName($"Dissolve{named}").WithSummary("Dissolves it with a reason.");
    }

    static async Task<Results<Ok<TeamView>, NotFound>> GetAsync(RecordCall call, TeamKind kind, Guid id)
    {
        if (await FindAsync(call, kind, id) is not { } team) return TypedResults.NotFound();
        call.Http.SetEntityTag(team.Version);
        return TypedResults.Ok(TeamView.For(team));
    }

    static Task<Results<Created<TeamView>, NotFound>> FormTeamAsync([AsParameters] RecordCall call, TeamFormRequest request, TeamBoard board) =>
        call.CreateAsync<Team, TeamView>(
            Team.LockOf(request.TopicId),
            async (asked, now) => await board.TopicAsync(asked.Caller.District, request.TopicId, asked.Cancellation) is { } topic
                ? await FormAsync(asked, TeamKind.Team, topic, request.Team, board, now)
                : null,
            TeamView.For, team => $"/api/supervisors/teams/{team.Id}");

    static Task<Results<Created<TeamView>, NotFound>> FormSquadAsync([AsParameters] RecordCall call, SquadFormRequest request, TeamBoard board) =>
        call.CreateAsync<Team, TeamView>(
            $"squads/{call.Caller.District}",
            async (asked, now) =>
            {
                if (request.TopicId is not { } id) return await FormAsync(asked, TeamKind.Squad, null, request.Team, board, now);
                var district = asked.Caller.District;
                return await asked.Db.Set<TopicCopy>().SingleOrDefaultAsync(t => t.Id == id && t.District == district, asked.Cancellation) is { } topic
                    ? await FormAsync(asked, TeamKind.Squad, (topic.Id, topic.Reference), request.Team, board, now)
                    : null;
            },
            TeamView.For, squad => $"/api/supervisors/squads/{squad.Id}");

    static async Task<(Team, IReadOnlyList<IIntegrationEvent>)?> FormAsync(
        RecordCall call, TeamKind kind, (Guid, string)? topic, TeamRequest request, TeamBoard board, DateTimeOffset now)
    {
        var content = request.Content;
        await board.CheckAsync(call.Caller.District, kind, content, [], content.Members.ToList(), now, call.Cancellation);
        var team = Team.Form(kind, topic, content, call.Caller, now);
        return (team, [team.Tell(now)]);
    }

    static Task<Results<Ok<TeamView>, NotFound>> ChangeAsync(RecordCall call, TeamKind kind, Guid id, TeamRequest request, TeamBoard board) =>
        call.RunAsync($"team/{id}", asked => FindAsync(asked, kind, id), async (team, now) =>
        {
            var content = request.Content;
            var asItWas = content.Mandate.Units.Except(team.Units).Any() ? [] : team.Members;
            await board.CheckAsync(team.District, kind, content, team.Members, content.Members.Except(asItWas).ToList(), now, call.Cancellation);
            return [team.Change(content, now)];
        }, TeamView.For);

    static Task<Results<Ok<TeamView>, NotFound>> DissolveAsync(RecordCall call, TeamKind kind, Guid id, ReasonRequest request) =>
        call.RunAsync<Team, TeamView>($"team/{id}", asked => FindAsync(asked, kind, id),
            (team, now) => Task.FromResult<IReadOnlyList<IIntegrationEvent>>([team.Dissolve(call.Caller.UserId, request.Reason, now)]), TeamView.For);

    static Task<Team?> FindAsync(RecordCall call, TeamKind kind, Guid id) =>
        call.Db.Set<Team>().Where(call.Access.ReadableTeams(call.Caller)).SingleOrDefaultAsync(t => t.Id == id && t.Kind == kind, call.Cancellation);
}
