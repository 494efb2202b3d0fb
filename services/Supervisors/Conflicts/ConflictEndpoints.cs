using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Data;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Roster;

namespace Supervision.Supervisors.Conflicts;

/// <summary>Which flags to list; everything given has to hold.</summary>
internal sealed class FlagQuery : ListQuery
{
    public Guid? Person { get; init; }

    /// <summary>Only those open, or only those settled.</summary>
    public bool? Open { get; init; }
}

/// <summary>Overrides of the chair, and what runs against a tie declared later (R17).</summary>
internal static class ConflictEndpoints
{
    public static void MapConflicts(this RouteGroupBuilder supervisors)
    {
        var overrides = supervisors.MapGroup("/overrides").WithTags("Conflicts of interest");
        overrides.MapGet("/", OverridesAsync).WithName("ListConflictOverrides").WithSummary("The overrides the caller reads, latest first.");
        overrides.MapPost("/", OverrideAsync).RequireRole(Cppcc.Chair).WithIdempotency<SupervisorsDb>()
            .WithName("OverrideConflict").WithSummary("Lets somebody work on a unit they have ties to, with a recorded reason.");
        var flags = supervisors.MapGroup("/conflict-flags").WithTags("Conflicts of interest");
        flags.MapGet("/", FlagsAsync).WithName("ListConflictFlags").WithSummary("What ran when a tie was declared, latest first.");
        flags.MapPost("/{id:guid}/settle", SettleAsync).RequireRole([.. SupervisorAccess.Keepers, Cppcc.Chair])
            .WithName("SettleConflictFlag").WithSummary("Writes down what was done about it.");
    }

    static async Task<Ok<Page<OverrideView>>> OverridesAsync([AsParameters] RecordCall call, [AsParameters] ListQuery query)
    {
        query.Check();
        var overrides = call.Db.Set<ConflictOverride>().AsNoTracking().Where(call.Access.ReadableOverrides(call.Caller));
        if (query.Pattern is { } pattern) overrides = overrides.Where(o => EF.Functions.ILike(o.Unit, pattern, @"\"));
        if (query.Position() is var (_, id)) overrides = overrides.Where(o => o.Id < id);
        var found = await overrides.OrderByDescending(o => o.Id).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        return TypedResults.Ok(query.PageOf(found, OverrideView.For, _ => "", o => o.Id));
    }

    static async Task<Results<Created<OverrideView>, NotFound>> OverrideAsync([AsParameters] RecordCall call, OverrideRequest request)
    {
        var (caller, now) = (call.Caller, call.Clock.GetUtcNow());
        if (!await call.Db.People.AnyAsync(p => p.UserId == request.UserId && p.District == caller.District, call.Cancellation)) return TypedResults.NotFound();
        var given = new ConflictOverride
        {
            Id = Guid.CreateVersion7(now),
            District = caller.District,
            UserId = request.UserId,
            Unit = request.Unit,
            Kind = request.Kind,
            Until = request.Until,
            Why = request.Reason,
            By = caller.UserId,
            At = now,
        };
        call.Db.Add(given);
        await call.Db.SaveChangesAsync(call.Cancellation);
        return TypedResults.Created("/api/supervisors/overrides", OverrideView.For(given));
    }

    static async Task<Ok<Page<FlagView>>> FlagsAsync([AsParameters] RecordCall call, [AsParameters] FlagQuery query)
    {
        query.Check();
        var flags = call.Db.Set<ConflictFlag>().AsNoTracking().Where(call.Access.ReadableFlags(call.Caller));
        if (query.Pattern is { } pattern) flags = flags.Where(f => EF.Functions.ILike(f.Name, pattern, @"\"));
        if (query.Person is { } person) flags = flags.Where(f => f.UserId == person);
        if (query.Open is { } open) flags = flags.Where(f => (f.SettledAt == null) == open);
        if (query.Position() is var (_, id)) flags = flags.Where(f => f.Id < id);
        var found = await flags.OrderByDescending(f => f.Id).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        return TypedResults.Ok(query.PageOf(found, FlagView.For, _ => "", f => f.Id));
    }

    static Task<Results<Ok<FlagView>, NotFound>> SettleAsync([AsParameters] RecordCall call, Guid id, ReasonRequest request) =>
        call.RunAsync<ConflictFlag, FlagView>(
            $"flag/{id}",
            asked => asked.Db.Set<ConflictFlag>().Where(asked.Access.ReadableFlags(asked.Caller)).SingleOrDefaultAsync(f => f.Id == id, asked.Cancellation),
            (flag, now) =>
            {
                flag.Settle(request.Reason, call.Caller, now);
                return Task.FromResult<IReadOnlyList<IIntegrationEvent>>([]);
            },
            FlagView.For);
}
