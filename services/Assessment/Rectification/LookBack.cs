using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Assessment.Forms;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Rectification;

public enum LookBackOutcome
{
    /// <summary>Still to be made.</summary>
    Scheduled,

    /// <summary>The rectification held.</summary>
    Held,

    /// <summary>The problem came back.</summary>
    Relapsed,
}

/// <summary>
/// A look-back (回头看, R38) at a closed item: scheduled by risk when the item closes, or made at any other time. The unit does not learn the day.
/// </summary>
public sealed class LookBack
{
    /// <summary>The soonest a look-back is scheduled, in days: a problem just put right must have had time to come back.</summary>
    const int SoonestDays = 14;

    public Guid Id { get; private set; }

    public Guid ItemId { get; private set; }

    public Guid FormId { get; private set; }

    public string District { get; private set; } = "";

    /// <summary>The day it is to be made, in the district's zone; for an unscheduled one, the day it was made.</summary>
    public DateOnly DueOn { get; private set; }

    public LookBackOutcome Outcome { get; private set; }

    public string? Note { get; private set; }

    public Guid? By { get; private set; }

    public string? ByName { get; private set; }

    public DateTimeOffset? MadeAt { get; private set; }

    LookBack()
    {
    }

    /// <summary>
    /// A serious item is looked back at after 30 days, a moderate one after 90, a minor one after 180; each earlier relapse halves that.
    /// </summary>
    public static DateOnly DayFor(Severity severity, int relapses, DateOnly closedOn)
    {
        var days = severity switch
        {
            Severity.Serious => 30,
            Severity.Moderate => 90,
            _ => 180,
        };
        return closedOn.AddDays(Math.Max(SoonestDays, days >> Math.Min(relapses, 10)));
    }

    public static LookBack Schedule(FormItem item, DateOnly on, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ItemId = item.Id,
        FormId = item.FormId,
        District = item.District,
        DueOn = on,
    };

    public void Make(bool relapsed, string note, Caller by, DateTimeOffset now) =>
        (Outcome, Note, By, ByName, MadeAt) = (relapsed ? LookBackOutcome.Relapsed : LookBackOutcome.Held, note, by.UserId, by.Name, now);
}

internal sealed class LookBackConfiguration : IEntityTypeConfiguration<LookBack>
{
    public void Configure(EntityTypeBuilder<LookBack> builder)
    {
        builder.ToTable("look_backs");
        builder.HasIndex(l => l.ItemId).IsUnique().HasFilter("outcome = 'Scheduled'");
        builder.HasIndex(l => new { l.ItemId, l.MadeAt });
        builder.HasIndex(l => new { l.District, l.DueOn }).HasFilter("outcome = 'Scheduled'");
        builder.HasOne<FormItem>().WithMany().HasForeignKey(l => l.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class RectificationSecurity
{
    public const string Declaration = """
        create policy platform on look_backs for select using (app_serves(district));
        create policy read on look_backs for select using (
            district = (select app_district()) and ((select app_is_joint()) or (select app_is_concerned())));
        create policy schedule on look_backs for insert with check (district = app_district() and app_judges() and (by is null or by = app_user()));
        create policy make on look_backs for update using (district = (select app_district()) and (select app_judges()) and outcome = 'Scheduled')
            with check (district = app_district() and app_judges() and outcome <> 'Scheduled' and by = app_user());
        """;
}
