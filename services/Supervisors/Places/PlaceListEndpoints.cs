using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors.Places;

/// <summary>Filters for the list of places; all given ones apply.</summary>
internal sealed class PlaceQuery : FieldQuery
{
    /// <summary>Any of these kinds, e.g. <c>civicHall</c>.</summary>
    public Choice<PlaceKind>[]? Kind { get; init; }

    /// <summary>True, the default: places in use; false: places no longer in use.</summary>
    public bool? Active { get; init; }

    /// <summary>Only those the caller whistles for.</summary>
    public bool? Mine { get; init; }
}

internal static class PlaceListEndpoints
{
    public static void MapPlaceList(this RouteGroupBuilder places)
    {
        places.MapGet("/", ListAsync).WithName("ListPlaces").WithSummary("The directory of the district, last entered first.");
        places.MapGet("/export", ExportAsync).WithName("ExportPlaces").WithSummary("The whole list as the spreadsheet the import takes.");
    }

    static async Task<Ok<Page<PlaceView>>> ListAsync([AsParameters] FieldCall call, [AsParameters] PlaceQuery query)
    {
        query.Check();
        var places = Filter(call, query);
        if (query.PositionAt() is var (at, id))
        {
            places = query.Ascending is true
                ? places.Where(p => p.EnteredAt > at || (p.EnteredAt == at && p.Id > id))
                : places.Where(p => p.EnteredAt < at || (p.EnteredAt == at && p.Id < id));
        }

        var found = await Sort(places, query).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        return TypedResults.Ok(query.PageOf(found, p => (p.EnteredAt, p.Id), p => PlaceView.For(p, call.Caller)));
    }

    static async Task<SheetResult> ExportAsync([AsParameters] FieldCall call, [AsParameters] PlaceQuery query)
    {
        query.Check();
        var offices = await call.Db.Set<Place>().Where(p => p.District == call.Caller.District && p.Kind == PlaceKind.ResidentOffice)
            .ToDictionaryAsync(p => p.Id, p => p.Name, call.Cancellation);
        var places = Sort(Filter(call, query), query).AsAsyncEnumerable();
        return new SheetResult("阵地名录", PlaceImport.Template.Columns, places.Select(p => new object?[]
        {
            FieldLabels.Places[p.Kind], p.Name, p.Address, p.Hours, string.Join('、', p.Contacts.Select(contact => $"{contact.Name} {contact.Phone}".Trim())),
            p.Position?.Longitude, p.Position?.Latitude, string.Join('、', p.ResidentOffices.Select(id => offices.GetValueOrDefault(id)).OfType<string>()),
        }));
    }

    static IQueryable<Place> Sort(IQueryable<Place> places, PlaceQuery query) => query.Ascending is true
        ? places.OrderBy(p => p.EnteredAt).ThenBy(p => p.Id)
        : places.OrderByDescending(p => p.EnteredAt).ThenByDescending(p => p.Id);

    static IQueryable<Place> Filter(FieldCall call, PlaceQuery query)
    {
        var places = call.Db.Set<Place>().AsNoTracking().Where(p => p.District == call.Caller.District && p.Active == (query.Active ?? true));
        if (query.Pattern is { } pattern) places = places.Where(p => EF.Functions.Like(p.SearchText, pattern, @"\"));
        places = places.WhereAny(query.Kind, p => p.Kind);
        if (query.Mine is true) places = places.Where(p => p.Keepers.Contains(call.Caller.UserId));
        return places;
    }
}
