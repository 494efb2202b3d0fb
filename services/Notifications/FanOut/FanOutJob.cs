using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Notifications.Deliveries;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.Rules;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Notifications.FanOut;

/// <summary>
/// The rest of one notice: its audience from <see cref="After"/> on, or all of it while it is parked. The position reached commits together with each
/// portion, so whoever resumes after a crash notifies nobody twice and leaves nobody out.
/// </summary>
internal sealed class FanOutJob
{
    public required Guid Id { get; init; }

    public required Guid NotificationId { get; init; }

    /// <summary>Position of the notice among those of its event; later ones wait for it.</summary>
    public required int Ordinal { get; init; }

    public required string District { get; init; }

    public required string Body { get; init; }

    public required string[] Roles { get; init; }

    public required Guid[] Persons { get; init; }

    public required Guid[] Teams { get; init; }

    public required Guid[] Topics { get; init; }

    public required string Kind { get; init; }

    /// <summary>A JSON object of strings.</summary>
    public required string Arguments { get; init; }

    public required string Link { get; init; }

    public required Urgency Urgency { get; init; }

    public required Guid By { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last user notified; audiences are notified in order of user id.</summary>
    public Guid After { get; private set; }

    /// <summary>Why its texts could not be rendered; it waits for an admin of the body.</summary>
    public string? ParkedReason { get; private set; }

    /// <summary>Set when an admin had it tried again.</summary>
    public bool Released { get; private set; }

    /// <summary>First part of the kind, which says in general what the matter is.</summary>
    public string Area => OutsideTexts.AreaOf(Kind);

    public static FanOutJob Of(Notice notice, string district, Guid notification, int ordinal, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        NotificationId = notification,
        Ordinal = ordinal,
        District = district,
        Body = notice.To.Body,
        Roles = [.. notice.To.Roles.Select(role => role.Name)],
        Persons = [.. notice.To.Persons],
        Teams = [.. notice.To.Teams],
        Topics = [.. notice.To.TeamsOfTopics],
        Kind = notice.Kind,
        Arguments = JsonSerializer.Serialize(notice.Arguments),
        Link = notice.Link,
        Urgency = notice.Urgency,
        By = notice.By,
        At = notice.At,
        CreatedAt = now,
    };

    /// <summary>Why its texts cannot be rendered in one of the languages; null when they can.</summary>
    public string? Defect() => Languages.All.Select(language => NoticeTexts.Defect(Kind, Arguments, language)).FirstOrDefault(defect => defect is not null);

    public void GoOnAfter(Guid user) => After = user;

    public void Park(string reason) => (ParkedReason, Released) = (reason, false);

    public void Release() => Released = true;
}

internal sealed class FanOutConfiguration : IEntityTypeConfiguration<FanOutJob>
{
    public void Configure(EntityTypeBuilder<FanOutJob> builder)
    {
        builder.ToTable("fan_outs");
        builder.HasKey(job => job.Id);
        builder.HasIndex(job => new { job.NotificationId, job.Ordinal }).IsUnique();
        builder.Property(job => job.Arguments).HasColumnType("jsonb");
        builder.Property(job => job.Urgency).HasConversion<short>();
        builder.Ignore(job => job.Area);
    }
}

internal static class FanOutSecurity
{
    /// <summary>Only the service reads it, except that an admin sees and releases the parked notices of the own body.</summary>
    public const string Declaration = """
        create policy service on fan_outs using ((select app_serves(district))) with check (app_serves(district));
        create policy admin_read on fan_outs for select using (
            district = (select app_district()) and body = (select app_body()) and (select 'admin' = any (app_roles())) and parked_reason is not null);
        create policy admin_release on fan_outs for update using (
            district = (select app_district()) and body = (select app_body()) and (select 'admin' = any (app_roles())) and parked_reason is not null);
        """;
}
