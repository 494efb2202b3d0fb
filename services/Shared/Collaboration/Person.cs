using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;

namespace Supervision.Collaboration;

/// <summary>A service's copy of a user, updated by <c>UserChanged</c>.</summary>
public sealed class Person
{
    public required Guid UserId { get; init; }

    public required string District { get; set; }

    public required string Body { get; set; }

    public required string Name { get; set; }

    public required string[] Roles { get; set; }

    public required bool Active { get; set; }

    /// <summary>Version of the user that this copy shows.</summary>
    public required long Version { get; set; }

    public bool IsActive(Role role) => Active && Body == role.Body && Roles.Contains(role.Name);
}

public static class PeopleModel
{
    public static void AddPeople(this ModelBuilder model) => model.Entity<Person>(builder =>
    {
        builder.ToTable("people");
        builder.HasKey(p => p.UserId);
        builder.Property(p => p.UserId).ValueGeneratedNever();
        builder.Property(p => p.District).HasMaxLength(6);
        builder.Property(p => p.Body).HasMaxLength(20);
        builder.HasIndex(p => new { p.District, p.Body });
    });

    /// <summary>Updates the copy of a user; an event older than the copy changes nothing.</summary>
    public static async Task CopyPersonAsync(this DbContext db, UserChanged @event, CancellationToken ct)
    {
        var person = await db.Set<Person>().FindAsync([@event.UserId], ct);
        if (person is null)
        {
            db.Add(new Person
            {
                UserId = @event.UserId,
                District = @event.District,
                Body = @event.Body,
                Name = @event.Name,
                Roles = [.. @event.Roles],
                Active = @event.Active,
                Version = @event.Version,
            });
            return;
        }

        if (@event.Version <= person.Version) return;
        (person.District, person.Body, person.Name) = (@event.District, @event.Body, @event.Name);
        (person.Roles, person.Active, person.Version) = ([.. @event.Roles], @event.Active, @event.Version);
    }
}
