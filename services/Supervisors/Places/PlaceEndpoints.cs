using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Field;
using static Supervision.Supervisors.Field.FieldRules;

namespace Supervision.Supervisors.Places;

/// <summary>The directory of places (R21).</summary>
internal static class PlaceEndpoints
{
    public static void MapPlaces(this RouteGroupBuilder supervisors)
    {
        var places = supervisors.MapGroup("/places").WithTags("Places");
        places.MapPlaceList();
        places.MapPlaceImport();
        places.MapPost("/", EnterAsync).RequireRole(SupervisorAccess.Keepers).WithIdempotency<SupervisorsDb>()
            .WithName("EnterPlace").WithSummary("Enters a place into the directory.");
        places.MapGet("/{id:guid}", GetAsync).WithName("GetPlace").WithSummary("A place with its hours, contacts and resident offices.");
        places.MapPut("/{id:guid}", ChangeAsync).RequireRole(SupervisorAccess.Keepers).WithName("ChangePlace").WithSummary("Changes a place. Needs If-Match.");
        places.MapPost("/{id:guid}/use", UseAsync).RequireRole(SupervisorAccess.Keepers)
            .WithName("UsePlace").WithSummary("Removes a place from the directory, or restores it.");
        places.MapPost("/{id:guid}/declare", DeclareAsync).RequireRole(Cppcc.Supervisor)
            .WithName("DeclareBase").WithSummary("A supervisor declares to be reachable from this place; only dispatchers and the supervisor see it.");
        places.MapDelete("/declared", WithdrawAsync).RequireRole(Cppcc.Supervisor)
            .WithName("WithdrawBase").WithSummary("The supervisor is no longer reachable from any place.");
    }

    static async Task<Results<Created<PlaceView>, NotFound>> EnterAsync([AsParameters] FieldCall call, PlaceRequest request) =>
        await call.Record.CreateAsync<Place, PlaceView>(
            $"places/{call.Caller.District}",
            async (_, now) =>
            {
                await RequireSoundAsync(call, request.Card, Guid.Empty);
                return (Place.Enter(call.Caller.District, request.Card, now), []);
            },
            place => PlaceView.For(place, call.Caller), place => $"/api/supervisors/places/{place.Id}");

    static async Task<Results<Ok<PlaceView>, NotFound>> GetAsync([AsParameters] FieldCall call, Guid id)
    {
        if (await FindAsync(call, id) is not { } place) return TypedResults.NotFound();
        call.Http.SetEntityTag(place.Version);
        return TypedResults.Ok(PlaceView.For(place, call.Caller));
    }

    static Task<Results<Ok<PlaceView>, NotFound>> ChangeAsync([AsParameters] FieldCall call, Guid id, PlaceRequest request) => RunAsync(call, id, async place =>
    {
        call.Http.Request.CheckMatch(place.Version, required: true);
        await RequireSoundAsync(call, request.Card, id);
        place.Take(request.Card);
    });

    static Task<Results<Ok<PlaceView>, NotFound>> UseAsync([AsParameters] FieldCall call, Guid id, PlaceUseRequest request) => RunAsync(call, id, place =>
    {
        place.Use(request.Active);
        return Task.CompletedTask;
    });

    static async Task<Results<NoContent, NotFound>> DeclareAsync([AsParameters] FieldCall call, Guid id)
    {
        if (await FindAsync(call, id) is not { } place) return TypedResults.NotFound();
        Require(place.Active, PlaceInactive);
        var now = call.Clock.GetUtcNow();
        if (await call.Db.FindAsync<SupervisorBase>([call.Caller.UserId], call.Cancellation) is { } declared) (declared.PlaceId, declared.DeclaredAt) = (id, now);
        else call.Db.Add(new SupervisorBase { UserId = call.Caller.UserId, District = call.Caller.District, PlaceId = id, DeclaredAt = now });
        await call.Db.SaveChangesAsync(call.Cancellation);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> WithdrawAsync([AsParameters] FieldCall call)
    {
        await call.Db.Set<SupervisorBase>().Where(b => b.UserId == call.Caller.UserId).ExecuteDeleteAsync(call.Cancellation);
        return TypedResults.NoContent();
    }

    static Task<Place?> FindAsync(FieldCall call, Guid id) =>
        call.Db.Set<Place>().SingleOrDefaultAsync(p => p.Id == id && p.District == call.Caller.District, call.Cancellation);

    static Task<Results<Ok<PlaceView>, NotFound>> RunAsync(FieldCall call, Guid id, Func<Place, Task> command) => call.Record.RunAsync<Place, PlaceView>(
        $"places/{call.Caller.District}",
        _ => FindAsync(call, id),
        async (place, _) =>
        {
            await command(place);
            return [];
        },
        place => PlaceView.For(place, call.Caller));

    /// <summary>Checks that keepers are people of the district, linked offices are resident offices, and the name is unique among its kind.</summary>
    static async Task RequireSoundAsync(FieldCall call, PlaceCard card, Guid id)
    {
        var (district, ct) = (call.Caller.District, call.Cancellation);
        Guid[] keepers = [.. card.Keepers.Distinct()], offices = [.. card.ResidentOffices.Distinct()];
        Require(await call.Db.People.CountAsync(p => p.District == district && p.Active && keepers.Contains(p.UserId), ct) == keepers.Length, PlaceKeeperUnfit);
        var linked = await call.Db.Set<Place>().CountAsync(p => p.District == district && p.Kind == PlaceKind.ResidentOffice && offices.Contains(p.Id), ct);
        Require(linked == offices.Length, PlaceOfficeUnfit);
        Require(!await call.Db.Set<Place>().AnyAsync(p => p.District == district && p.Kind == card.Kind && p.Name == card.Name && p.Id != id, ct), PlaceExists);
    }
}
