using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.Topics.Meetings;

namespace Supervision.Topics.Governance;

/// <summary>A member of the joint leading group.</summary>
/// <param name="Body"><c>cppcc</c> or <c>discipline</c>.</param>
/// <param name="Post">Their post in the group, e.g. 组长; at most 40 characters.</param>
/// <param name="UserId">Null for somebody not on the platform.</param>
public sealed record GroupMember(
    [property: PlainText(100)] string Name,
    [property: RegularExpression("^(cppcc|discipline)$")] string Body,
    [property: PlainText(40)] string Post,
    Guid? UserId = null);

/// <summary>A district's joint leading group (联合领导小组, R3) as it was set up at one time; a change is a new version.</summary>
public sealed class LeadingGroup
{
    public required string District { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }

    public required IReadOnlyList<GroupMember> Members { get; init; }

    /// <summary>Number of the document that set it up.</summary>
    public required string? Basis { get; init; }

    public required DateOnly From { get; init; }

    public required Guid By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">leading_group.one_sided</exception>
    internal static void RequireBothBodies(IReadOnlyList<GroupMember> members)
    {
        foreach (var body in (string[])[Bodies.Cppcc, Bodies.Discipline])
            Require(members.Any(member => member.Body == body), MeetingRules.GroupOneSided, body);
    }
}

internal sealed class LeadingGroupConfiguration : IEntityTypeConfiguration<LeadingGroup>
{
    public void Configure(EntityTypeBuilder<LeadingGroup> builder)
    {
        builder.ToTable("leading_groups");
        builder.HasKey(g => new { g.District, g.Version });
        builder.Property(g => g.District).HasMaxLength(6);
        builder.Property(g => g.Members).IsJson();
    }
}
