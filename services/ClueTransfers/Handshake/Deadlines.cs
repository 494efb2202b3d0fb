using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Calendar;
using Supervision.ClueTransfers.Data;
using Supervision.Collaboration;

namespace Supervision.ClueTransfers.Handshake;

/// <summary>How long a district's commission has to receive a clue (R27), set by its admin.</summary>
public sealed class ReceiptRule
{
    public const int DefaultWorkingDays = 3;

    public required string District { get; init; }

    public required int WorkingDays { get; set; }

    public required Guid ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public uint Version { get; init; }
}

/// <summary>Calculates a clue's due dates by its district's calendar.</summary>
internal sealed class Deadlines(CluesDb db, HolidayData holidays)
{
    /// <summary>One month from receipt (R28).</summary>
    static readonly DeadlineRule Disposal = new(1, DeadlineUnit.Months);

    /// <summary>Only inside a transaction, which locks the calendar used for the calculation.</summary>
    public async Task<DueDate> ReceiptAsync(string district, DateTimeOffset from, CancellationToken ct)
    {
        await db.LockCalendarAsync(district, ct);
        var days = await db.ReceiptRules.Where(r => r.District == district).Select(r => (int?)r.WorkingDays).SingleOrDefaultAsync(ct);
        var calendar = await CalendarAsync(district, ct);
        return calendar.Due(from, new DeadlineRule(days ?? ReceiptRule.DefaultWorkingDays, DeadlineUnit.WorkingDays));
    }

    /// <inheritdoc cref="ReceiptAsync"/>
    public async Task<DueDate> DisposalAsync(string district, DateTimeOffset from, CancellationToken ct)
    {
        await db.LockCalendarAsync(district, ct);
        return (await CalendarAsync(district, ct)).Due(from, Disposal);
    }

    /// <summary>The current year in the district's zone, used for register and letter numbers.</summary>
    public static int YearAt(DateTimeOffset now) =>
        TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(DistrictCalendar.ChinaTime)).Year;

    public async Task<WorkingCalendar> CalendarAsync(string district, CancellationToken ct)
    {
        var days = await db.WorkingDays.AsNoTracking().Where(d => d.District == district).ToListAsync(ct);
        return WorkingCalendar.For(new DistrictCalendar(district, [.. days.Select(d => new DistrictDay(d.Date, Enum.Parse<DistrictDayKind>(d.Kind), d.Reason))]), holidays);
    }
}

internal sealed class ReceiptRuleConfiguration : IEntityTypeConfiguration<ReceiptRule>
{
    public void Configure(EntityTypeBuilder<ReceiptRule> builder)
    {
        builder.ToTable("receipt_rules");
        builder.HasKey(r => r.District);
        builder.Property(r => r.District).HasMaxLength(6);
        builder.Property(r => r.Version).IsRowVersion();
    }
}
