using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.ServiceDefaults.Problems;
using Supervision.Supervisors.Data;

namespace Supervision.Supervisors.Sectors;

/// <summary>A district's own sector (界别), in addition to the common ones (R14).</summary>
internal sealed class Sector
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required string Code { get; init; }

    public required string Chinese { get; set; }

    public required string English { get; set; }

    /// <summary>False: those who have it keep it, but it cannot be assigned any more.</summary>
    public required bool Active { get; set; }

    public required Guid ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public uint Version { get; init; }
}

/// <param name="Id">Null for a common sector, which no district may change.</param>
public sealed record SectorView(Guid? Id, string Code, string Chinese, string English, bool Active);

/// <summary>The sectors of a district: the common ones and its own.</summary>
internal sealed class SectorList(SupervisorsDb db)
{
    public const string Pattern = "^[a-z][A-Za-z0-9]{1,39}$";

    /// <summary>The common sectors of domain.md, R14.</summary>
    public static readonly IReadOnlyList<SectorView> Common =
    [
        new(null, "economy", "经济", "Economy", true),
        new(null, "socialScience", "社科", "Social science", true),
        new(null, "health", "卫生", "Health", true),
        new(null, "education", "教育", "Education", true),
        new(null, "agriculture", "农业", "Agriculture", true),
    ];

    public async Task<IReadOnlyList<SectorView>> OfAsync(string district, CancellationToken ct)
    {
        var own = await db.Set<Sector>().AsNoTracking().Where(s => s.District == district).OrderBy(s => s.Code).ToListAsync(ct);
        return [.. Common, .. own.Select(View)];
    }

    /// <exception cref="RequestProblem">422 <c>sector.unknown</c>: not one that may be assigned now.</exception>
    public async Task CheckAsync(string district, string code, CancellationToken ct)
    {
        if (!(await OfAsync(district, ct)).Any(s => s.Active && s.Code == code)) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "sector.unknown");
    }

    public static SectorView View(Sector sector) => new(sector.Id, sector.Code, sector.Chinese, sector.English, sector.Active);
}

internal sealed class SectorConfiguration : IEntityTypeConfiguration<Sector>
{
    public void Configure(EntityTypeBuilder<Sector> builder)
    {
        builder.ToTable("sectors");
        builder.Property(s => s.Code).HasMaxLength(40);
        builder.HasIndex(s => new { s.District, s.Code }).IsUnique();
    }
}

internal static class SectorSecurity
{
    /// <summary>Everybody in the district reads its sectors; the conference's admins write them.</summary>
    public const string Declaration = """
        create policy platform on sectors for select using (app_serves(district));
        create policy read on sectors for select using (district = (select app_district()));
        create policy add on sectors for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('admin') and changed_by = app_user());
        create policy change on sectors for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('admin')))
            with check (district = app_district() and app_body() = 'cppcc' and app_is('admin') and changed_by = app_user());
        """;
}
