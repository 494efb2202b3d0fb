using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Notifications.Digests;

/// <summary>One day's digest of one person: how many notifications came since the last one and are unread.</summary>
internal sealed class Digest
{
    /// <summary>Derived from the person and the last position it covers, so that nothing is in two digests.</summary>
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>Day in the person's zone.</summary>
    public required DateOnly Day { get; init; }

    public required int Total { get; init; }

    public required int Action { get; init; }

    public required int Urgent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class DigestConfiguration : IEntityTypeConfiguration<Digest>
{
    public void Configure(EntityTypeBuilder<Digest> builder)
    {
        builder.ToTable("digests");
        builder.HasKey(d => d.Id);
        builder.HasIndex(d => d.CreatedAt);
    }
}

internal static class DigestSecurity
{
    public const string Declaration = """
        create policy service on digests using ((select app_body()) = 'service') with check (app_body() = 'service');
        """;
}
