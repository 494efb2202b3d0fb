using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Roster;

namespace Supervision.Supervisors.DutyRecord;

/// <summary>Duty records, counted from the facts on each request (R23).</summary>
internal sealed class DutyBook(IEnumerable<IDutyFigureSource> sources)
{
    readonly IDutyFigureSource[] _sources = [.. sources.OrderBy(source => source.Figure)];

    /// <summary>Records of the supervisors the caller reads, who were ever on the roster; by name.</summary>
    public async Task<IReadOnlyList<DutyRecordView>> OfAsync(RecordCall call, int year, Guid? supervisor = null)
    {
        var people = await call.Db.Set<Supervisor>().AsNoTracking().Where(call.Access.Readable(call.Caller))
            .Where(s => s.From != null && (supervisor == null || s.Id == supervisor)).OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new { s.Id, s.UserId, s.Name, s.Sector }).ToListAsync(call.Cancellation);
        var user = supervisor is not null && people is [var only] ? only.UserId ?? Guid.Empty : (Guid?)null;
        var counts = new Dictionary<DutyFigure, Dictionary<Guid, (int Count, double? Minutes)>>();
        foreach (var source in _sources) counts[source.Figure] = await CountAsync(call, source, year, user);
        return
        [
            .. people.Select(person => new DutyRecordView(
                person.Id, person.Name, person.Sector, year,
                [.. _sources.Select(source => Number(source.Figure, counts[source.Figure].GetValueOrDefault(person.UserId ?? Guid.Empty), year, person.Id))])),
        ];
    }

    /// <summary>The facts of one figure for one user; newest first.</summary>
    public (IQueryable<DutyFact> Facts, string Link)? FactsOf(RecordCall call, int year, DutyFigure figure, Guid user)
    {
        if (Array.Find(_sources, source => source.Figure == figure) is not { } source) return null;
        var (from, until) = DistrictTime.Year(year);
        return (source.Facts(call.Caller.District, from, until).Where(f => f.UserId == user), source.Link);
    }

    static async Task<Dictionary<Guid, (int, double?)>> CountAsync(RecordCall call, IDutyFigureSource source, int year, Guid? user)
    {
        var (from, until) = DistrictTime.Year(year);
        var facts = source.Facts(call.Caller.District, from, until);
        if (user is { } one) facts = facts.Where(f => f.UserId == one);
        return await facts.GroupBy(f => f.UserId).Select(g => new { g.Key, Count = g.Count(), Minutes = g.Average(f => (double?)f.Minutes) })
            .ToDictionaryAsync(g => g.Key, g => (g.Count, g.Minutes), call.Cancellation);
    }

    static DutyNumber Number(DutyFigure figure, (int Count, double? Minutes) counted, int year, Guid supervisor) => new(
        figure, counted.Count, counted.Minutes is { } minutes ? Math.Round(minutes, 1) : null,
        $"/api/supervisors/duty-records/{year}/{supervisor}/{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(figure.ToString())}");
}
