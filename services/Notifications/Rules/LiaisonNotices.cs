using Supervision.Contracts;
using static Supervision.Notifications.Rules.Groups;

namespace Supervision.Notifications.Rules;

/// <summary>What concerns both bodies: their briefs to each other (R46) and the calendar of their district.</summary>
internal static class LiaisonNotices
{
    public static IReadOnlyList<Rule> Rows =>
    [
        Rule.On<StageBriefSent>("brief.received", e => $"/briefs/{e.BriefId}", e => (e.By, e.At)).To(OtherLiaisons).Action()
            .With("reference", e => e.Reference),
        // People whose deadline moves are notified once it has moved.
        Rule.On<DistrictCalendarChanged>("calendar.changed", e => $"/calendar/{e.CalendarId}", e => (e.By, e.At)).To(AdminsAndLiaisons),
    ];

    static IEnumerable<Audience> OtherLiaisons(StageBriefSent e) =>
        Audience.Of(e.FromBody == Bodies.Cppcc ? Discipline.Liaison : Cppcc.Liaison);
}
