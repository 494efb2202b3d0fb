using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Topics.Data;

namespace Supervision.Topics.Activities;

/// <summary>A kind of activity a district has besides the common ones.</summary>
public sealed class ActivityKind
{
    public required string District { get; init; }

    public required string Code { get; init; }

    /// <summary>As its users call it.</summary>
    public required string Label { get; set; }

    /// <summary>Whether new activities may be of this kind.</summary>
    public required bool Active { get; set; }

    public required Guid ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>The kinds activities are of (R8).</summary>
internal static class ActivityKinds
{
    /// <summary>The common kinds and what they are called.</summary>
    public static readonly IReadOnlyDictionary<string, string> Common = new Dictionary<string, string>
    {
        ["consultation"] = "请你来协商",
        ["livelihoodForum"] = "民生议事堂",
        ["proposalSupervision"] = "提案督办",
        ["conductReview"] = "行风评议",
        ["memberStudio"] = "委员工作室",
        ["visitsAndHelp"] = "三访三助",
        ["grassrootsRound"] = "看见·协同监督在基层",
    };

    /// <summary>Of them, those on which topics are consulted on; a district's own kinds are not.</summary>
    public static readonly string[] Consultations = ["consultation", "livelihoodForum", "memberStudio"];

    /// <summary>Whether new activities may be of a kind.</summary>
    public static async Task<bool> IsKnownAsync(TopicsDb db, string district, string code, CancellationToken ct) =>
        Common.ContainsKey(code) || await db.Set<ActivityKind>().AnyAsync(k => k.District == district && k.Code == code && k.Active, ct);
}

internal sealed class ActivityKindConfiguration : IEntityTypeConfiguration<ActivityKind>
{
    public void Configure(EntityTypeBuilder<ActivityKind> builder)
    {
        builder.ToTable("activity_kinds");
        builder.HasKey(k => new { k.District, k.Code });
        builder.Property(k => k.District).HasMaxLength(6);
        builder.Property(k => k.Code).HasMaxLength(40);
        builder.Property(k => k.Label).HasMaxLength(100);
    }
}
