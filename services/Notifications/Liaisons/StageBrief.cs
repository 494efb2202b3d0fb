using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Liaisons;

/// <summary><c>Draft → Sent</c>, or <c>Draft → Discarded</c>.</summary>
public enum BriefStatus
{
    Draft,
    Sent,
    Discarded,
}

/// <summary>
/// A stage brief (阶段简报, R46): drafted from a topic's move, edited and sent by a liaison of the side that made the move, and receipted by the other
/// side.
/// </summary>
internal sealed class StageBrief
{
    /// <summary>Message id of the move it was drafted from.</summary>
    public required Guid Id { get; init; }

    public required string District { get; init; }

    /// <summary>The side that writes it.</summary>
    public required string Body { get; init; }

    public required Guid TopicId { get; init; }

    public required string TopicReference { get; init; }

    /// <summary>Status of the topic after the move.</summary>
    public required string Stage { get; init; }

    public required string Subject { get; set; }

    public required string Text { get; set; }

    public BriefStatus Status { get; private set; }

    /// <summary>UTC instant of the move.</summary>
    public required DateTimeOffset MovedAt { get; init; }

    public Guid? EditedBy { get; private set; }

    public Guid? SentBy { get; private set; }

    public string? SentByName { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public uint Version { get; init; }

    /// <summary>Drafts it from the stages' names; of the topic it contains only the reference and stages.</summary>
    public static StageBrief Draft(TopicStageChanged e, string body, Guid id)
    {
        var next = e.NextStep is { } step ? $"下一步：{BriefWords.Step(step)}。" : "";
        return new()
        {
            Id = id,
            District = e.District,
            Body = body,
            TopicId = e.TopicId,
            TopicReference = e.Reference,
            Stage = e.To,
            Subject = $"议题{e.Reference}阶段简报：{BriefWords.Stage(e.To)}",
            Text = $"协同监督议题{e.Reference}已由“{BriefWords.Stage(e.From)}”进入“{BriefWords.Stage(e.To)}”（{BriefWords.Why(e.Why)}）。{next}",
            MovedAt = e.At,
        };
    }

    /// <exception cref="RuleViolation">brief.not_draft</exception>
    public void Edit(string subject, string text, Caller by)
    {
        RequireDraft();
        (Subject, Text, EditedBy) = (subject, text, by.UserId);
    }

    /// <exception cref="RuleViolation">brief.not_draft</exception>
    public StageBriefSent Send(Caller by, DateTimeOffset now)
    {
        RequireDraft();
        (Status, SentBy, SentByName, SentAt) = (BriefStatus.Sent, by.UserId, by.Name, now);
        return new(Id, District, TopicId, TopicReference, Body, by.UserId, now);
    }

    /// <exception cref="RuleViolation">brief.not_draft</exception>
    public void Discard(Caller by)
    {
        RequireDraft();
        (Status, EditedBy) = (BriefStatus.Discarded, by.UserId);
    }

    /// <summary>Records that somebody of the other side has read it.</summary>
    /// <exception cref="RuleViolation">brief.not_sent, brief.own_side</exception>
    public BriefReceipt Receipt(Caller by, DateTimeOffset now)
    {
        if (Status is not BriefStatus.Sent) throw new RuleViolation("brief.not_sent");
        if (by.Body == Body) throw new RuleViolation("brief.own_side");
        return new() { BriefId = Id, UserId = by.UserId, District = District, Body = by.Body, Name = by.Name, At = now };
    }

    void RequireDraft()
    {
        if (Status is not BriefStatus.Draft) throw new RuleViolation("brief.not_draft");
    }
}

/// <summary>Receipt of somebody of the other side who has read a brief, and when they first did.</summary>
internal sealed class BriefReceipt
{
    public required Guid BriefId { get; init; }

    public required Guid UserId { get; init; }

    public required string District { get; init; }

    public required string Body { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class StageBriefConfiguration : IEntityTypeConfiguration<StageBrief>
{
    public void Configure(EntityTypeBuilder<StageBrief> builder)
    {
        builder.ToTable("stage_briefs");
        builder.Property(b => b.District).HasMaxLength(6);
        builder.Property(b => b.Body).HasMaxLength(20);
        builder.HasIndex(b => new { b.District, b.Id });
    }
}

internal sealed class BriefReceiptConfiguration : IEntityTypeConfiguration<BriefReceipt>
{
    public void Configure(EntityTypeBuilder<BriefReceipt> builder)
    {
        builder.ToTable("brief_receipts");
        builder.HasKey(r => new { r.BriefId, r.UserId });
        builder.Property(r => r.District).HasMaxLength(6);
        builder.Property(r => r.Body).HasMaxLength(20);
        builder.HasOne<StageBrief>().WithMany().HasForeignKey(r => r.BriefId).OnDelete(DeleteBehavior.Restrict);
    }
}
