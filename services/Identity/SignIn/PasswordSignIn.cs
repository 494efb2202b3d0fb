using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Supervision.Identity.Data;
using Supervision.Identity.Users;

namespace Supervision.Identity.SignIn;

internal enum SignInOutcome
{
    Accepted,
    Refused,
    LockedOut,
}

/// <summary>
/// Sign-in by name and password. A wrong name, a wrong password and a deactivated user get the same answer after the same work;
/// after <see cref="Allowed"/> failures in a row a name is locked for <see cref="Locked"/>, whether or not it exists.
/// </summary>
internal sealed class PasswordSignIn(IdentityDb db, UserManager<User> users, IPasswordHasher<User> hasher, DecoyPassword decoy, TimeProvider clock)
{
    public const int Allowed = 5;
    public static readonly TimeSpan Locked = TimeSpan.FromMinutes(15);

    public async Task<(SignInOutcome Outcome, User? User)> TryAsync(string name, string password, CancellationToken ct)
    {
        var key = SHA256.HashData(Encoding.UTF8.GetBytes(users.NormalizeName(name.Trim())));
        var attempt = await CountAsync(key, ct);
        if (attempt > Allowed) return (SignInOutcome.LockedOut, null);

        var user = await users.FindByNameAsync(name.Trim());
        var right = await CheckAsync(user, password);
        if (!right || user is not { Active: true }) return (attempt == Allowed ? SignInOutcome.LockedOut : SignInOutcome.Refused, null);

        await db.SignInFailures.Where(failures => failures.NameHash == key).ExecuteDeleteAsync(ct);
        return (SignInOutcome.Accepted, user);
    }

    /// <summary>Checks the password; without such a user it does the same work on a decoy.</summary>
    async Task<bool> CheckAsync(User? user, string password)
    {
        if (user is not null) return await users.CheckPasswordAsync(user, password);
        hasher.VerifyHashedPassword(null!, decoy.Hash, password);
        return false;
    }

    /// <summary>Counts the attempt before checking it, so that simultaneous attempts cannot exceed the limit together.</summary>
    async Task<int> CountAsync(byte[] key, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var counted = await db.Database.SqlQuery<int>($"""
            insert into sign_in_failures as f (name_hash, count, last_at) values ({key}, 1, {now})
            on conflict (name_hash) do update set
                count = case when f.last_at < {now - Locked} then 1 else f.count + 1 end,
                last_at = case when f.count >= {Allowed} and f.last_at >= {now - Locked} then f.last_at else {now} end
            returning count as "Value"
            """).ToListAsync(ct);
        return counted[0];
    }
}

/// <summary>A hash that matches no password, verified when there is no user.</summary>
internal sealed class DecoyPassword(IPasswordHasher<User> hasher)
{
    public string Hash { get; } = hasher.HashPassword(null!, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
}
