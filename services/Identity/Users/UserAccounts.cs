using Microsoft.AspNetCore.Identity;
using Supervision.Identity.Data;
using Supervision.Messaging;

namespace Supervision.Identity.Users;

/// <summary>Changes of users that the other services are told of.</summary>
internal sealed class UserAccounts(IdentityDb db, UserManager<User> users)
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

    static void Require(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }
}
