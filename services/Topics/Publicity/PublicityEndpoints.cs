using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Work;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Publicity;

/// <summary>Media reports about a topic (R12).</summary>
internal static class PublicityEndpoints
{
    public static void MapPublicity(this RouteGroupBuilder topics)
    {
        var publicity = topics.MapGroup("/{id:guid}/publicity").WithTags("Publicity");
        publicity.MapGet("/", ListAsync).WithName("ListPublicity").WithSummary("Media reports about a topic, latest first (R12).");
        publicity.MapPost("/", RecordAsync).RequireRole(WorkAccess.Keepers).WithIdempotency<TopicsDb>()
            .WithName("RecordPublicity").WithSummary("Records a media report about a selected topic.");
        publicity.MapPut("/{itemId:guid}", CorrectAsync).RequireRole(WorkAccess.Keepers).WithName("CorrectPublicity").WithSummary("Corrects a record. Needs If-Match.");
        publicity.MapDelete("/{itemId:guid}", RemoveAsync).RequireRole(WorkAccess.Keepers).WithName("RemovePublicity").WithSummary("Deletes a mistaken record.");
    }

    static async Task<Results<Ok<IReadOnlyList<PublicityView>>, NotFound>> ListAsync([AsParameters] WorkCall call, Guid id)
    {
        if (await call.TopicAsync(id) is null) return TypedResults.NotFound();
        var found = await call.Db.Set<PublicityItem>().AsNoTracking().Where(p => p.TopicId == id)
            .OrderByDescending(p => p.Published).ThenByDescending(p => p.Id).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<PublicityView>>([.. found.Select(PublicityView.For)]);
    }

    static Task<Results<Created<PublicityView>, NotFound>> RecordAsync([AsParameters] WorkCall call, Guid id, PublicityRequest request) => call.CreateAsync(
        id,
        async (c, now) =>
        {
            if (await c.TopicAsync(id) is not { } topic) return null;
            Require(topic.SelectedAt is not null, TopicNotOpen);
            return ((PublicityItem, IIntegrationEvent?)?)(PublicityItem.Record(id, request.Content, c.Caller, now), null);
        },
        PublicityView.For, item => $"/api/topics/{id}/publicity/{item.Id}");

    static Task<Results<Ok<PublicityView>, NotFound>> CorrectAsync([AsParameters] WorkCall call, Guid id, Guid itemId, PublicityRequest request) => call.RunAsync(
        id, c => FindAsync(c, id, itemId),
        (item, _) =>
        {
            call.Http.Request.CheckMatch(item.Version, required: true);
            item.Correct(request.Content);
            return (IIntegrationEvent?)null;
        },
        PublicityView.For);

    static async Task<Results<NoContent, NotFound>> RemoveAsync([AsParameters] WorkCall call, Guid id, Guid itemId)
    {
        if (await FindAsync(call, id, itemId) is not { } item) return TypedResults.NotFound();
        call.Db.Remove(item);
        await call.Db.SaveChangesAsync(call.Cancellation);
        return TypedResults.NoContent();
    }

    static async Task<PublicityItem?> FindAsync(WorkCall call, Guid topic, Guid id) => await call.TopicAsync(topic) is null
        ? null
        : await call.Db.Set<PublicityItem>().SingleOrDefaultAsync(p => p.Id == id && p.TopicId == topic, call.Cancellation);
}
