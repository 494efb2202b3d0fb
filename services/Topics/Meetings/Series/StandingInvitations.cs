using Microsoft.EntityFrameworkCore;
using Supervision.Topics.Data;
using Supervision.Topics.Governance;

namespace Supervision.Topics.Meetings.Series;

/// <summary>The joint leading group is invited to every meeting of the series.</summary>
internal sealed class StandingInvitations(TopicsDb db)
{
    public async Task InviteAsync(Meeting meeting, CancellationToken ct)
    {
        var group = await db.Set<LeadingGroup>().AsNoTracking().Where(g => g.District == meeting.District)
            .OrderByDescending(g => g.Version).FirstOrDefaultAsync(ct);
        var members = (group?.Members ?? []).Select(member => member.UserId).OfType<Guid>().ToList();
        meeting.Expect(await db.People.AsNoTracking()
            .Where(p => members.Contains(p.UserId) && p.District == meeting.District && p.Active).ToListAsync(ct));
    }
}
