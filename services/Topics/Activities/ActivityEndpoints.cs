using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Files;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Terms;
using Supervision.Topics.Topics;
using Supervision.Topics.Work;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Activities;

/// <summary>Activities on the platforms (R8), planned and held by the two bodies.</summary>
internal static class ActivityEndpoints
{
    public static void MapActivities(this RouteGroupBuilder topics)
    {
        var activities = topics.MapGroup("/activities").WithTags("Activities");
        activities.MapActivityList();
        activities.MapInvitations();
        activities.MapFiles("Activity", WorkFiles.Activities);
        activities.MapPost("/", PlanAsync).RequireRole(WorkAccess.Keepers).WithIdempotency<TopicsDb>()
            .WithName("PlanActivity").WithSummary("Plans an activity, with or without a topic (R8).");
        activities.MapGet("/{activityId:guid}", GetAsync).WithName("GetActivity").WithSummary("An activity.");
        activities.MapPut("/{activityId:guid}", ChangeAsync).RequireRole(WorkAccess.Keepers)
            .WithName("ChangeActivity").WithSummary("Changes an upcoming activity; added places go to the waiting list. Needs If-Match.");
        activities.MapPost("/{activityId:guid}/announce", AnnounceAsync).RequireRole(WorkAccess.Keepers)
            .WithName("AnnounceActivity").WithSummary("Announces it to the invited and, if it has places, to the public.");
        activities.MapPost("/{activityId:guid}/cancel", CancelAsync).RequireRole(WorkAccess.Keepers)
            .WithName("CancelActivity").WithSummary("Cancels an activity.");
        activities.MapPost("/{activityId:guid}/record", RecordAsync).RequireRole(WorkAccess.Keepers)
            .WithName("RecordActivity").WithSummary("Records what took place and, for a consultation, the advice given.");
        activities.MapGet("/{activityId:guid}/registrations", RegistrationsAsync).RequireRole(WorkAccess.Keepers)
            .WithName("ListRegistrations").WithSummary("The public's registrations, in order of arrival.");
        topics.MapPublicActivities();
    }

    static Task<Results<Created<ActivityView>, NotFound>> PlanAsync([AsParameters] WorkCall call, ActivityRequest request) => call.CreateAsync(
        Guid.CreateVersion7(),
        async (c, now) =>
        {
            await CheckAsync(c, request);
            var activity = Activity.Plan(request.Content, c.Caller, now);
            var seats = new ActivitySeats { ActivityId = activity.Id, District = activity.District };
            seats.Resize(request.Places ?? 0);
            c.Db.Add(seats);
            return ((Activity, IIntegrationEvent?)?)(activity, null);
        },
        View(call), activity => $"/api/topics/activities/{activity.Id}");

    static async Task<Results<Ok<ActivityView>, NotFound>> GetAsync([AsParameters] WorkCall call, Guid activityId)
    {
        if (await FindAsync(call, activityId) is not { } activity) return TypedResults.NotFound();
        await call.Db.Set<ActivitySeats>().Where(s => s.ActivityId == activityId).LoadAsync(call.Cancellation);
        call.Http.SetEntityTag(activity.Version);
        return TypedResults.Ok(View(call)(activity));
    }

    static Task<Results<Ok<ActivityView>, NotFound>> ChangeAsync([AsParameters] WorkCall call, Guid activityId, ActivityRequest request) => RunAsync(
        call, activityId, async (activity, seats, _) =>
        {
            call.Http.Request.CheckMatch(activity.Version, required: true);
            await CheckAsync(call, request);
            activity.Change(request.Content, seats.Taken);
            await call.Db.MoveUpAsync(activityId, seats.Resize(request.Places ?? 0), call.Cancellation);
            return null;
        });

    static Task<Results<Ok<ActivityView>, NotFound>> AnnounceAsync([AsParameters] WorkCall call, Guid activityId) => RunAsync(
        call, activityId, async (activity, _, now) => activity.Announce(await InvitedAsync(call, activityId), call.Caller, now));

    static Task<Results<Ok<ActivityView>, NotFound>> CancelAsync([AsParameters] WorkCall call, Guid activityId, WorkReasonRequest request) => RunAsync(
        call, activityId, async (activity, _, now) => activity.Cancel(request.Reason, await InvitedAsync(call, activityId), call.Caller, now));

    static Task<Results<Ok<ActivityView>, NotFound>> RecordAsync([AsParameters] WorkCall call, Guid activityId, ActivityRecordRequest request) => RunAsync(
        call, activityId, async (activity, _, now) =>
        {
            Require(request.Advice is null || activity.TopicId is not null, ActivityNoTopic);
            var came = await call.Db.Set<ActivityInvitation>().Where(i => i.ActivityId == activityId && i.AttendedAt != null).Select(i => i.UserId).ToListAsync(call.Cancellation);
            var signedIn = came.Count
                + await call.Db.Set<ActivityRegistration>().CountAsync(r => r.ActivityId == activityId && r.AttendedAt != null, call.Cancellation);
            var held = activity.Hold(request.Record, request.Advice, Math.Max(signedIn, request.Attended ?? 0), call.Caller, now);
            if (came.Count > 0) call.Db.Enqueue(new ActivityAttended(activityId, activity.District, activity.TopicId, came, activity.Starts, call.Caller.UserId, now));
            return held;
        });

    static async Task<Results<Ok<IReadOnlyList<RegistrationRow>>, NotFound>> RegistrationsAsync([AsParameters] WorkCall call, Guid activityId)
    {
        if (await FindAsync(call, activityId) is null) return TypedResults.NotFound();
        var found = await call.Db.Set<ActivityRegistration>().AsNoTracking().Where(r => r.ActivityId == activityId).OrderBy(r => r.Number).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<RegistrationRow>>([.. found.Select(RegistrationRow.For)]);
    }

    /// <summary>Runs a command on an activity while its places are locked.</summary>
    static Task<Results<Ok<ActivityView>, NotFound>> RunAsync(
        WorkCall call, Guid activityId, Func<Activity, ActivitySeats, DateTimeOffset, Task<IIntegrationEvent?>> command) => call.AskAndRunAsync(
        activityId,
        c => FindAsync(c, activityId),
        async (activity, now) => await command(activity, await call.Db.LockSeatsAsync(activityId, call.Cancellation), now),
        View(call));

    internal static Task<Activity?> FindAsync(WorkCall call, Guid id) =>
        call.Db.Set<Activity>().Where(call.Access.ReadableActivities(call.Caller)).SingleOrDefaultAsync(a => a.Id == id, call.Cancellation);

    static async Task CheckAsync(WorkCall call, ActivityRequest request)
    {
        var givable = await call.Http.RequestServices.GetRequiredService<Vocabulary>().GivableAsync(call.Caller.District, call.Cancellation);
        if (!givable.Contains((TermKind.ActivityKind, request.Kind))) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "term.unknown");
        if (request.TopicId is not { } id) return;
        var topic = await call.TopicAsync(id);
        Require(topic is not null && Topic.UnderWay.Contains(topic.Status), TopicNotOpen);
    }

    static async Task<IReadOnlyList<Guid>> InvitedAsync(WorkCall call, Guid activity) =>
        await call.Db.Set<ActivityInvitation>().Where(i => i.ActivityId == activity).Select(i => i.UserId).ToListAsync(call.Cancellation);

    static Func<Activity, ActivityView> View(WorkCall call) => activity => ActivityView.For(
        activity, call.Db.Set<ActivitySeats>().Local.Single(s => s.ActivityId == activity.Id), call.Caller.IsAny(WorkAccess.Keepers));
}
