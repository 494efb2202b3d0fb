using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Publicity;

public enum Medium
{
    Newspaper,
    Television,
    Website,
    SocialMedia,
    Other,
}

/// <summary>A media report about a topic (媒体报道, R12).</summary>
public sealed class PublicityItem : IVersioned
{
    public Guid Id { get; private set; }

    public Guid TopicId { get; private set; }

    public string District { get; private set; } = "";

    public Medium Medium { get; private set; }

    /// <summary>Who published it.</summary>
    public string Outlet { get; private set; } = "";

    public string Headline { get; private set; } = "";

    /// <summary>Day it appeared.</summary>
    public DateOnly Published { get; private set; }

    /// <summary>Where it can be read, an http(s) address.</summary>
    public string? Address { get; private set; }

    public string? Note { get; private set; }

    public Guid RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public uint Version { get; private set; }

    PublicityItem()
    {
    }

    public static PublicityItem Record(Guid topic, PublicityContent content, Caller by, DateTimeOffset now)
    {
        var item = new PublicityItem { Id = Guid.CreateVersion7(now), TopicId = topic, District = by.District, RecordedBy = by.UserId, RecordedAt = now };
        item.Correct(content);
        return item;
    }

    public void Correct(PublicityContent content) => (Medium, Outlet, Headline, Published, Address, Note) =
        (content.Medium, content.Outlet, content.Headline, content.Published, content.Address, content.Note);
}

public sealed record PublicityContent(Medium Medium, string Outlet, string Headline, DateOnly Published, string? Address, string? Note);

internal sealed class PublicityItemConfiguration : IEntityTypeConfiguration<PublicityItem>
{
    public void Configure(EntityTypeBuilder<PublicityItem> builder)
    {
        builder.ToTable("publicity");
        builder.HasIndex(p => new { p.TopicId, p.Published });
        builder.HasOne<Topic>().WithMany().HasForeignKey(p => p.TopicId).OnDelete(DeleteBehavior.Restrict);
    }
}
