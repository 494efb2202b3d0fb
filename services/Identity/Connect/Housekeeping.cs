using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using Supervision.Identity.Data;
using Supervision.Identity.SignIn;

namespace Supervision.Identity.Connect;

/// <summary>Deletes what is no longer needed: expired tokens and authorizations, past sessions, delivered logouts, lapsed sign-in failures.</summary>
internal sealed class Housekeeping(IServiceScopeFactory scopes, IOptions<TokenSettings> settings, TimeProvider clock, ILogger<Housekeeping> log)
    : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>How long past records are kept after their end, for later questions.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TidyAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogWarning(failure, "Clean-up failed; next attempt in an hour");
            }
        }
    }

    async Task TidyAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var now = clock.GetUtcNow();
        // A redeemed refresh token is kept until it would have expired, so that its reuse is noticed.
        var dead = now - settings.Value.Longest - Kept;
        await services.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(dead, ct);
        await services.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(dead, ct);

        var db = services.GetRequiredService<IdentityDb>();
        var past = now - settings.Value.SessionAtMost - Kept;
        await db.Sessions.Where(session => session.StartedAt < past).ExecuteDeleteAsync(ct);
        await db.LogoutDeliveries.Where(delivery => delivery.DoneAt < now - Kept).ExecuteDeleteAsync(ct);
        await db.SignInFailures.Where(failures => failures.LastAt < now - PasswordSignIn.Locked).ExecuteDeleteAsync(ct);
    }
}
