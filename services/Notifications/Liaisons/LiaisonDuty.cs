using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Notifications.Data;
using Supervision.Notifications.Rules;

namespace Supervision.Notifications.Liaisons;

/// <summary>
/// Resolves "the liaisons" of a rule or an escalation for today: those in charge by the body's register; without a register, the holders of the role
/// (R46).
/// </summary>
internal sealed class LiaisonDuty(NotificationsDb db, TimeProvider clock)
{
    /// <summary>The same notices, with those in charge named in place of the role.</summary>
    public async Task<IReadOnlyList<Notice>> NamedAsync(IReadOnlyList<Notice> notices, string district, CancellationToken ct)
    {
        if (!notices.Any(notice => notice.To.Roles.Any(IsLiaison))) return notices;
        var named = new List<Notice>(notices.Count);
        foreach (var notice in notices)
        {
            var inCharge = notice.To.Roles.Any(IsLiaison) ? await InChargeAsync(district, notice.To.Body, ct) : [];
            named.Add(inCharge.Count == 0 ? notice : notice with
            {
                To = notice.To with
                {
                    Roles = [.. notice.To.Roles.Where(role => !IsLiaison(role))],
                    Persons = [.. notice.To.Persons, .. inCharge],
                },
            });
        }

        return named;
    }

    async Task<IReadOnlyList<Guid>> InChargeAsync(string district, string body, CancellationToken ct)
    {
        var register = await db.Set<Liaison>().AsNoTracking().Where(l => l.District == district && l.Body == body).ToListAsync(ct);
        if (register.Count == 0) return [];
        var role = Cppcc.Liaison.Name; // the same in both bodies
        var able = (await db.People.Where(p => p.District == district && p.Body == body && p.Active && p.Roles.Contains(role)).Select(p => p.UserId).ToListAsync(ct))
            .ToHashSet();
        var today = Liaison.DayAt(clock.GetUtcNow());
        return [.. register.Select(l => l.InCharge(today, able.Contains)).OfType<Guid>().Distinct()];
    }

    static bool IsLiaison(Role role) => role == Cppcc.Liaison || role == Discipline.Liaison;
}
