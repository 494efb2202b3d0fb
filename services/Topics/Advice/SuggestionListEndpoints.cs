using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.Topics.Data;
using Supervision.Topics.Work;

namespace Supervision.Topics.Advice;

/// <summary>Filters for the list of suggestions; all given ones apply.</summary>
internal sealed class SuggestionQuery : TimeQuery
{
    /// <summary><c>pending</c>, <c>adopted</c>, <c>partlyAdopted</c> or <c>notAdopted</c>.</summary>
    public Choice<Adoption>? Adoption { get; init; }
}

internal static class SuggestionListEndpoints
{
    static readonly string[] Head = ["报告编号", "序号", "建议", "单位", "采纳情况", "答复", "答复时间"];

    public static void MapSuggestionList(this RouteGroupBuilder topics)
    {
        topics.MapGet("/suggestions", ListAsync).WithTags("Advice").WithName("ListSuggestions").WithSummary("Suggestions of all topics the caller reads, latest first.");
        topics.MapGet("/suggestions/export", ExportAsync).WithTags("Advice").WithName("ExportSuggestions").WithSummary("The whole list as a spreadsheet.");
    }

    static async Task<Ok<Page<SuggestionView>>> ListAsync([AsParameters] WorkCall call, [AsParameters] SuggestionQuery query)
    {
        query.Check();
        var suggestions = Filter(call, query);
        if (query.PositionAt() is var (_, id)) suggestions = suggestions.Where(s => s.Id < id);
        var found = await suggestions.OrderByDescending(s => s.Id).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        var next = found.Count > query.PageSize ? TimeQuery.CursorAt(default, found[query.PageSize - 1].Id) : null;
        return TypedResults.Ok(new Page<SuggestionView>([.. found.Take(query.PageSize).Select(SuggestionView.For)], next));
    }

    static SheetResult ExportAsync([AsParameters] WorkCall call, [AsParameters] SuggestionQuery query)
    {
        query.Check();
        var rows = Filter(call, query).Join(call.Db.Set<AdviceReport>(), s => s.AdviceId, a => a.Id, (s, a) => new { Suggestion = s, Report = a.Number })
            .OrderByDescending(f => f.Suggestion.Id).AsAsyncEnumerable();
        return new SheetResult("建议采纳情况", Head, rows.Select(f => new object?[]
        {
            f.Report, f.Suggestion.Number, f.Suggestion.Text, f.Suggestion.Unit, WorkLabels.Of(f.Suggestion.Adoption), f.Suggestion.Reply, Labels.At(f.Suggestion.AnsweredAt),
        }));
    }

    static IQueryable<AdviceSuggestion> Filter(WorkCall call, SuggestionQuery query)
    {
        var suggestions = AdoptionEndpoints.Readable(call).AsNoTracking();
        if (query.Pattern is { } pattern) suggestions = suggestions.Where(s => EF.Functions.ILike(s.Text, pattern, @"\") || EF.Functions.ILike(s.Unit, pattern, @"\"));
        if (query.Adoption is { Value: var adoption }) suggestions = suggestions.Where(s => s.Adoption == adoption);
        return suggestions;
    }
}
