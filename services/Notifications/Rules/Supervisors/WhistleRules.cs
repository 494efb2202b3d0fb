using System.Globalization;
using Supervision.Contracts;
using Supervision.Notifications.Inbox;
using static Supervision.Notifications.Rules.Supervisors.FieldNotice;

namespace Supervision.Notifications.Rules.Supervisors;

internal sealed class WhistleRaisedRule : IRule<WhistleRaised>
{
    public IEnumerable<Notice> Tell(WhistleRaised e) => FieldNotice.Tell(e, "whistle.raised", Whistle(e.WhistleId), Urgency.Action, Dispatchers);
}

internal sealed class WhistleDispatchedRule : IRule<WhistleDispatched>
{
    public IEnumerable<Notice> Tell(WhistleDispatched e) => FieldNotice.Tell(e, "whistle.dispatched", Whistle(e.WhistleId), Urgency.Action, Persons(e.Supervisors));
}

internal sealed class WhistleReportedInRule : IRule<WhistleReportedIn>
{
    public IEnumerable<Notice> Tell(WhistleReportedIn e) => FieldNotice.Tell(
        e, "whistle.reported_in", Whistle(e.WhistleId), Urgency.Information, [.. Persons(e.Whistlers), .. Dispatchers],
        ("minutes", e.Minutes.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>Notifies the place, which has to confirm it.</summary>
internal sealed class WhistleResolvedRule : IRule<WhistleResolved>
{
    public IEnumerable<Notice> Tell(WhistleResolved e) => FieldNotice.Tell(e, "whistle.resolved", Whistle(e.WhistleId), Urgency.Action, Persons(e.Whistlers));
}

internal sealed class WhistleConfirmedRule : IRule<WhistleConfirmed>
{
    public IEnumerable<Notice> Tell(WhistleConfirmed e) =>
        FieldNotice.Tell(e, "whistle.confirmed", Whistle(e.WhistleId), Urgency.Information, [.. Persons(e.Supervisors), .. Dispatchers]);
}

internal sealed class WhistleReopenedRule : IRule<WhistleReopened>
{
    public IEnumerable<Notice> Tell(WhistleReopened e) =>
        FieldNotice.Tell(e, "whistle.reopened", Whistle(e.WhistleId), Urgency.Action, [.. Dispatchers, .. Persons(e.Supervisors)]);
}
