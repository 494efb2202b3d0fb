using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Supervision.Gateway.Data;
using Supervision.Persistence;

namespace Supervision.Gateway.Sessions;

/// <summary>Deletes what has expired. Several instances may do so at once.</summary>
internal sealed class SessionCleanup(GatewayDb db, IOptions<SessionSettings> settings, TimeProvider clock) : IDueWork
{
    public static readonly Pace Pace = Pace.Every(TimeSpan.FromMinutes(15));

    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var oldest = now - settings.Value.Absolute;
        return await db.Sessions.Where(s => s.ExpiresAt < now || s.CreatedAt < oldest).ExecuteDeleteAsync(ct)
            + await db.UsedLogoutTokens.Where(t => t.ExpiresAt < now).ExecuteDeleteAsync(ct);
    }
}
