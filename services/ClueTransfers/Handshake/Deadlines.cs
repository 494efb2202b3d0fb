using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Calendar;
using Supervision.ClueTransfers.Data;

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

/// <summary>A day the district takes off or works against the national calendar.</summary>
public sealed class WorkingDay
{
    public required string District { get; init; }

    public required DateOnly Date { get; init; }

    public required DistrictDayKind Kind { get; init; }

    public required string Reason { get; init; }
}

/// <summary>The due dates of a clue, on its district's calendar.</summary>
internal sealed class Deadlines(CluesDb db, HolidayData holidays)
{
    /// <summary>One month from receipt (R28).</summary>
    static readonly DeadlineRule Disposal = new(1, DeadlineUnit.Months);

    public async Task<DueDate> ReceiptAsync(string district, DateTimeOffset from, CancellationToken ct)
    {
        var days = await db.ReceiptRules.Where(r => r.District == district).Select(r => (int?)r.WorkingDays).SingleOrDefaultAsync(ct);
        var calendar = await CalendarAsync(district, ct);
        return calendar.Due(from, new DeadlineRule(days ?? ReceiptRule.DefaultWorkingDays, DeadlineUnit.WorkingDays));
    }

    public async Task<DueDate> DisposalAsync(string district, DateTimeOffset from, CancellationToken ct) =>
        (await CalendarAsync(district, ct)).Due(from, Disposal);

    /// <summary>The year it is in the district's zone, which registers and letters count by.</summary>
    public static int YearAt(DateTimeOffset now) =>
        TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(DistrictCalendar.ChinaTime)).Year;

    public async Task<WorkingCalendar> CalendarAsync(string district, CancellationToken ct)
    {
        var days = await db.WorkingDays.AsNoTracking().Where(d => d.District == district).ToListAsync(ct);
        return WorkingCalendar.For(new DistrictCalendar(district, [.. days.Select(d => new DistrictDay(d.Date, d.Kind, d.Reason))]), holidays);
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

internal sealed class WorkingDayConfiguration : IEntityTypeConfiguration<WorkingDay>
{
    public void Configure(EntityTypeBuilder<WorkingDay> builder)
    {
        builder.ToTable("working_days");
        builder.HasKey(d => new { d.District, d.Date });
        builder.Property(d => d.District).HasMaxLength(6);
        builder.Property(d => d.Kind).HasConversion<string>().HasMaxLength(20);
    }
}
