using Microsoft.EntityFrameworkCore;

namespace Supervision.Persistence;

/// <summary>The last number assigned in a series of a district and year.</summary>
public sealed class NumberSeries
{
    public required string District { get; init; }

    public required string Series { get; init; }

    public required int Year { get; init; }

    public required int Last { get; init; }
}

public static class NumberSeriesExtensions
{
    /// <summary>
    /// The next number, without gaps: the counter's row stays locked until the transaction ends, and a transaction that fails
    /// returns its number. Therefore allowed only inside a transaction.
    /// </summary>
    public static async Task<int> NextNumberAsync(this DbContext db, string district, string series, int year, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A number can only be assigned inside a transaction.");
        var numbers = await db.Database.SqlQuery<int>($"""
            insert into number_series as n (district, series, year, last) values ({district}, {series}, {year}, 1)
            on conflict (district, series, year) do update set last = n.last + 1 returning last
            """).ToListAsync(ct);
        return numbers[0];
    }
}

public static class NumberSeriesModel
{
    public static void AddNumberSeries(this ModelBuilder model) => model.Entity<NumberSeries>(builder =>
    {
        builder.ToTable("number_series");
        builder.HasKey(n => new { n.District, n.Series, n.Year });
        builder.Property(n => n.District).HasMaxLength(6);
        builder.Property(n => n.Series).HasMaxLength(20);
    });
}
