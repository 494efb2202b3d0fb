using Microsoft.EntityFrameworkCore;
using Supervision.Topics.Data;
using Supervision.Topics.Duties;
using Supervision.Topics.Meetings.Decisions;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Meetings.Agenda;

/// <summary>
/// What waits for a district's next joint meeting: shortlisted proposals, results to agree, disagreements, overdue duty items, and decisions a leader
/// refused. Matters on the agenda of another upcoming joint meeting, or in a pending decision, are not waiting.
/// </summary>
internal sealed class WaitingMatters(TopicsDb db)
{
    /// <summary>A meeting scheduled this long ago and neither held nor cancelled no longer holds matters back.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromDays(7);

    /// <summary>Overdue duty items put on one agenda: the longest overdue.</summary>
    const int MostDuties = 20;

    /// <summary>Shortlisted proposals put on one agenda: those waiting longest.</summary>
    const int MostSelections = 50;

    /// <param name="meeting">The meeting to assemble for.</param>
    public async Task<IReadOnlyList<WaitingMatter>> OfAsync(string district, Guid meeting, DateTimeOffset now, CancellationToken ct)
    {
        var taken = await TakenAsync(district, meeting, now, ct);
        List<WaitingMatter> waiting =
        [
            .. await RefusalsAsync(district, ct), .. await SelectionsAsync(district, taken, ct), .. await FromOthersAsync(district, ct),
            .. await OverdueDutiesAsync(district, now, ct),
        ];
        return [.. waiting.Where(matter => !taken.Contains(matter.SubjectId))];
    }

    async Task<HashSet<Guid>> TakenAsync(string district, Guid meeting, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Forgotten;
        var ahead = from m in db.Set<Meeting>()
                    from item in m.Agenda
                    where m.District == district && m.Id != meeting && m.Kind == MeetingKind.Joint && m.Starts > since
                        && (m.Status == MeetingStatus.Planned || m.Status == MeetingStatus.Called) && !item.TakenOff && item.SubjectId != null
                    select item.SubjectId!.Value;
        var pending = db.Set<Decision>().Where(d => d.District == district && d.Status == DecisionStatus.Pending && d.SubjectId != null)
            .Select(d => d.SubjectId!.Value);
        return [.. await ahead.ToListAsync(ct), .. await pending.ToListAsync(ct)];
    }

    /// <summary>A refused selection returns with its topic and the reason.</summary>
    async Task<IReadOnlyList<WaitingMatter>> SelectionsAsync(string district, HashSet<Guid> taken, CancellationToken ct)
    {
        var topics = await db.Topics.Where(t => t.District == district && t.Status == TopicStatus.Solicited && !taken.Contains(t.Id)).OrderBy(t => t.Id)
            .Take(MostSelections)
            .Select(t => new
            {
                t.Id,
                t.Reference,
                t.Title,
                Refusal = db.Set<Decision>().Where(d => d.SubjectId == t.Id && d.Status == DecisionStatus.Refused).OrderByDescending(d => d.SettledAt)
                    .Select(d => d.Reason).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return [.. topics.Select(t => new WaitingMatter(AgendaKind.Selection, t.Id, Line(t.Reference, t.Title), t.Refusal))];
    }

    /// <summary>Refused resolutions with no later decision.</summary>
    async Task<IReadOnlyList<WaitingMatter>> RefusalsAsync(string district, CancellationToken ct)
    {
        var decisions = db.Set<Decision>();
        var refused = await decisions
            .Where(d => d.District == district && d.Status == DecisionStatus.Refused && d.Kind == DecisionKind.Resolution
                && !decisions.Any(later => later.SubjectId == d.Id || (d.SubjectId != null && later.SubjectId == d.SubjectId && later.RecordedAt > d.RecordedAt)))
            .OrderBy(d => d.Id)
            .Select(d => new { d.Id, d.Reason, Title = db.Set<AgendaItem>().Where(i => i.Id == d.AgendaItemId).Select(i => i.Title).Single() })
            .ToListAsync(ct);
        return [.. refused.Select(d => new WaitingMatter(AgendaKind.Refusal, d.Id, d.Title, d.Reason))];
    }

    async Task<IReadOnlyList<WaitingMatter>> FromOthersAsync(string district, CancellationToken ct)
    {
        var matters = await db.Set<JointMatter>().Where(m => m.District == district && m.Open).OrderBy(m => m.Id).ToListAsync(ct);
        return [.. matters.Select(m => new WaitingMatter(m.Kind, m.Id, m.Reference))];
    }

    async Task<IReadOnlyList<WaitingMatter>> OverdueDutiesAsync(string district, DateTimeOffset now, CancellationToken ct)
    {
        var overdue = await db.Set<DutyItem>()
            .Where(d => d.District == district && d.Due <= now && (d.Status == DutyStatus.Open || d.Status == DutyStatus.Underway))
            .OrderBy(d => d.Due).Take(MostDuties)
            .Select(d => new { d.Id, d.Number, d.Title, Topic = db.Topics.Where(t => t.Id == d.TopicId).Select(t => t.Reference).Single() })
            .ToListAsync(ct);
        return [.. overdue.Select(d => new WaitingMatter(AgendaKind.OverdueDuty, d.Id, Line($"{d.Topic}（履职清单第{d.Number}项）", d.Title)))];
    }

    static string Line(string reference, string title)
    {
        var line = $"{reference} {title}";
        return line.Length <= AgendaItem.LongestTitle ? line : line[..AgendaItem.LongestTitle];
    }
}
