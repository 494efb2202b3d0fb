using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Conflicts;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Engagements;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Places;

namespace Supervision.Supervisors.Whistles;

/// <summary>Whistles (基层吹哨 政协报到, R20).</summary>
internal static class WhistleEndpoints
{
    public static void MapWhistles(this RouteGroupBuilder supervisors)
    {
        var whistles = supervisors.MapGroup("/whistles").WithTags("Whistles");
        whistles.MapWhistleList();
        whistles.MapPost("/", RaiseAsync).WithIdempotency<SupervisorsDb>()
            .WithName("RaiseWhistle").WithSummary("A keeper of a place whistles for it, or the conference's office does.");
        whistles.MapGet("/{id:guid}", GetAsync).WithName("GetWhistle").WithSummary("A whistle, for those it concerns.");
        whistles.MapGet("/{id:guid}/candidates", CandidatesAsync).RequireRole(FieldAccess.Dispatchers)
            .WithName("ListWhistleCandidates").WithSummary("Supervisors who could be sent: the wanted sector first, then the nearest by their declared place.");
        whistles.MapPost("/{id:guid}/dispatch", DispatchAsync).RequireRole(FieldAccess.Dispatchers)
            .WithName("DispatchWhistle").WithSummary("Sends supervisors; also after it was reopened.");
        whistles.MapPost("/{id:guid}/report-in", ReportInAsync).RequireRole(SupervisorAccess.Everybody)
            .WithName("ReportInAtWhistle").WithSummary("One of those sent is at the place (政协报到).");
        whistles.MapPost("/{id:guid}/resolve", ResolveAsync).RequireRole(SupervisorAccess.Everybody)
            .WithName("ResolveWhistle").WithSummary("One of those sent reports that it is resolved, and how.");
        whistles.MapPost("/{id:guid}/confirm", ConfirmAsync).WithName("ConfirmWhistle").WithSummary("The whistler confirms that it is resolved.");
        whistles.MapPost("/{id:guid}/reopen", ReopenAsync).WithName("ReopenWhistle").WithSummary("The whistler says that it is not resolved, and why.");
    }

    static async Task<Results<Created<WhistleRow>, NotFound>> RaiseAsync([AsParameters] FieldCall call, WhistleRequest request)
    {
        Results<Created<WhistleRow>, NotFound> result = TypedResults.NotFound();
        await call.Db.InTransactionAsync(async () =>
        {
            if (await call.Db.Set<Place>().SingleOrDefaultAsync(p => p.Id == request.PlaceId && p.District == call.Caller.District, call.Cancellation) is not { } place) return;
            var now = call.Clock.GetUtcNow();
            // Checks whether the caller may whistle before a number is taken.
            var (draft, _) = Whistle.Raise("", place, request.Heading, request.Detail, request.Sector, request.Units ?? [], call.Caller, now);
            var year = FieldLabels.DayAt(now).Year;
            var reference = $"W{year}-{await call.Db.NextNumberAsync(draft.District, Series.Whistle, year, call.Cancellation):D4}";
            var (whistle, fact) = Whistle.Raise(reference, place, request.Heading, request.Detail, request.Sector, request.Units ?? [], call.Caller, now);
            call.Db.Add(whistle);
            call.Db.Enqueue(fact);
            await call.Db.SaveChangesAsync(call.Cancellation);
            call.Http.SetEntityTag(whistle.Version);
            result = TypedResults.Created($"/api/supervisors/whistles/{whistle.Id}", WhistleRow.For(whistle));
        }, call.Cancellation);
        return result;
    }

    static async Task<Results<Ok<WhistleView>, NotFound>> GetAsync([AsParameters] FieldCall call, Guid id)
    {
        if (await call.WhistleAsync(id) is not { } whistle) return TypedResults.NotFound();
        call.Http.SetEntityTag(whistle.Version);
        return TypedResults.Ok(WhistleView.For(whistle));
    }

    static async Task<Results<Ok<IReadOnlyList<CandidateView>>, NotFound>> CandidatesAsync([AsParameters] FieldCall call, Guid id, WhistleDispatch dispatch) =>
        await call.WhistleAsync(id) is { } whistle
            ? TypedResults.Ok(await dispatch.CandidatesAsync(whistle, call.Clock.GetUtcNow(), call.Cancellation))
            : TypedResults.NotFound();

    static Task<Results<Ok<WhistleRow>, NotFound>> DispatchAsync(
        [AsParameters] FieldCall call, Guid id, DispatchRequest request, WhistleDispatch dispatch, ConflictCheck conflicts) =>
        RunAsync(call, id, async (whistle, now) =>
        {
            await dispatch.RequireAppointedAsync(whistle.District, request.Supervisors, now, call.Cancellation);
            await conflicts.RequireAsync(whistle.District, EngagementKind.Visit, [.. request.Supervisors], whistle.Units, FieldLabels.DayAt(now), call.Cancellation);
            return whistle.Dispatch(request.Supervisors, call.Caller, now);
        });

    static Task<Results<Ok<WhistleRow>, NotFound>> ReportInAsync([AsParameters] FieldCall call, Guid id) =>
        RunAsync(call, id, (whistle, now) => Task.FromResult<IIntegrationEvent>(whistle.ReportIn(call.Caller, now)));

    static Task<Results<Ok<WhistleRow>, NotFound>> ResolveAsync([AsParameters] FieldCall call, Guid id, ResolveRequest request) =>
        RunAsync(call, id, (whistle, now) => Task.FromResult<IIntegrationEvent>(whistle.Resolve(request.Resolution, call.Caller, now)));

    static Task<Results<Ok<WhistleRow>, NotFound>> ConfirmAsync([AsParameters] FieldCall call, Guid id) =>
        RunAsync(call, id, (whistle, now) => Task.FromResult<IIntegrationEvent>(whistle.Confirm(call.Caller, now)));

    static Task<Results<Ok<WhistleRow>, NotFound>> ReopenAsync([AsParameters] FieldCall call, Guid id, FieldReasonRequest request) =>
        RunAsync(call, id, (whistle, now) => Task.FromResult<IIntegrationEvent>(whistle.Reopen(request.Reason, call.Caller, now)));

    static Task<Results<Ok<WhistleRow>, NotFound>> RunAsync(FieldCall call, Guid id, Func<Whistle, DateTimeOffset, Task<IIntegrationEvent>> command) =>
        call.Record.RunAsync<Whistle, WhistleRow>(
            $"whistle/{id}", _ => call.WhistleAsync(id), async (whistle, now) => [await command(whistle, now)], WhistleRow.For);
}
