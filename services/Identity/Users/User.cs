using Microsoft.AspNetCore.Identity;
using Supervision.Contracts;

namespace Supervision.Identity.Users;

/// <summary>A person who signs in: belongs to one body of one district and holds roles in it.</summary>
internal sealed class User : IdentityUser<Guid>
{
    /// <summary>The person's name as others see it.</summary>
    public required string Name { get; set; }

    /// <summary>Six-digit code.</summary>
    public required string District { get; init; }

    /// <summary>One of <see cref="Bodies"/>.</summary>
    public required string Body { get; init; }

    /// <summary>Role names within <see cref="Body"/>.</summary>
    public required string[] Roles { get; set; }

    /// <summary>Code of the supervised unit, for unit contacts.</summary>
    public string? Unit { get; set; }

    /// <summary>False once the user may no longer sign in nor be given tokens.</summary>
    public bool Active { get; private set; } = true;

    /// <summary>Grows with every change that others are told of.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>The user may no longer sign in.</summary>
    public UserChanged Deactivate()
    {
        Active = false;
        Version++;
        return Told();
    }

    /// <summary>Gives a role of the user's body.</summary>
    /// <returns>Null where the user has it.</returns>
    public UserChanged? Give(Role role) => role.Body == Body && !Roles.Contains(role.Name) ? Changed([.. Roles, role.Name]) : null;

    /// <summary>Takes a role away.</summary>
    /// <returns>Null where the user does not have it.</returns>
    public UserChanged? Take(Role role) => role.Body == Body && Roles.Contains(role.Name) ? Changed([.. Roles.Where(name => name != role.Name)]) : null;

    UserChanged Changed(string[] roles)
    {
        Roles = roles;
        Version++;
        ConcurrencyStamp = Guid.NewGuid().ToString();
        return Told();
    }

    /// <summary>What the other services are told of the user as it is now.</summary>
    public UserChanged Told() => new(Id, District, Body, Name, Roles, Unit, Active, Version, Email, PhoneNumber);
}
