using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.Problems;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Engagements;

namespace Supervision.Supervisors.Conflicts;

/// <summary>
/// The one check for conflicts of interest (R17), made whenever somebody is put on a team, squad, posting or visit. It sees every declared tie of the
/// district, whoever asks; an override by the conference's chair for the person, unit and kind lets it pass.
/// </summary>
internal sealed class ConflictCheck(SupervisorsDb db)
{
    /// <param name="users">The people put on it.</param>
    /// <param name="units">Codes of the units it concerns.</param>
    /// <param name="day">Today, in the district's zone.</param>
    /// <exception cref="RuleViolation">conflict.own, conflict.employer, conflict.closeKin, conflict.business: the first tie found, with who and which unit</exception>
    public async Task RequireAsync(
        string district, EngagementKind kind, IReadOnlyCollection<Guid> users, IReadOnlyCollection<string> units, DateOnly day, CancellationToken ct)
    {
        var found = await FindAsync(kind, users, units, day, ct);
        if (found.Count == 0) return;
        var (user, unit) = (found[0].UserId, found[0].Unit);
        var name = await db.People.Where(p => p.UserId == user && p.District == district).Select(p => p.Name).SingleOrDefaultAsync(ct);
        throw new RuleViolation(CodeOf(found[0].Kind), name ?? "", unit);
    }

    /// <summary>The conflicting ties, oldest first.</summary>
    public async Task<IReadOnlyList<FoundTie>> FindAsync(
        EngagementKind kind, IReadOnlyCollection<Guid> users, IReadOnlyCollection<string> units, DateOnly day, CancellationToken ct)
    {
        var (who, which, what) = (users.ToArray(), units.ToArray(), kind.ToString());
        return await db.Database.SqlQuery<FoundTie>($"select user_id, unit, kind from app_conflicts({who}, {which}, {what}, {day})").ToListAsync(ct);
    }

    static string CodeOf(string kind) => $"conflict.{JsonNamingPolicy.CamelCase.ConvertName(kind)}";
}

/// <param name="Kind">Name of a <see cref="TieKind"/>.</param>
internal sealed record FoundTie(Guid UserId, string Unit, string Kind);
