using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Contracts;

namespace Supervision.ClueTransfers.People;

/// <summary>This service's copy of a user, kept by <c>UserChanged</c>.</summary>
public sealed class Person
{
    public required Guid UserId { get; init; }

    public required string District { get; set; }

    public required string Body { get; set; }

    public required string Name { get; set; }

    public required string[] Roles { get; set; }

    public required bool Active { get; set; }

    /// <summary>Version of the user this copy shows.</summary>
    public required long Version { get; set; }

    public bool IsActive(Role role) => Active && Body == role.Body && Roles.Contains(role.Name);
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.HasKey(p => p.UserId);
        builder.Property(p => p.UserId).ValueGeneratedNever();
        builder.Property(p => p.District).HasMaxLength(6);
        builder.Property(p => p.Body).HasMaxLength(20);
        builder.HasIndex(p => new { p.District, p.Body });
    }
}
