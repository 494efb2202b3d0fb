using Supervision.Contracts;
using static Supervision.Notifications.Rules.Groups;

namespace Supervision.Notifications.Rules;

/// <summary>Field work: visits and their findings, whistles (R18–R20).</summary>
internal static class FieldNotices
{
    public static IReadOnlyList<Rule> Rows =>
    [
        // Only open visits are announced; those who run supervision learn of an unannounced one when it starts.
        On<VisitPlanned>("visit.planned", e => $"/visits/{e.VisitId}").To(e => e.Participants, AnyBody).Action(),
        On<VisitCancelled>("visit.cancelled", e => $"/visits/{e.VisitId}").To(e => e.Participants, AnyBody),
        On<VisitStarted>("visit.started", e => $"/visits/{e.VisitId}").To(e => e.Participants, AnyBody).To(Keepers),
        On<VisitReported>("visit.reported", e => $"/visits/{e.VisitId}").To(Keepers).Action(),
        On<VisitClosed>("visit.closed", e => $"/visits/{e.VisitId}").To(e => e.Participants, AnyBody),
        On<FindingDisposed>("finding.disposed", e => $"/findings/{e.FindingId}").To(e => e.FoundBy, AnyBody),

        On<WhistleRaised>("whistle.raised", e => $"/whistles/{e.WhistleId}").To(Dispatchers).Action(),
        On<WhistleDispatched>("whistle.dispatched", e => $"/whistles/{e.WhistleId}").To(e => e.Supervisors, AnyBody).Action(),
        On<WhistleReportedIn>("whistle.reported_in", e => $"/whistles/{e.WhistleId}").To(e => e.Whistlers, AnyBody).To(Dispatchers)
            .With("minutes", e => e.Minutes),
        On<WhistleResolved>("whistle.resolved", e => $"/whistles/{e.WhistleId}").To(e => e.Whistlers, AnyBody).Action(), // to confirm it
        On<WhistleConfirmed>("whistle.confirmed", e => $"/whistles/{e.WhistleId}").To(e => e.Supervisors, AnyBody).To(Dispatchers),
        On<WhistleReopened>("whistle.reopened", e => $"/whistles/{e.WhistleId}").To(Dispatchers).To(e => e.Supervisors, AnyBody).Action(),
    ];

    /// <summary>Those who send supervisors where a place whistled.</summary>
    static readonly Role[] Dispatchers = [Cppcc.Office, Cppcc.Liaison];

    static Rule<TEvent> On<TEvent>(string kind, Func<TEvent, string> link) where TEvent : class, IFieldEvent =>
        Rule.On(kind, link, e => (e.By, e.At)).With("reference", e => e.Reference);
}
