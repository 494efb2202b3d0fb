using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Notifications.Data;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Liaisons;

/// <summary>The register of named liaisons (R46). Each body's admin keeps that body's part; both bodies read it all.</summary>
internal static class LiaisonEndpoints
{
    static readonly Role[] Admins = RoleGroups.Admins;
    static readonly Role[] Readers = RoleGroups.BothBodies;

    public static void MapLiaisons(this RouteGroupBuilder notifications)
    {
        var liaisons = notifications.MapGroup("/liaisons").WithTags("Liaisons");
        liaisons.MapGet("", ListAsync).RequireRole(Readers).WithName("ListLiaisons").WithSummary("The named liaisons of both bodies, and who is in charge today.");
        liaisons.MapPost("", AddAsync).RequireRole(Admins).WithName("AddLiaison").WithSummary("Enters a liaison of the own body.");
        liaisons.MapPut("/{id:guid}", ChangeAsync).RequireRole(Admins).WithName("ChangeLiaison").WithSummary("Changes dates, stand-in or absence. Needs If-Match.");
    }

    static async Task<Ok<IReadOnlyList<LiaisonView>>> ListAsync(Caller caller, NotificationsDb db, LiaisonAccess access, TimeProvider clock, CancellationToken ct)
    {
        var today = Liaison.DayAt(clock.GetUtcNow());
        var rows = await access.Register(caller, db).AsNoTracking().OrderBy(l => l.Body).ThenBy(l => l.From).ThenBy(l => l.Id).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<LiaisonView>>([.. rows.Select(l => LiaisonView.For(l, today))]);
    }

    static async Task<Created<LiaisonView>> AddAsync(
        NewLiaisonRequest request, Caller caller, NotificationsDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        await CheckAsync(db, request.UserId, request.StandIn, ct);
        var now = clock.GetUtcNow();
        if (await db.Set<Liaison>().AnyAsync(l => l.District == caller.District && l.Body == caller.Body && l.UserId == request.UserId, ct))
            throw new RuleViolation("liaison.entered");
        var liaison = new Liaison
        {
            Id = Guid.CreateVersion7(now),
            District = caller.District,
            Body = caller.Body,
            UserId = request.UserId,
            Name = request.Name,
            From = request.From,
            ChangedBy = caller.UserId,
            ChangedAt = now,
        };
        Take(liaison, request, caller, now);
        db.Add(liaison);
        await db.SaveChangesAsync(ct);
        http.SetEntityTag(liaison.Version);
        return TypedResults.Created($"/api/notifications/liaisons/{liaison.Id}", LiaisonView.For(liaison, Liaison.DayAt(now)));
    }

    static async Task<Results<Ok<LiaisonView>, NotFound>> ChangeAsync(
        Guid id, LiaisonRequest request, Caller caller, NotificationsDb db, LiaisonAccess access, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await access.Own(caller, db).SingleOrDefaultAsync(l => l.Id == id, ct) is not { } liaison) return TypedResults.NotFound();
        http.Request.CheckMatch(liaison.Version, required: true);
        await CheckAsync(db, liaison.UserId, request.StandIn, ct);
        var now = clock.GetUtcNow();
        Take(liaison, request, caller, now);
        await db.SaveChangesAsync(ct);
        http.SetEntityTag(liaison.Version);
        return TypedResults.Ok(LiaisonView.For(liaison, Liaison.DayAt(now)));
    }

    static void Take(Liaison liaison, LiaisonRequest request, Caller caller, DateTimeOffset now)
    {
        (liaison.Name, liaison.From, liaison.Until) = (request.Name, request.From, request.Until);
        (liaison.StandIn, liaison.StandInName) = (request.StandIn, request.StandInName);
        (liaison.AwayFrom, liaison.AwayUntil) = (request.AwayFrom, request.AwayUntil);
        (liaison.ChangedBy, liaison.ChangedAt) = (caller.UserId, now);
    }

    /// <exception cref="RuleViolation">liaison.unfit, liaison.stands_in_for_self</exception>
    static async Task CheckAsync(NotificationsDb db, Guid user, Guid? standIn, CancellationToken ct)
    {
        if (standIn == user) throw new RuleViolation("liaison.stands_in_for_self");
        foreach (var named in new[] { user, standIn }.OfType<Guid>())
        {
            // The caller may not read the copy of people; this answers only yes or no, and only for the own body.
            var fit = await db.Database.SqlQuery<bool>($"select is_liaison_of_own_body({named}) as \"Value\"").SingleAsync(ct);
            if (!fit) throw new RuleViolation("liaison.unfit");
        }
    }
}
