using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Supervision.Contracts;

namespace Supervision.ServiceDefaults.SignIn;

/// <summary>Who is asking: the only thing authorization depends on. Bound from the validated token as a handler parameter.</summary>
/// <param name="UserId">Subject of the token: a user, or a machine client.</param>
/// <param name="District">Six-digit code.</param>
/// <param name="Body">One of <see cref="Bodies"/>.</param>
/// <param name="Roles">Role names within the body.</param>
/// <param name="Unit">Code of the supervised unit, for unit contacts.</param>
public sealed record Caller(Guid UserId, string Name, string District, string Body, FrozenSet<string> Roles, string? Unit)
{
    public string Tenant => $"{District}-{Body}";

    public bool Is(Role role) => role.Body == Body && Roles.Contains(role.Name);

    public bool IsAny(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Is(role)) return true;
        }

        return false;
    }

    /// <summary>The caller of a validated principal; null if a claim is missing, which does not happen with our own tokens.</summary>
    public static Caller? From(ClaimsPrincipal principal)
    {
        if (!Guid.TryParse(principal.FindFirstValue("sub"), out var id)) return null;
        if (principal.FindFirstValue("district") is not { Length: > 0 } district) return null;
        if (principal.FindFirstValue("body") is not { Length: > 0 } body) return null;
        var roles = principal.FindAll("role").Select(claim => claim.Value).ToFrozenSet(StringComparer.Ordinal);
        return new Caller(id, principal.FindFirstValue("name") ?? "", district, body, roles, principal.FindFirstValue("unit"));
    }

    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(From(context.User));
}
