using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.ClueTransfers.Handshake;

/// <summary>What the CPPCC added to a clue after its transfer (R26): appended, never changed.</summary>
public sealed class Supplement
{
    public required Guid Id { get; init; }

    public required Guid ClueId { get; init; }

    public required string District { get; init; }

    public required string Text { get; init; }

    /// <summary>The result of <see cref="HashOf"/>, lower-case hex.</summary>
    public required string Hash { get; init; }

    public required Guid By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of the text in UTF-8, followed by a line with the hash of each file, sorted.</summary>
    /// <param name="evidence">SHA-256 of each of its files, lower-case hex.</param>
    public static string HashOf(string text, IEnumerable<string> evidence) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [text, .. evidence.Order(StringComparer.Ordinal)]))));
}

internal sealed class SupplementConfiguration : IEntityTypeConfiguration<Supplement>
{
    public void Configure(EntityTypeBuilder<Supplement> builder)
    {
        builder.ToTable("supplements");
        builder.HasIndex(s => new { s.ClueId, s.At });
    }
}
