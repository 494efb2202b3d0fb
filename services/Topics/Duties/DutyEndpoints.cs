using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Files;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Topics;
using Supervision.Topics.Work;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Duties;

/// <summary>The duty list of a topic (监督履职清单, R7). It can change until the topic concludes; gates depend on it, so commands lock the topic.</summary>
internal static class DutyEndpoints
{
    internal static readonly TopicStatus[] Changeable = [TopicStatus.Selected, TopicStatus.Deliberating, TopicStatus.Supervising];
    static readonly Role[] Waivers = [.. WorkAccess.Leaders, Cppcc.Secretary];

    public static void MapDuties(this RouteGroupBuilder topics)
    {
        topics.MapGet("/{id:guid}/duties", OfTopicAsync).WithTags("Duties").WithName("ListTopicDuties").WithSummary("The duty list of a topic, by number (R7).");
        topics.MapPost("/{id:guid}/duties", AssignAsync).RequireRole(WorkAccess.Keepers).WithIdempotency<TopicsDb>().WithTags("Duties")
            .WithName("AssignDuty").WithSummary("Adds an item to the duty list of a topic.");
        var duties = topics.MapGroup("/duties").WithTags("Duties");
        duties.MapDutyList();
        duties.MapFiles("Duty", WorkFiles.Duties);
        duties.MapGet("/{dutyId:guid}", GetAsync).WithName("GetDuty").WithSummary("An item of a duty list with its progress.");
        duties.MapPut("/{dutyId:guid}", ChangeAsync).RequireRole(WorkAccess.Keepers)
            .WithName("ChangeDuty").WithSummary("Changes an unfinished item. Needs If-Match.");
        duties.MapPost("/{dutyId:guid}/progress", ReportAsync).RequireRole(WorkAccess.Everybody)
            .WithName("ReportDutyProgress").WithSummary("The owner, or a keeper of the list, reports progress.");
        duties.MapPost("/{dutyId:guid}/complete", CompleteAsync).RequireRole(WorkAccess.Everybody)
            .WithName("CompleteDuty").WithSummary("The owner, or a keeper of the list, reports it done, with the result.");
        duties.MapPost("/{dutyId:guid}/waive", WaiveAsync).RequireRole(Waivers)
            .WithName("WaiveDuty").WithSummary("Waives an item, with a reason.");
        duties.MapPost("/{dutyId:guid}/reopen", ReopenAsync).RequireRole(WorkAccess.Keepers)
            .WithName("ReopenDuty").WithSummary("Reopens a finished item.");
    }

    static async Task<Results<Ok<IReadOnlyList<DutyView>>, NotFound>> OfTopicAsync([AsParameters] WorkCall call, Guid id)
    {
        if (await call.TopicAsync(id) is null) return TypedResults.NotFound();
        var now = call.Clock.GetUtcNow();
        var items = await call.Db.Set<DutyItem>().AsNoTracking().Where(d => d.TopicId == id).OrderBy(d => d.Number).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<DutyView>>([.. items.Select(item => DutyView.For(item, now))]);
    }

    static Task<Results<Created<DutyView>, NotFound>> AssignAsync([AsParameters] WorkCall call, Guid id, DutyRequest request) => call.CreateAsync(
        id,
        async (c, now) =>
        {
            if (await c.TopicInAsync(id, Changeable) is not { } topic) return null;
            var last = await c.Db.Set<DutyItem>().Where(d => d.TopicId == id).MaxAsync(d => (int?)d.Number, c.Cancellation) ?? 0;
            Require(last < DutyItem.MostPerTopic, DutyTooMany, DutyItem.MostPerTopic);
            var (item, fact) = DutyItem.Assign(id, last + 1, await TaskAsync(c, request), c.Caller, now);
            if (item.DeadlineSince(null, topic.Reference, now) is { } deadline) c.Db.Enqueue(deadline);
            return ((DutyItem, IIntegrationEvent?)?)(item, fact);
        },
        View(call), item => $"/api/topics/duties/{item.Id}");

    static async Task<Results<Ok<DutyView>, NotFound>> GetAsync([AsParameters] WorkCall call, Guid dutyId)
    {
        if (await Readable(call).AsNoTracking().SingleOrDefaultAsync(d => d.Id == dutyId, call.Cancellation) is not { } item) return TypedResults.NotFound();
        call.Http.SetEntityTag(item.Version);
        return TypedResults.Ok(View(call)(item));
    }

    static Task<Results<Ok<DutyView>, NotFound>> ChangeAsync([AsParameters] WorkCall call, Guid dutyId, DutyRequest request) => RunAsync(
        call, dutyId, async (item, now) =>
        {
            call.Http.Request.CheckMatch(item.Version, required: true);
            return item.Change(await TaskAsync(call, request), call.Caller, now);
        });

    static Task<Results<Ok<DutyView>, NotFound>> ReportAsync([AsParameters] WorkCall call, Guid dutyId, DutyProgressRequest request) => RunAsync(
        call, dutyId, (item, now) =>
        {
            item.Report(request.Text, request.Percent, call.Caller.IsAny(WorkAccess.Keepers), call.Caller, now);
            return Task.FromResult<IIntegrationEvent?>(null);
        });

    static Task<Results<Ok<DutyView>, NotFound>> CompleteAsync([AsParameters] WorkCall call, Guid dutyId, DutyResultRequest request) => RunAsync(
        call, dutyId, (item, now) =>
            Task.FromResult<IIntegrationEvent?>(item.Complete(request.Result, call.Caller.IsAny(WorkAccess.Keepers), call.Caller, now)));

    static Task<Results<Ok<DutyView>, NotFound>> WaiveAsync([AsParameters] WorkCall call, Guid dutyId, WorkReasonRequest request) => RunAsync(
        call, dutyId, (item, now) => Task.FromResult<IIntegrationEvent?>(item.Waive(request.Reason, call.Caller, now)));

    static Task<Results<Ok<DutyView>, NotFound>> ReopenAsync([AsParameters] WorkCall call, Guid dutyId, WorkReasonRequest request) => RunAsync(
        call, dutyId, (item, now) => Task.FromResult<IIntegrationEvent?>(item.Reopen(request.Reason, call.Caller, now)));

    static async Task<Results<Ok<DutyView>, NotFound>> RunAsync(
        WorkCall call, Guid dutyId, Func<DutyItem, DateTimeOffset, Task<IIntegrationEvent?>> command)
    {
        var topic = await Readable(call).Where(d => d.Id == dutyId).Select(d => (Guid?)d.TopicId).SingleOrDefaultAsync(call.Cancellation);
        if (topic is null) return TypedResults.NotFound();
        var reference = "";
        return await call.AskAndRunAsync(
            topic.Value,
            async c =>
            {
                if (await c.TopicInAsync(topic.Value, Changeable) is not { } open) return null;
                reference = open.Reference;
                return await FindAsync(c, dutyId);
            },
            async (item, now) =>
            {
                var before = item.Deadline;
                var fact = await command(item, now);
                if (item.DeadlineSince(before, reference, now) is { } deadline) call.Db.Enqueue(deadline);
                return fact;
            },
            View(call));
    }

    /// <summary>Items of the topics whose joint work the caller reads.</summary>
    internal static IQueryable<DutyItem> Readable(WorkCall call)
    {
        var topics = call.Db.Topics.Where(call.Access.Readable(call.Caller)).Select(t => t.Id);
        return call.Db.Set<DutyItem>().Where(d => topics.Contains(d.TopicId));
    }

    static Task<DutyItem?> FindAsync(WorkCall call, Guid id) => call.Db.Set<DutyItem>().SingleOrDefaultAsync(d => d.Id == id, call.Cancellation);

    static Func<DutyItem, DutyView> View(WorkCall call) => item => DutyView.For(item, call.Clock.GetUtcNow());

    /// <summary>The duty's content: its owner must be somebody of either body who works on topics; it is due at the end of its day.</summary>
    static async Task<DutyTask> TaskAsync(WorkCall call, DutyRequest request)
    {
        var owner = await call.Db.People.AsNoTracking()
            .SingleOrDefaultAsync(p => p.UserId == request.Owner && p.District == call.Caller.District && p.Active, call.Cancellation);
        Require(owner is not null && WorkAccess.Everybody.Any(owner.IsActive), DutyOwnerUnfit);
        return new(request.Title, request.Detail, owner!.UserId, owner.Name, owner.Body, request.DueOn, DistrictTime.StartOf(request.DueOn.AddDays(1)));
    }
}
