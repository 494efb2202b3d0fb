using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Topics.Meetings.Attendance;

public enum InvitationAnswer
{
    None,
    Accepted,
    Declined,
}

/// <summary>An invitation to a meeting, its answer, and whether the invited person came.</summary>
public sealed class Invitation
{
    public required Guid MeetingId { get; init; }

    public required Guid UserId { get; init; }

    public required string District { get; init; }

    public required string Name { get; init; }

    public required string Body { get; init; }

    public InvitationAnswer Answer { get; set; }

    /// <summary>Why the invited person does not come, or their remark on the agenda.</summary>
    public string? Remark { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public bool Present { get; set; }
}

/// <summary>Somebody from outside the platform who was there.</summary>
public sealed record Guest(string Name, string? From);

/// <summary>Who was there.</summary>
internal sealed record AttendanceRecord(IReadOnlyCollection<Guid> Present, IReadOnlyList<Guest> Guests);

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations");
        builder.HasKey(i => new { i.MeetingId, i.UserId });
        builder.Property(i => i.District).HasMaxLength(6);
        builder.Property(i => i.Body).HasMaxLength(20);
        builder.Property(i => i.Answer).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(i => new { i.District, i.UserId });
    }
}
