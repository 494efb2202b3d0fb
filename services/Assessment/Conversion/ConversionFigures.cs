using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Data;
using Supervision.Calendar;
using Supervision.Contracts;

namespace Supervision.Assessment.Conversion;

/// <summary>
/// Counts a year's conversion (成果转化率, R41) over the rows the caller may read: of the year's matters, how many are finished by now.
/// </summary>
internal sealed class ConversionFigures(AssessmentDb db)
{
    /// <summary>Status of a form's item that both bodies accepted.</summary>
    public const string Rectified = "closed";

    static readonly int?[] Buckets = [7, 15, 30, 60, 90, null];

    public async Task<IReadOnlyList<ConversionRow>> FindingsAsync(string district, int year, ConversionBy by, CancellationToken ct)
    {
        var found = await Findings(district, year).Select(f => new { f.Finding.Field, f.Finding.Units, f.Finding.Severity, Done = f.Fate != null && f.Fate.Status == Rectified })
            .ToListAsync(ct);
        return
        [
            .. found.SelectMany(f => (by switch { ConversionBy.Field => [f.Field], ConversionBy.Severity => [f.Severity], _ => f.Units.DefaultIfEmpty() })
                .Select(key => (Key: key ?? "", f.Done)))
                .GroupBy(f => f.Key).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => ConversionRow.Of(group.Key, group.Count(), group.Count(f => f.Done))),
        ];
    }

    public async Task<IReadOnlyList<AdoptionRow>> SuggestionsAsync(string district, int year, ShareBy by, CancellationToken ct)
    {
        var byUnit = by is ShareBy.Unit;
        var found = await Suggestions(district, year).GroupBy(s => new { Key = byUnit ? s.Unit : s.Field, s.Adoption }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return
        [
            .. found.GroupBy(f => f.Key.Key ?? "").OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            {
                int Of(string? adoption) => group.Where(f => f.Key.Adoption == adoption).Sum(f => f.Count);
                var (all, adopted, partly) = (group.Sum(f => f.Count), Of(Adoptions.Adopted), Of(Adoptions.PartlyAdopted));
                return new AdoptionRow(group.Key, all, adopted, partly, Of(Adoptions.NotAdopted), Of(null), ConversionRow.RateOf(adopted + partly, all));
            }),
        ];
    }

    public async Task<ClueConversionView> CluesAsync(int year, CancellationToken ct)
    {
        var (from, until) = Bounds(year);
        var told = await db.Database.SqlQuery<ClueCounts>($"select * from clue_figures({from}, {until})").ToListAsync(ct);
        if (told is not [var c]) return new(null, null, null, null, null, null, null, null);
        var rate = c is { Transferred: { } all, Disposed: { } disposed } ? ConversionRow.RateOf(disposed, all) : null;
        return new(c.Transferred, c.Received, c.Accepted, c.Declined, c.Disposed, c.Closed, c.Overdue, rate);
    }

    public async Task<ClosingTimesView> ClosingTimesAsync(string district, int year, CancellationToken ct)
    {
        var findings = await Findings(district, year).Where(f => f.Fate != null && f.Fate.Status == Rectified)
            .Select(f => new { From = f.Finding.ReferredAt, Until = f.Fate!.At }).ToListAsync(ct);
        var forms = await FormsAsync(year, ct);
        return new(Times(findings.Select(f => f.Until - f.From)), Times(forms.Where(f => f.ClosedAt is not null).Select(f => f.ClosedAt!.Value - f.IssuedAt)));
    }

    /// <summary>Clock runs of the year's items that were due, and those replied to on time.</summary>
    public async Task<IReadOnlyList<ConversionRow>> OnTimeAsync(int year, ShareBy by, CancellationToken ct)
    {
        var ((from, until), byUnit) = (Bounds(year), by is ShareBy.Unit);
        var runs = await db.Database.SqlQuery<Runs>($"select * from on_time_figures({from}, {until}, {byUnit})").ToListAsync(ct);
        return [.. runs.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => ConversionRow.Of(r.Key, r.Begun, r.Done))];
    }

    public async Task<YearRow> YearAsync(string district, int year, CancellationToken ct)
    {
        var findings = await Findings(district, year).Select(f => f.Fate != null && f.Fate.Status == Rectified).ToListAsync(ct);
        var forms = (await FormsAsync(year, ct)).ConvertAll(f => f.ClosedAt is not null);
        var suggestions = await Suggestions(district, year)
            .Select(s => s.Adoption == Adoptions.Adopted || s.Adoption == Adoptions.PartlyAdopted).ToListAsync(ct);
        var onTime = await OnTimeAsync(year, ShareBy.Unit, ct);
        return new(
            year, Line(findings), Line(forms), Line(suggestions), await CluesAsync(year, ct),
            ConversionRow.RateOf(onTime.Sum(row => row.Done), onTime.Sum(row => row.Begun)));
    }

    IQueryable<FindingWithFate> Findings(string district, int year)
    {
        var (from, until) = Bounds(year);
        return
            from finding in db.Set<FindingCopy>().AsNoTracking()
            where finding.District == district && finding.Counts && finding.ReferredAt >= @from && finding.ReferredAt < until
            join fate in db.Set<FindingFate>() on finding.FindingId equals fate.FindingId into fates
            from fate in fates.DefaultIfEmpty()
            select new FindingWithFate { Finding = finding, Fate = fate };
    }

    IQueryable<SuggestionCopy> Suggestions(string district, int year)
    {
        var (from, until) = Bounds(year);
        return db.Set<SuggestionCopy>().AsNoTracking().Where(s => s.District == district && s.HandedOverAt >= from && s.HandedOverAt < until);
    }

    /// <summary>The year's forms, with or without a topic.</summary>
    async Task<List<FormTimes>> FormsAsync(int year, CancellationToken ct)
    {
        var (from, until) = Bounds(year);
        return await db.Database.SqlQuery<FormTimes>($"select * from form_figures({from}, {until})").ToListAsync(ct);
    }

    static (DateTimeOffset From, DateTimeOffset Until) Bounds(int year) => (DistrictTime.StartOf(new(year, 1, 1)), DistrictTime.StartOf(new(year + 1, 1, 1)));

    static ConversionRow Line(List<bool> done) => ConversionRow.Of(null, done.Count, done.Count(d => d));

    internal static ClosingTimeView Times(IEnumerable<TimeSpan> spans)
    {
        var days = spans.Select(span => span.TotalDays).Order().ToList();
        var least = 0;
        var buckets = Buckets.Select(upTo =>
        {
            var within = days.Count(d => d <= (upTo ?? double.MaxValue));
            var bucket = new DaysBucket(upTo, within - least);
            least = within;
            return bucket;
        }).ToList();
        var (low, high) = days.Count == 0 ? (0, 0) : (days[(days.Count - 1) / 2], days[days.Count / 2]);
        return new(days.Count, days.Count == 0 ? null : Math.Round(days.Average(), 2), days.Count == 0 ? null : Math.Round((low + high) / 2, 2), buckets);
    }

    sealed class FindingWithFate
    {
        public required FindingCopy Finding { get; init; }

        public FindingFate? Fate { get; init; }
    }

    sealed record FormTimes(DateTimeOffset IssuedAt, DateTimeOffset? ClosedAt);

    sealed record Runs(string Key, int Begun, int Done);

    sealed record ClueCounts(int? Transferred, int? Disposed, int? Received, int? Accepted, int? Declined, int? Closed, int? Overdue);
}
