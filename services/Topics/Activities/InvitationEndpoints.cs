using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Work;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Activities;

/// <summary>Invitations of people of both bodies (互邀), their answers and attendance.</summary>
internal static class InvitationEndpoints
{
    public static void MapInvitations(this RouteGroupBuilder activities)
    {
        activities.MapGet("/{activityId:guid}/invitations", ListAsync).RequireRole(WorkAccess.Everybody)
            .WithName("ListActivityInvitations").WithSummary("Who is invited, what they answered, and who came.");
        activities.MapPost("/{activityId:guid}/invitations", InviteAsync).RequireRole(WorkAccess.Keepers).WithIdempotency<TopicsDb>()
            .WithName("InviteToActivity").WithSummary("Invites people of either body; earlier invitations stay.");
        activities.MapPost("/{activityId:guid}/answer", AnswerAsync).RequireRole(WorkAccess.Everybody)
            .WithName("AnswerActivityInvitation").WithSummary("The caller's answer to their invitation.");
        activities.MapPost("/{activityId:guid}/attend", AttendAsync).RequireRole(WorkAccess.Everybody)
            .WithName("AttendActivity").WithSummary("The invited caller signs in on site with the code shown there.");
    }

    static async Task<Results<Ok<IReadOnlyList<ActivityInvitationView>>, NotFound>> ListAsync([AsParameters] WorkCall call, Guid activityId) =>
        await ActivityEndpoints.FindAsync(call, activityId) is null ? TypedResults.NotFound() : TypedResults.Ok(await ViewsAsync(call, activityId));

    static async Task<Results<Ok<IReadOnlyList<ActivityInvitationView>>, NotFound>> InviteAsync([AsParameters] WorkCall call, Guid activityId, ActivityInviteRequest request)
    {
        Results<Ok<IReadOnlyList<ActivityInvitationView>>, NotFound> result = TypedResults.NotFound();
        await call.Db.InTransactionAsync(async () =>
        {
            await call.Db.LockMatterAsync(activityId, call.Cancellation);
            if (await ActivityEndpoints.FindAsync(call, activityId) is not { } activity) return;
            activity.RequireAhead();
            var now = call.Clock.GetUtcNow();
            var added = await AddAsync(call, activity, request.Invite, now);
            if (added.Count > 0 && activity.Status is ActivityStatus.Announced) call.Db.Enqueue(activity.Invited(added, call.Caller, now));
            await call.Db.SaveChangesAsync(call.Cancellation);
            result = TypedResults.Ok(await ViewsAsync(call, activityId));
        }, call.Cancellation);
        return result;
    }

    static Task<Results<Ok<ActivityInvitationView>, NotFound>> AnswerAsync([AsParameters] WorkCall call, Guid activityId, ActivityAnswerRequest request) =>
        OwnAsync(call, activityId, (invitation, activity, now) => invitation.Reply(activity, request.Accept, request.Comment, now));

    static Task<Results<Ok<ActivityInvitationView>, NotFound>> AttendAsync([AsParameters] WorkCall call, Guid activityId, AttendRequest request) =>
        OwnAsync(call, activityId, (invitation, activity, now) => invitation.Attend(activity, request.Code, now));

    static async Task<Results<Ok<ActivityInvitationView>, NotFound>> OwnAsync(
        WorkCall call, Guid activityId, Action<ActivityInvitation, Activity, DateTimeOffset> command)
    {
        var user = call.Caller.UserId;
        if (await ActivityEndpoints.FindAsync(call, activityId) is not { } activity) return TypedResults.NotFound();
        var invitation = await call.Db.Set<ActivityInvitation>().SingleOrDefaultAsync(i => i.ActivityId == activityId && i.UserId == user, call.Cancellation);
        if (invitation is null) return TypedResults.NotFound();
        command(invitation, activity, call.Clock.GetUtcNow());
        await call.Db.SaveChangesAsync(call.Cancellation);
        return TypedResults.Ok(ActivityInvitationView.For(invitation));
    }

    static async Task<IReadOnlyList<Guid>> AddAsync(WorkCall call, Activity activity, IReadOnlyList<Guid> invite, DateTimeOffset now)
    {
        var present = await call.Db.Set<ActivityInvitation>().Where(i => i.ActivityId == activity.Id).Select(i => i.UserId).ToListAsync(call.Cancellation);
        var wanted = invite.Distinct().Except(present).ToArray();
        var people = await call.Db.People.AsNoTracking().Where(p => wanted.Contains(p.UserId) && p.District == activity.District && p.Active).ToListAsync(call.Cancellation);
        var fit = people.Where(person => WorkAccess.Everybody.Any(person.IsActive)).ToList();
        Require(fit.Count == wanted.Length, InviteeUnfit);
        foreach (var person in fit)
        {
            call.Db.Add(new ActivityInvitation
            {
                ActivityId = activity.Id,
                UserId = person.UserId,
                District = activity.District,
                Name = person.Name,
                Body = person.Body,
                InvitedByBody = call.Caller.Body,
                InvitedBy = call.Caller.UserId,
                InvitedAt = now,
            });
        }

        return wanted;
    }

    static async Task<IReadOnlyList<ActivityInvitationView>> ViewsAsync(WorkCall call, Guid activityId)
    {
        var found = await call.Db.Set<ActivityInvitation>().AsNoTracking().Where(i => i.ActivityId == activityId)
            .OrderBy(i => i.Body).ThenBy(i => i.Name).ThenBy(i => i.UserId).ToListAsync(call.Cancellation);
        return [.. found.Select(ActivityInvitationView.For)];
    }
}
