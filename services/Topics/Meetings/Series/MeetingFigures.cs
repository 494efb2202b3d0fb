using Microsoft.EntityFrameworkCore;
using Supervision.Topics.Data;
using Supervision.Topics.Plans;

namespace Supervision.Topics.Meetings.Series;

/// <summary>How many meetings a year had. Everybody who may open the plan page sees this, though few may read the meetings.</summary>
internal sealed class MeetingFigures(TopicsDb db, JointMonths months) : IYearFigureSource
{
    public async Task TellAsync(string district, int year, DateTimeOffset now, YearFigures figures, CancellationToken ct)
    {
        var held = await db.Database.SqlQuery<HeldMeetings>($"select kind, month, held from meetings_held({district}, {year})").ToListAsync(ct);
        figures.MeetingsHeld += held.Sum(h => h.Held);
        foreach (var joint in held.Where(h => h.Kind == nameof(MeetingKind.Joint))) figures.JointMeetings[joint.Month] = joint.Held;
        foreach (var month in await months.OfYearAsync(district, year, now, ct))
        {
            if (month is { Flagged: true, FlagsAt: { } since } && !figures.JointMeetings.ContainsKey(month.Month.Month))
                figures.Late.Add(new("jointMeeting", null, null, $"{month.Month.Year}年{month.Month.Month}月联席会议", since));
        }
    }
}

/// <summary>Meetings of a kind held in a month.</summary>
internal sealed record HeldMeetings(string Kind, int Month, int Held);
