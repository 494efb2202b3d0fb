using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Notifications.Deliveries;
using Supervision.Persistence;

namespace Supervision.Notifications.Preferences;

/// <summary>A person's choices for outside channels; the inbox gets everything. Somebody who chose nothing has no row.</summary>
internal sealed class Preference
{
    public required Guid UserId { get; init; }

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "zh-CN";

    /// <summary>Name in the time zone database.</summary>
    public string Zone { get; set; } = "Asia/Shanghai";

    /// <summary>Start of quiet hours in the zone; non-urgent deliveries wait until they end. Null: none.</summary>
    public TimeOnly? QuietFrom { get; set; }

    public TimeOnly? QuietUntil { get; set; }

    /// <summary>When the daily digest is made, in the zone. Null: no digest.</summary>
    public TimeOnly? DigestAt { get; set; }

    /// <summary>UTC instant of the next digest.</summary>
    public DateTimeOffset? NextDigest { get; set; }

    /// <summary>Inbox position up to which digests have reported.</summary>
    public long DigestedUpTo { get; set; }

    /// <summary>Channels of kinds without a choice of their own.</summary>
    public string[] Channels { get; set; } = [ChannelNames.Mail];

    /// <summary>Channels by kind; an empty list switches the kind off outside.</summary>
    public Dictionary<string, string[]> Kinds { get; set; } = [];
}

internal sealed class PreferenceConfiguration : IEntityTypeConfiguration<Preference>
{
    public void Configure(EntityTypeBuilder<Preference> builder)
    {
        builder.ToTable("preferences");
        builder.HasKey(p => p.UserId);
        builder.Property(p => p.Kinds).IsJson();
        builder.HasIndex(p => p.NextDigest).HasFilter("next_digest is not null");
    }
}

internal static class PreferenceSecurity
{
    public const string Declaration = """
        create policy own on preferences using (user_id = (select app_user())) with check (user_id = app_user());
        create policy service on preferences using ((select app_body()) = 'service') with check (app_body() = 'service');

        -- The end of the quiet hours an instant falls into, or the instant itself.
        create or replace function after_quiet(instant timestamptz, zone text, quiet_from time, quiet_until time) returns timestamptz
            language sql stable parallel safe as $$
            select case
                when quiet_from is null or quiet_until is null or quiet_from = quiet_until then instant
                when quiet_from < quiet_until and there::time >= quiet_from and there::time < quiet_until then (there::date + quiet_until) at time zone zone
                when quiet_from > quiet_until and there::time >= quiet_from then (there::date + 1 + quiet_until) at time zone zone
                when quiet_from > quiet_until and there::time < quiet_until then (there::date + quiet_until) at time zone zone
                else instant end
            from (select instant at time zone coalesce(zone, 'Asia/Shanghai') as there) clock $$;

        -- The first instant after another at which it is a certain time of day in a zone.
        create or replace function next_at(instant timestamptz, zone text, of_day time) returns timestamptz
            language sql stable parallel safe as $$
            select case when today > instant then today else ((there::date + 1) + of_day) at time zone zone end
            from (select there, (there::date + of_day) at time zone zone as today from (select instant at time zone zone as there) clock) days $$;
        """;
}
