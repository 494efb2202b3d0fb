using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using Supervision.Identity.Connect;
using Supervision.Identity.Data;

namespace Supervision.Identity.Keys;

/// <summary>The server's keys as known to this instance; creates the next one when it is due and removes expired ones.</summary>
internal sealed class KeyRing(IServiceScopeFactory scopes, IOptions<KeySettings> settings, IOptions<TokenSettings> tokens, TimeProvider clock)
    : IConfigureOptions<OpenIddictServerOptions>, IOptionsChangeTokenSource<OpenIddictServerOptions>, IDisposable
{
    readonly KeySchedule _schedule = new(settings.Value, tokens.Value.Longest);
    readonly Lock _gate = new();
    Guid[] _order = [];
    SigningCredentials[] _signing = [];
    EncryptingCredentials[] _encryption = [];
    CancellationTokenSource _changed = new();

    string? IOptionsChangeTokenSource<OpenIddictServerOptions>.Name => Options.DefaultName;

    /// <summary>The key that signs new tokens.</summary>
    public SigningCredentials Signing => _signing[0];

    public void Configure(OpenIddictServerOptions options)
    {
        options.SigningCredentials.AddRange(_signing);
        options.EncryptionCredentials.AddRange(_encryption);
    }

    public IChangeToken GetChangeToken()
    {
        lock (_gate) return new CancellationChangeToken(_changed.Token);
    }

    /// <summary>Reads the keys, after creating or removing those that are due; several instances may do so at once.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var keys = await db.ServerKeys.AsNoTracking().ToListAsync(ct);
        if (Due(keys, clock.GetUtcNow())) keys = await ChangeAsync(db, ct);
        Adopt(keys, clock.GetUtcNow());
    }

    public void Dispose() => _changed.Dispose();

    bool Due(List<ServerKey> keys, DateTimeOffset now) =>
        _schedule.Due(ServerKey.Signing, keys, now) is not null || _schedule.Due(ServerKey.Encryption, keys, now) is not null
        || _schedule.Expired(keys, now).Any();

    async Task<List<ServerKey>> ChangeAsync(IdentityDb db, CancellationToken ct)
    {
        const long keyRingLock = 0x6b657972696e67; // one instance changes keys; the others then read the new ones
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({keyRingLock})", ct);
        var keys = await db.ServerKeys.ToListAsync(ct);
        var now = clock.GetUtcNow();
        foreach (var use in (string[])[ServerKey.Signing, ServerKey.Encryption])
        {
            if (_schedule.Due(use, keys, now) is not { } due) continue;
            db.ServerKeys.Add(due);
            keys.Add(due);
        }

        var expired = _schedule.Expired(keys, now).ToHashSet();
        db.ServerKeys.RemoveRange(expired);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return [.. keys.Except(expired)];
    }

    void Adopt(List<ServerKey> keys, DateTimeOffset now)
    {
        var signing = KeySchedule.Ordered(ServerKey.Signing, keys, now);
        var encryption = KeySchedule.Ordered(ServerKey.Encryption, keys, now);
        Guid[] order = [.. signing.Concat(encryption).Select(key => key.Id)];
        if (order.SequenceEqual(_order)) return;
        CancellationTokenSource previous;
        lock (_gate)
        {
            _order = order;
            _signing = [.. signing.Select(SigningOf)];
            _encryption = [.. encryption.Select(EncryptionOf)];
            previous = _changed;
            _changed = new CancellationTokenSource();
        }

        previous.Cancel();
        previous.Dispose();
    }

    static SigningCredentials SigningOf(ServerKey key)
    {
        var algorithm = ECDsa.Create();
        algorithm.ImportPkcs8PrivateKey(key.Material, out _);
        return new SigningCredentials(new ECDsaSecurityKey(algorithm) { KeyId = key.Id.ToString("N") }, SecurityAlgorithms.EcdsaSha256);
    }

    static EncryptingCredentials EncryptionOf(ServerKey key) => new(
        new SymmetricSecurityKey(key.Material) { KeyId = key.Id.ToString("N") }, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512);
}
