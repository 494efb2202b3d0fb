using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.ServiceDefaults.Data;

namespace Supervision.ServiceDefaults.SignIn;

/// <summary>
/// A token says which roles its holder had when it was issued. Those that count are the ones the service's own copy of the person
/// (<c>people</c>, kept by <c>UserChanged</c>) still has: a role taken away, or a user who may no longer sign in, is refused everywhere within
/// seconds, however long the token lives. Systems, and users of whom no copy has come yet, are what their tokens say.
/// </summary>
internal sealed class CurrentRoles(NpgsqlDataSource source) : IDisposable
{
    /// <summary>How long an answer of the database is used again.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    const int MostKept = 10_000;

    readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostKept });

    public void Dispose() => _known.Dispose();

    /// <summary>The principal without the roles that are no more; nobody, if the user may no longer sign in.</summary>
    public async Task<ClaimsPrincipal> OfAsync(ClaimsPrincipal principal, Caller caller, CancellationToken ct)
    {
        var person = await FindAsync(caller.UserId, ct);
        if (person.IsUnknown) return principal;
        if (!person.Active) return new ClaimsPrincipal(new ClaimsIdentity());
        if (caller.Roles.All(person.Roles.Contains)) return principal;
        var identities = principal.Identities.Select(identity => new ClaimsIdentity(
            identity.Claims.Where(claim => claim.Type != "role" || person.Roles.Contains(claim.Value)),
            identity.AuthenticationType, identity.NameClaimType, identity.RoleClaimType));
        return new ClaimsPrincipal(identities);
    }

    async Task<Standing> FindAsync(Guid user, CancellationToken ct)
    {
        if (_known.TryGetValue<Standing>(user, out var known)) return known!;
        var standing = await ReadAsync(user, ct);
        return _known.Set(user, standing, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
    }

    async Task<Standing> ReadAsync(Guid user, CancellationToken ct)
    {
        using var scope = new DataScope();
        scope.UseService(DataScope.AllDistricts);
        await using var connection = await source.OpenConnectionAsync(ct);
        await scope.ApplyAsync(connection, ct);
        await using var command = new NpgsqlCommand("select roles, active from people where user_id = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new([.. reader.GetFieldValue<string[]>(0)], reader.GetBoolean(1), false) : new([], false, true);
    }

    sealed record Standing(HashSet<string> Roles, bool Active, bool IsUnknown);
}

internal static class CurrentRolesExtensions
{
    /// <summary>From here on the request's user has only the roles that still count. Comes between authentication and authorization.</summary>
    public static WebApplication UseCurrentRoles(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            if (Caller.From(context.User) is { } caller)
                context.User = await context.RequestServices.GetRequiredService<CurrentRoles>().OfAsync(context.User, caller, context.RequestAborted);
            await next(context);
        });
        return app;
    }
}
