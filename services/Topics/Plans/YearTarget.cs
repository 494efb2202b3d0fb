using Microsoft.EntityFrameworkCore;
using Supervision.Persistence;
using Supervision.Topics.Data;

namespace Supervision.Topics.Plans;

/// <summary>State of a year against its target (R1).</summary>
internal sealed record YearStanding(int Year, int Target, int Selected);

/// <summary>The yearly target of topics: that of the last approved plan, else the default.</summary>
internal sealed class YearTarget(TopicsDb db)
{
    public const int Default = 6;

    /// <summary>
    /// The year's state, with the year locked against other selections until the transaction ends. Only inside a transaction: outside one the lock
    /// would be released before it had any use.
    /// </summary>
    public async Task<YearStanding> LockAsync(string district, int year, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A year can only be locked inside a transaction.");
        await db.LockMatterAsync($"year/{district}/{year}", ct);
        return await ReadAsync(district, year, ct);
    }

    /// <summary>The year's current state, without a lock.</summary>
    public async Task<YearStanding> ReadAsync(string district, int year, CancellationToken ct)
    {
        var target = await db.Plans.Where(p => p.District == district && p.Year == year).Select(p => p.ApprovedTarget).SingleOrDefaultAsync(ct);
        var selected = await db.Topics.CountAsync(t => t.District == district && t.Year == year && t.SelectedAt != null, ct);
        return new(year, target ?? Default, selected);
    }
}
