using System.Globalization;
using Supervision.Contracts;
using Supervision.Notifications.Inbox;
using static Supervision.Notifications.Rules.Assessment.FormNotice;

namespace Supervision.Notifications.Rules.Assessment;

internal sealed class FormSubmittedRule : IRule<FormSubmitted>
{
    public IEnumerable<Notice> Tell(FormSubmitted e) => FormNotice.Tell(e, "form.submitted", Urgency.Action, Leaders, ("reference", e.Reference));
}

internal sealed class FormRefusedRule : IRule<FormRefused>
{
    public IEnumerable<Notice> Tell(FormRefused e) => FormNotice.Tell(e, "form.refused", Urgency.Action, Keepers, ("reference", e.Reference));
}

internal sealed class FormAgreedRule : IRule<FormAgreed>
{
    public IEnumerable<Notice> Tell(FormAgreed e) => FormNotice.Tell(e, "form.agreed", Urgency.Action, Keepers, ("reference", e.Reference));
}

internal sealed class FormIssuedRule : IRule<FormIssued>
{
    public IEnumerable<Notice> Tell(FormIssued e) =>
    [
        .. FormNotice.Tell(e, "form.to_acknowledge", Urgency.Action, [Unit(e.Contacts)], ("number", e.Number)),
        .. FormNotice.Tell(e, "form.issued", Urgency.Information, [.. Keepers, .. Leaders], ("number", e.Number)),
    ];
}

internal sealed class FormReceivedRule : IRule<FormReceived>
{
    public IEnumerable<Notice> Tell(FormReceived e) => FormNotice.Tell(e, "form.received", Urgency.Information, Keepers, ("number", e.Number));
}

/// <summary>Notifies both bodies at once (R34).</summary>
internal sealed class ItemRepliedRule : IRule<ItemReplied>
{
    public IEnumerable<Notice> Tell(ItemReplied e) =>
        FormNotice.Tell(e, "form.item_replied", Urgency.Action, Keepers, ("number", e.Number), ("item", e.ItemNumber.ToString(CultureInfo.InvariantCulture)));
}

internal sealed class ItemJudgedRule : IRule<ItemJudged>
{
    public IEnumerable<Notice> Tell(ItemJudged e) => FormNotice.Tell(
        e, e.Accepted ? "form.item_accepted" : "form.item_sent_back", e.Accepted ? Urgency.Information : Urgency.Action, [Unit(e.Contacts)],
        ("number", e.Number), ("item", e.ItemNumber.ToString(CultureInfo.InvariantCulture)));
}

internal sealed class ItemRelapsedRule : IRule<ItemRelapsed>
{
    public IEnumerable<Notice> Tell(ItemRelapsed e) => FormNotice.Tell(
        e, "form.item_relapsed", Urgency.Action, [Unit(e.Contacts), .. Keepers, .. Leaders],
        ("number", e.Number), ("item", e.ItemNumber.ToString(CultureInfo.InvariantCulture)));
}

internal sealed class ExtensionAskedRule : IRule<ExtensionAsked>
{
    public IEnumerable<Notice> Tell(ExtensionAsked e) => FormNotice.Tell(
        e, "form.extension_asked", Urgency.Action, Keepers, ("number", e.Number), ("days", e.Days.ToString(CultureInfo.InvariantCulture)));
}

internal sealed class ExtensionDecidedRule : IRule<ExtensionDecided>
{
    public IEnumerable<Notice> Tell(ExtensionDecided e) => FormNotice.Tell(
        e, e.Granted ? "form.extension_granted" : "form.extension_refused", Urgency.Information, [Unit(e.Contacts)], ("number", e.Number));
}

internal sealed class ClockPauseChangedRule : IRule<ClockPauseChanged>
{
    public IEnumerable<Notice> Tell(ClockPauseChanged e) => FormNotice.Tell(
        e.Paused ? "form.clock_paused" : "form.clock_resumed", $"/pauses/{e.PauseId}", e.By, e.At, Urgency.Information, [Unit(e.Contacts), .. Keepers, .. Leaders]);
}

internal sealed class TopicAssessmentSubmittedRule : IRule<TopicAssessmentSubmitted>
{
    public IEnumerable<Notice> Tell(TopicAssessmentSubmitted e) => FormNotice.Tell(
        "assessment.submitted", $"/topics/{e.TopicId}", e.By, e.At, Urgency.Action, Leaders, ("reference", e.Reference));
}
