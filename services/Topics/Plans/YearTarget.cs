using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.Data;
using Supervision.Topics.Data;

namespace Supervision.Topics.Plans;

/// <summary>How a year stands against its target (R1).</summary>
internal sealed record YearStanding(int Year, int Target, int Selected);

/// <summary>The yearly target of topics: that of the plan approved last, else the usual one.</summary>
internal sealed class YearTarget(TopicsDb db)
{
    public const int Default = 6;

    /// <summary>
    /// The year's standing, the year kept from other selections until the transaction ends. Hence only inside a transaction: outside one the
    /// lock would be over before it was of use.
    /// </summary>
    public async Task<YearStanding> LockAsync(string district, int year, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A year is only locked inside a transaction.");
        await db.LockMatterAsync($"year/{district}/{year}", ct);
        return await ReadAsync(district, year, ct);
    }

    /// <summary>The year's standing as it is.</summary>
    public async Task<YearStanding> ReadAsync(string district, int year, CancellationToken ct)
    {
        var target = await db.Plans.Where(p => p.District == district && p.Year == year).Select(p => p.ApprovedTarget).SingleOrDefaultAsync(ct);
        var selected = await db.Topics.CountAsync(t => t.District == district && t.Year == year && t.SelectedAt != null, ct);
        return new(year, target ?? Default, selected);
    }
}
