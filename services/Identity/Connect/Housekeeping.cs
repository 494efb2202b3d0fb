using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using Supervision.Identity.Data;
using Supervision.Identity.SignIn;
using Supervision.Persistence;

namespace Supervision.Identity.Connect;

/// <summary>Deletes what is no longer needed: expired tokens and authorizations, past sessions, delivered logouts, lapsed sign-in failures.</summary>
internal sealed class Housekeeping(
    IdentityDb db, IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations, IOptions<TokenSettings> settings,
    TimeProvider clock)
    : IDueWork
{
    public static readonly Pace Pace = Pace.Every(TimeSpan.FromHours(1));

    /// <summary>How long past records are kept after their end, for later questions.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // A redeemed refresh token is kept until it would have expired, so that its reuse is noticed.
        var dead = now - settings.Value.Longest - Kept;
        await tokens.PruneAsync(dead, ct);
        await authorizations.PruneAsync(dead, ct);

        var past = now - settings.Value.SessionAtMost - Kept;
        return await db.Sessions.Where(session => session.StartedAt < past).ExecuteDeleteAsync(ct)
            + await db.LogoutDeliveries.Where(delivery => delivery.DoneAt < now - Kept).ExecuteDeleteAsync(ct)
            + await db.SignInFailures.Where(failures => failures.LastAt < now - PasswordSignIn.Locked).ExecuteDeleteAsync(ct);
    }
}
