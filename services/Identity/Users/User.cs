using Microsoft.AspNetCore.Identity;
using Supervision.Contracts;

namespace Supervision.Identity.Users;

/// <summary>A person who can sign in: belongs to one body of one district and holds roles in it.</summary>
internal sealed class User : IdentityUser<Guid>
{
    /// <summary>The person's name as shown to others.</summary>
    public required string Name { get; set; }

    /// <summary>Six-digit code.</summary>
    public required string District { get; init; }

    /// <summary>One of <see cref="Bodies"/>.</summary>
    public required string Body { get; init; }

    /// <summary>Role names within <see cref="Body"/>.</summary>
    public required string[] Roles { get; set; }

    /// <summary>Code of the supervised unit, for unit contacts.</summary>
    public string? Unit { get; set; }

    /// <summary>False once the user may no longer sign in or get tokens.</summary>
    public bool Active { get; private set; } = true;

    /// <summary>Increases with every published change.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Ends the user's right to sign in.</summary>
    public UserChanged Deactivate()
    {
        Active = false;
        Version++;
        return Told();
    }

    /// <summary>Adds a role of the user's body.</summary>
    /// <returns>Null if the user already has it.</returns>
    public UserChanged? Give(Role role) => role.Body == Body && !Roles.Contains(role.Name) ? Changed([.. Roles, role.Name]) : null;

    /// <summary>Removes a role.</summary>
    /// <returns>Null if the user does not have it.</returns>
    public UserChanged? Take(Role role) => role.Body == Body && Roles.Contains(role.Name) ? Changed([.. Roles.Where(name => name != role.Name)]) : null;

    UserChanged Changed(string[] roles)
    {
        Roles = roles;
        Version++;
        ConcurrencyStamp = Guid.NewGuid().ToString();
        return Told();
    }

    /// <summary>The event with the user's current state for the other services.</summary>
    public UserChanged Told() => new(Id, District, Body, Name, Roles, Unit, Active, Version, Email, PhoneNumber);
}
