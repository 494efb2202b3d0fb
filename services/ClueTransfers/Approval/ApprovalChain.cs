using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Contracts;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Approval;

/// <summary>One level of an approval chain.</summary>
/// <param name="Role">Role of the CPPCC that decides here: <c>office</c>, <c>secretary</c> or <c>chair</c>.</param>
/// <param name="Label">The district's name for the level, e.g. 委室负责人.</param>
/// <param name="Approver">The one holder of the role who decides here; null if any of them may decide, except the submitter.</param>
public sealed record ApprovalLevel(string Role, string Label, Guid? Approver = null);

/// <summary>A district's approval chain (R25), set by its CPPCC admin; otherwise the default applies.</summary>
public sealed class DistrictChain
{
    /// <summary>The roles that may decide at a level.</summary>
    public static readonly IReadOnlyList<Role> Deciders = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair];

    /// <summary>Office head → secretary → chair.</summary>
    public static readonly IReadOnlyList<ApprovalLevel> Default =
        [new(Cppcc.Office.Name, "委室负责人"), new(Cppcc.Secretary.Name, "秘书长"), new(Cppcc.Chair.Name, "主席")];

    public required string District { get; init; }

    public required IReadOnlyList<ApprovalLevel> Levels { get; set; }

    public required Guid ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public uint Version { get; init; }
}

internal sealed class DistrictChainConfiguration : IEntityTypeConfiguration<DistrictChain>
{
    public void Configure(EntityTypeBuilder<DistrictChain> builder)
    {
        builder.ToTable("approval_chains");
        builder.HasKey(c => c.District);
        builder.Property(c => c.District).HasMaxLength(6);
        builder.Property(c => c.Levels).IsJson();
        builder.Property(c => c.Version).IsRowVersion();
    }
}
