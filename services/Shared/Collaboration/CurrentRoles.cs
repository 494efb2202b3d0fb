using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Collaboration;

/// <summary>
/// A token names the roles its holder had when it was issued. A role counts only if the service's own copy of the person
/// (<c>people</c>, updated by <c>UserChanged</c>) still has it: a revoked role is refused everywhere within seconds, however long the token lives,
/// and a person who may no longer sign in has no roles. For systems, and for users whose copy has not arrived yet, the token's roles count.
/// </summary>
public sealed class CurrentRoles(NpgsqlDataSource source) : IDisposable
{
    /// <summary>How long an answer of the database is reused.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    /// <summary>How soon the database is asked again when its answer lacks a role of the token, so that a new role takes effect quickly.</summary>
    static readonly TimeSpan AskedAgain = TimeSpan.FromSeconds(1);

    const int MostKept = 10_000;

    readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostKept });

    public void Dispose() => _known.Dispose();

    /// <summary>The principal without the roles that were revoked.</summary>
    public async Task<ClaimsPrincipal> OfAsync(ClaimsPrincipal principal, Caller caller, CancellationToken ct)
    {
        var current = await FindAsync(caller, ct);
        if (current.IsUnknown || caller.Roles.All(current.Roles.Contains)) return principal;
        var identities = principal.Identities.Select(identity => new ClaimsIdentity(
            identity.Claims.Where(claim => claim.Type != "role" || current.Roles.Contains(claim.Value)),
            identity.AuthenticationType, identity.NameClaimType, identity.RoleClaimType));
        return new ClaimsPrincipal(identities);
    }

    async Task<Standing> FindAsync(Caller caller, CancellationToken ct)
    {
        if (_known.TryGetValue<Standing>(caller.UserId, out var known)
            && (known!.IsUnknown || caller.Roles.All(known.Roles.Contains) || Stopwatch.GetElapsedTime(known.Read) < AskedAgain))
            return known;
        var standing = await ReadAsync(caller.UserId, ct);
        return _known.Set(caller.UserId, standing, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
    }

    async Task<Standing> ReadAsync(Guid user, CancellationToken ct)
    {
        using var scope = new DataScope();
        scope.UseService(DataScope.AllDistricts);
        await using var connection = await source.OpenConnectionAsync(ct);
        await scope.ApplyAsync(connection, ct);
        await using var command = new NpgsqlCommand("select case when active then roles else '{}' end from people where user_id = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new([.. reader.GetFieldValue<string[]>(0)], false, Stopwatch.GetTimestamp())
            : new([], true, Stopwatch.GetTimestamp());
    }

    /// <param name="Read">Timestamp of the database's answer.</param>
    sealed record Standing(HashSet<string> Roles, bool IsUnknown, long Read);
}

public static class CurrentRolesExtensions
{
    /// <summary>From here on the request's user has only the roles that still count. Comes between authentication and authorization.</summary>
    /// <remarks>Needs a database with the copy of people.</remarks>
    public static WebApplication UseCurrentRoles(this WebApplication app)
    {
        var current = new CurrentRoles(app.Services.GetRequiredService<NpgsqlDataSource>());
        app.Lifetime.ApplicationStopped.Register(current.Dispose);
        app.Use(async (context, next) =>
        {
            if (Caller.From(context.User) is { } caller) context.User = await current.OfAsync(context.User, caller, context.RequestAborted);
            await next(context);
        });
        return app;
    }
}
