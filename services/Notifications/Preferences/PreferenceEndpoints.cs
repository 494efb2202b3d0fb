using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Supervision.Notifications.Data;
using Supervision.Notifications.Rules;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Preferences;

internal static class PreferenceEndpoints
{
    const int LargestDocument = 32 * 1024;

    public static void MapPreferences(this RouteGroupBuilder notifications)
    {
        var preferences = notifications.MapGroup("/preferences");
        preferences.MapGet("/", GetAsync).WithName("GetPreferences");
        preferences.MapPut("/", PutAsync).WithName("PutPreferences").WithMetadata(new RequestSizeLimitAttribute(LargestDocument))
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        preferences.MapGet("/kinds", () => TypedResults.Ok(new KindList([.. Kinds.All.Order(StringComparer.Ordinal).Select(KindView.For)])))
            .WithName("ListKinds");
    }

    /// <summary>The caller's choices, or the defaults for somebody who chose nothing.</summary>
    static async Task<Ok<PreferenceDocument>> GetAsync(Caller caller, NotificationsDb db, CancellationToken ct) => TypedResults.Ok(PreferenceDocument.For(
        await db.Set<Preference>().AsNoTracking().SingleOrDefaultAsync(p => p.UserId == caller.UserId, ct) ?? new Preference { UserId = caller.UserId }));

    /// <summary>Replaces all choices. Deliveries already on their way keep the earlier choices.</summary>
    static async Task<Ok<PreferenceDocument>> PutAsync(
        PreferenceDocument document, Caller caller, NotificationsDb db, TimeProvider clock, CancellationToken ct)
    {
        document.Check();
        // Checked against the database's zones, since local times are computed there.
        if (!await db.Database.SqlQuery<bool>($"select exists (select from pg_timezone_names where name = {document.Zone}) as \"Value\"").SingleAsync(ct))
            throw new RequestProblem(StatusCodes.Status400BadRequest, "preference.zone");
        var chosen = await db.Set<Preference>().SingleOrDefaultAsync(p => p.UserId == caller.UserId, ct);
        if (chosen is null) db.Add(chosen = new Preference { UserId = caller.UserId });
        var had = chosen.DigestAt;
        document.Apply(chosen);
        chosen.NextDigest = chosen.DigestAt is { } at
            ? await db.Database.SqlQuery<DateTimeOffset>($"select next_at({clock.GetUtcNow()}, {chosen.Zone}, {at}) as \"Value\"").SingleAsync(ct)
            : null;
        // The first digest starts with notifications from now on.
        if (had is null && chosen.DigestAt is not null)
            chosen.DigestedUpTo = await db.Counters.Where(c => c.UserId == caller.UserId).Select(c => c.LastPosition).SingleOrDefaultAsync(ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(PreferenceDocument.For(chosen));
    }
}
