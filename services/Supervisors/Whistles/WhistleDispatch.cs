using Microsoft.EntityFrameworkCore;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Places;
using Supervision.Supervisors.Roster;
using static Supervision.Supervisors.Field.FieldRules;

namespace Supervision.Supervisors.Whistles;

/// <summary>
/// Whom to send when a place whistled (R20). Distance is between two places of the directory: the one that whistled and the one the supervisor
/// declared; people's actual positions are not known here.
/// </summary>
internal sealed class WhistleDispatch(SupervisorsDb db)
{
    public async Task<IReadOnlyList<CandidateView>> CandidatesAsync(Whistle whistle, DateTimeOffset now, CancellationToken ct)
    {
        var supervisors = await Appointed(whistle.District, now).Select(s => new { UserId = s.UserId!.Value, s.Name, s.Sector }).ToListAsync(ct);
        var bases = await (from declared in db.Set<SupervisorBase>()
                           join place in db.Set<Place>() on declared.PlaceId equals place.Id
                           where declared.District == whistle.District
                           select new { declared.UserId, place.Name, place.Position }).ToDictionaryAsync(b => b.UserId, ct);
        return [.. supervisors
            .Select(s =>
            {
                var from = bases.GetValueOrDefault(s.UserId);
                var metres = from?.Position is { } position && whistle.Position is { } to ? (int?)Math.Round(position.DistanceTo(to)) : null;
                return new CandidateView(s.UserId, s.Name, s.Sector, whistle.Sector is null || whistle.Sector == s.Sector, from?.Name, metres);
            })
            .OrderByDescending(candidate => candidate.SectorFits).ThenBy(candidate => candidate.Metres ?? int.MaxValue).ThenBy(candidate => candidate.UserId)];
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">whistle.supervisor_unfit</exception>
    public async Task RequireAppointedAsync(string district, IReadOnlyList<Guid> users, DateTimeOffset now, CancellationToken ct)
    {
        var wanted = users.Distinct().ToArray();
        var there = await Appointed(district, now).CountAsync(s => wanted.Contains(s.UserId!.Value), ct);
        Require(there == wanted.Length, WhistleSupervisorUnfit);
    }

    IQueryable<Supervisor> Appointed(string district, DateTimeOffset now)
    {
        var today = FieldLabels.DayAt(now);
        return db.Set<Supervisor>().AsNoTracking().Where(s =>
            s.District == district && s.Status == SupervisorStatus.Appointed && s.UserId != null && s.From <= today && s.Until >= today);
    }
}
