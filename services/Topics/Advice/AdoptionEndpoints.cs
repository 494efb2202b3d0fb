using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Work;

namespace Supervision.Topics.Advice;

/// <summary>Outcome of the suggestions of issued reports (R9).</summary>
internal static class AdoptionEndpoints
{
    public static void MapAdoption(this RouteGroupBuilder topics)
    {
        topics.MapGet("/{id:guid}/advice/suggestions", OfTopicAsync).WithTags("Advice")
            .WithName("ListTopicSuggestions").WithSummary("The suggestions of a topic's issued report, and their outcome.");
        topics.MapSuggestionList();
        topics.MapPost("/suggestions/{suggestionId:guid}/answer", AnswerAsync).RequireRole(WorkAccess.Keepers).WithTags("Advice")
            .WithName("AnswerSuggestion").WithSummary("Records the unit's answer: adopted, in part, or not, with its reply.");
    }

    static async Task<Results<Ok<IReadOnlyList<SuggestionView>>, NotFound>> OfTopicAsync([AsParameters] WorkCall call, Guid id)
    {
        if (await call.TopicAsync(id) is null) return TypedResults.NotFound();
        var found = await call.Db.Set<AdviceSuggestion>().AsNoTracking().Where(s => s.TopicId == id).OrderBy(s => s.Number).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<SuggestionView>>([.. found.Select(SuggestionView.For)]);
    }

    static Task<Results<Ok<SuggestionView>, NotFound>> AnswerAsync([AsParameters] WorkCall call, Guid suggestionId, AdoptionRequest request) => call.RunAsync(
        suggestionId,
        c => Readable(c).SingleOrDefaultAsync(s => s.Id == suggestionId, c.Cancellation),
        (suggestion, now) => suggestion.Answer(request.Answer, request.Reply, call.Caller, now),
        SuggestionView.For);

    internal static IQueryable<AdviceSuggestion> Readable(WorkCall call)
    {
        var topics = call.Db.Topics.Where(call.Access.Readable(call.Caller)).Select(t => t.Id);
        return call.Db.Set<AdviceSuggestion>().Where(s => topics.Contains(s.TopicId));
    }
}
