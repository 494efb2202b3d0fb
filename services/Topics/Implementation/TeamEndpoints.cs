using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Work;

namespace Supervision.Topics.Implementation;

/// <summary>Copies of teams and supervisors to choose from; the Supervisors service owns them.</summary>
internal static class TeamEndpoints
{
    const int Most = 500;

    public static void MapTeams(this RouteGroupBuilder topics)
    {
        topics.MapGet("/{id:guid}/teams", TeamsAsync).WithTags("Implementation").WithName("ListTopicTeams").WithSummary("The teams of a topic, dissolved ones included.");
        topics.MapGet("/supervisors", SupervisorsAsync).RequireRole([.. WorkAccess.Keepers, .. WorkAccess.Leaders]).WithTags("Implementation")
            .WithName("ListSupervisorCopies").WithSummary("The district's appointed supervisors.");
    }

    static async Task<Results<Ok<IReadOnlyList<TeamView>>, NotFound>> TeamsAsync([AsParameters] WorkCall call, Guid id)
    {
        if (await call.TopicAsync(id) is null) return TypedResults.NotFound();
        var teams = await call.Db.Set<Team>().AsNoTracking().Where(t => t.TopicId == id).OrderBy(t => t.Id).Take(Most).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<TeamView>>([.. teams.Select(TeamView.For)]);
    }

    static async Task<Ok<IReadOnlyList<SupervisorView>>> SupervisorsAsync([AsParameters] WorkCall call)
    {
        var district = call.Caller.District;
        var found = await call.Db.Set<SupervisorCopy>().AsNoTracking().Where(s => s.District == district).OrderBy(s => s.Sector).ThenBy(s => s.Id).Take(Most)
            .Select(s => new SupervisorView(
                s.Id, s.UserId, call.Db.People.Where(p => p.UserId == s.UserId).Select(p => p.Name).FirstOrDefault(), s.Sector, s.From, s.Until, s.Standing))
            .ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<SupervisorView>>(found);
    }
}
