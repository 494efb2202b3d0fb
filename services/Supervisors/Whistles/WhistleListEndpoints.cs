using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors.Whistles;

/// <summary>Filters for the list of whistles; all given ones apply.</summary>
internal sealed class WhistleQuery : FieldQuery
{
    /// <summary>Any of these states, e.g. <c>raised</c>.</summary>
    public Choice<WhistleStatus>[]? Status { get; init; }

    public Guid? Place { get; init; }

    /// <summary>Code of a sector.</summary>
    [PlainText(40)]
    public string? Sector { get; init; }

    /// <summary>Only those the caller was sent to.</summary>
    public bool? Mine { get; init; }
}

internal static class WhistleListEndpoints
{
    static readonly string[] Head = ["编号", "事项", "吹哨点", "状态", "吹哨时间", "派单时间", "报到时间", "报到用时（分钟）", "解决时间", "确认时间", "重新派单次数"];

    public static void MapWhistleList(this RouteGroupBuilder whistles)
    {
        whistles.MapGet("/", ListAsync).WithName("ListWhistles").WithSummary("Whistles that concern the caller, latest first.");
        whistles.MapGet("/export", ExportAsync).WithName("ExportWhistles").WithSummary("The whole list as a spreadsheet.");
    }

    static async Task<Ok<Page<WhistleRow>>> ListAsync([AsParameters] FieldCall call, [AsParameters] WhistleQuery query)
    {
        query.Check();
        var whistles = Filter(call, query);
        if (query.PositionAt() is var (at, id))
        {
            whistles = query.Ascending is true
                ? whistles.Where(w => w.RaisedAt > at || (w.RaisedAt == at && w.Id > id))
                : whistles.Where(w => w.RaisedAt < at || (w.RaisedAt == at && w.Id < id));
        }

        var found = await Sort(whistles, query).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        return TypedResults.Ok(query.PageOf(found, w => (w.RaisedAt, w.Id), WhistleRow.For));
    }

    static SheetResult ExportAsync([AsParameters] FieldCall call, [AsParameters] WhistleQuery query)
    {
        query.Check();
        return new SheetResult("基层吹哨", Head, Sort(Filter(call, query), query).AsAsyncEnumerable().Select(w => new object?[]
        {
            w.Reference, w.Heading, w.PlaceName, FieldLabels.Of(w.Status), FieldLabels.At(w.RaisedAt), FieldLabels.At(w.DispatchedAt),
            FieldLabels.At(w.ReportedInAt), w.ReportInMinutes, FieldLabels.At(w.ResolvedAt), FieldLabels.At(w.ConfirmedAt), w.Reopenings,
        }));
    }

    static IQueryable<Whistle> Sort(IQueryable<Whistle> whistles, WhistleQuery query) => query.Ascending is true
        ? whistles.OrderBy(w => w.RaisedAt).ThenBy(w => w.Id)
        : whistles.OrderByDescending(w => w.RaisedAt).ThenByDescending(w => w.Id);

    static IQueryable<Whistle> Filter(FieldCall call, WhistleQuery query)
    {
        var whistles = call.Whistles.AsNoTracking();
        if (query.Pattern is { } pattern) whistles = whistles.Where(w => EF.Functions.Like(w.SearchText, pattern, @"\"));
        whistles = whistles.WhereAny(query.Status, w => w.Status);
        if (query.Place is { } place) whistles = whistles.Where(w => w.PlaceId == place);
        if (query.Sector is { } sector) whistles = whistles.Where(w => w.Sector == sector);
        if (query.Mine is true) whistles = whistles.Where(w => w.Supervisors.Contains(call.Caller.UserId));
        return whistles;
    }
}
