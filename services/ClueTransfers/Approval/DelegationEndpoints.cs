using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Data;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Approval;

/// <summary>Each approver sees the delegations they gave or hold, the admin sees all; only the giver or the admin may end one.</summary>
internal static class DelegationEndpoints
{
    public static void MapDelegations(this RouteGroupBuilder clues)
    {
        clues.MapGet("/delegations", ListAsync).RequireRole([.. DistrictChain.Deciders, Cppcc.Admin])
            .WithName("ListDelegations").WithSummary("Current and future delegations.");
        clues.MapPost("/delegations", CreateAsync).RequireRole([.. DistrictChain.Deciders]).WithIdempotency<CluesDb>()
            .WithName("CreateDelegation").WithSummary("Lets a colleague decide while the caller is away (R25).");
        clues.MapPost("/delegations/{id:guid}/end", EndAsync).RequireRole([.. DistrictChain.Deciders, Cppcc.Admin])
            .WithName("EndDelegation").WithSummary("Ends a delegation now.");
        clues.MapGet("/delegates", CandidatesAsync).RequireRole([.. DistrictChain.Deciders, Cppcc.Admin])
            .WithName("ListDelegates").WithSummary("The colleagues who may receive a delegation or be named as approvers.");
    }

    static async Task<Ok<IReadOnlyList<DelegationView>>> ListAsync(Caller caller, CluesDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await Visible(db, caller).AsNoTracking().Where(d => d.Ends > now).OrderBy(d => d.Starts).ThenBy(d => d.Id).Take(200).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<DelegationView>>([.. found.Select(d => DelegationView.For(d, now))]);
    }

    static async Task<Created<DelegationView>> CreateAsync(
        DelegationRequest request, Caller caller, CluesDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var to = await Approving(db, caller.District).SingleOrDefaultAsync(p => p.UserId == request.To, ct);
        Require(to is not null && to.UserId != caller.UserId, ClueRules.DelegateUnfit);
        Require(request.Ends > now, ClueRules.DelegationEnded);
        var overlaps = await db.Delegations.AnyAsync(d => d.From == caller.UserId && d.Starts < request.Ends && d.Ends > request.Starts, ct);
        Require(!overlaps, ClueRules.DelegationOverlaps);
        var delegation = new Delegation
        {
            Id = Guid.CreateVersion7(now),
            District = caller.District,
            From = caller.UserId,
            FromName = caller.Name,
            Roles = [.. DistrictChain.Deciders.Where(caller.Is).Select(role => role.Name)],
            To = to!.UserId,
            ToName = to.Name,
            Starts = request.Starts.ToUniversalTime(),
            Ends = request.Ends.ToUniversalTime(),
            CreatedAt = now,
        };
        db.Add(delegation);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/clues/delegations/{delegation.Id}", DelegationView.For(delegation, now));
    }

    static async Task<Results<Ok<DelegationView>, NotFound>> EndAsync(Guid id, Caller caller, CluesDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var any = caller.Is(Cppcc.Admin);
        var delegation = await db.Delegations.SingleOrDefaultAsync(
            d => d.Id == id && d.District == caller.District && (any || d.From == caller.UserId), ct);
        if (delegation is null) return TypedResults.NotFound();
        Require(delegation.Ends > now, ClueRules.DelegationEnded);
        delegation.Ends = now;
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(DelegationView.For(delegation, now));
    }

    static async Task<Ok<IReadOnlyList<PersonView>>> CandidatesAsync(Caller caller, CluesDb db, CancellationToken ct)
    {
        var people = await Approving(db, caller.District).OrderBy(p => p.Name).Select(p => new PersonView(p.UserId, p.Name)).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<PersonView>>(people);
    }

    static IQueryable<Delegation> Visible(CluesDb db, Caller caller)
    {
        var all = caller.Is(Cppcc.Admin);
        return db.Delegations.Where(d => d.District == caller.District && (all || d.From == caller.UserId || d.To == caller.UserId));
    }

    static IQueryable<Person> Approving(CluesDb db, string district)
    {
        var roles = DistrictChain.Deciders.Select(role => role.Name).ToArray();
        return db.People.AsNoTracking().Where(p => p.District == district && p.Body == Bodies.Cppcc && p.Active && p.Roles.Any(role => roles.Contains(role)));
    }
}
