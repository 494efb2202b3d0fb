using Microsoft.EntityFrameworkCore;

namespace Supervision.Files;

/// <summary>A file of a record (<see cref="FileOwner{TDb, TAccess}"/>), e.g. of a proposal, kept in the <see cref="ContentStore"/>.</summary>
public sealed class StoredFile : IStoredFile
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    /// <summary>Kind of record it belongs to, e.g. <c>proposal</c>; row-level security has a policy for each.</summary>
    public required string OwnerKind { get; init; }

    public required Guid OwnerId { get; init; }

    /// <summary>The name its sender gave it, without any path.</summary>
    public required string Name { get; init; }

    public required string MediaType { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    public required string Sha256 { get; init; }

    public required Guid By { get; init; }

    public required DateTimeOffset At { get; init; }
}

public static class StoredFileModel
{
    /// <summary>Table <c>files</c>; the service's migration defines a policy on it for each kind of record.</summary>
    public static void AddStoredFiles(this ModelBuilder model) => model.Entity<StoredFile>(builder =>
    {
        builder.ToTable("files");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.District).HasMaxLength(6);
        builder.Property(f => f.OwnerKind).HasMaxLength(20);
        builder.Property(f => f.Name).HasMaxLength(FileNames.MaxLength);
        builder.Property(f => f.MediaType).HasMaxLength(100);
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.HasIndex(f => new { f.OwnerKind, f.OwnerId, f.Sha256 }).IsUnique();
        builder.HasIndex(f => new { f.District, f.Sha256 });
    });
}
