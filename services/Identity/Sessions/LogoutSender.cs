using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Supervision.Identity.Data;
using Supervision.Identity.Keys;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Identity.Sessions;

/// <summary>Notifies clients of ended sessions until they confirm. Pending notices are in the database, so a restart loses nothing.</summary>
internal sealed class LogoutSender(
    IdentityDb db, IHttpClientFactory clients, KeyRing keys, IOptions<IdentitySettings> identity, TimeProvider clock,
    ILogger<LogoutSender> log)
    : IDueWork
{
    public static readonly Pace Pace = Pace.WhenDue(TimeSpan.FromSeconds(2));

    const string Event = "http://schemas.openid.net/event/backchannel-logout";
    static readonly JsonWebTokenHandler Tokens = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Sends one delivery that is due, with its row locked so that no other instance sends it.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        var delivery = await db.LogoutDeliveries.FromSql(
            $"select * from logout_deliveries where done_at is null and next_attempt <= {now} order by next_attempt limit 1 for update skip locked")
            .SingleOrDefaultAsync(ct);
        if (delivery is null) return 0;

        if (await SendAsync(delivery, ct) is { } error) delivery.Failed(error, clock.GetUtcNow());
        else delivery.Delivered(clock.GetUtcNow());
        if (delivery is { DoneAt: not null, LastError: { } last })
            log.LogError("Sign-out of session {Session} could not be delivered to {Client}: {Error}", delivery.SessionId, delivery.Audience, last);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return 1;
    }

    public Task<DateTimeOffset?> NextAsync(CancellationToken ct) =>
        db.LogoutDeliveries.Where(delivery => delivery.DoneAt == null).MinAsync(delivery => (DateTimeOffset?)delivery.NextAttempt, ct);

    /// <returns>The error, or null.</returns>
    async Task<string?> SendAsync(LogoutDelivery delivery, CancellationToken ct)
    {
        try
        {
            using var client = clients.CreateClient("logout");
            using var form = new FormUrlEncodedContent([new("logout_token", TokenFor(delivery))]);
            using var response = await client.PostAsync(new Uri(delivery.Address), form, ct);
            return response.IsSuccessStatusCode ? null : $"HTTP {(int)response.StatusCode}";
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return failure.Message;
        }
    }

    string TokenFor(LogoutDelivery delivery)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return Tokens.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "logout+jwt",
            Issuer = identity.Value.Authority,
            Audience = delivery.Audience,
            IssuedAt = now,
            Expires = now.AddMinutes(2),
            SigningCredentials = keys.Signing,
            Claims = new Dictionary<string, object>
            {
                ["jti"] = Guid.NewGuid().ToString(),
                ["sub"] = delivery.UserId.ToString(),
                ["sid"] = delivery.SessionId.ToString(),
                ["events"] = new Dictionary<string, object> { [Event] = new Dictionary<string, object>() },
            },
        });
    }
}
