using Microsoft.AspNetCore.Identity;
using Supervision.Identity.Data;
using Supervision.Identity.Sessions;
using Supervision.Messaging;

namespace Supervision.Identity.Users;

/// <summary>Changes of users, published to the other services.</summary>
internal sealed class UserAccounts(IdentityDb db, UserManager<User> users, SessionRegister sessions)
{
    public async Task CreateAsync(User user, string password, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Enqueue(user.Told());
        Require(await users.CreateAsync(user, password));
        await transaction.CommitAsync(ct);
    }

    public async Task SetPasswordAsync(User user, string password)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        Require(await users.RemovePasswordAsync(user));
        Require(await users.AddPasswordAsync(user, password));
        await transaction.CommitAsync();
    }

    /// <summary>Signs the user out everywhere; no more tokens are issued.</summary>
    public async Task DeactivateAsync(User user, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Enqueue(user.Deactivate());
        Require(await users.UpdateAsync(user));
        await sessions.EndAllWithinAsync(user.Id, ct);
        await transaction.CommitAsync(ct);
    }

    static void Require(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }
}
