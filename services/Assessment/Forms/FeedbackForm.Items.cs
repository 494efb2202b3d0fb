using Supervision.Assessment.Replies;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Forms;

/// <summary>Changes to the items of an issued form; the form's status follows from them.</summary>
public sealed partial class FeedbackForm
{
    /// <summary>Status of a form with these items, once it was acknowledged.</summary>
    internal static FormStatus StatusOf(IReadOnlyCollection<FormItem> items) =>
        items.All(item => item.Status is ItemStatus.Closed) ? FormStatus.Closed
        : items.Any(item => item.IsAwaited) ? FormStatus.Received
        : FormStatus.Replied;

    /// <summary>An answer goes to both bodies at once (R34).</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">form.item_not_awaited</exception>
    public IEnumerable<IIntegrationEvent> Reply(FormItem item, ItemReply reply, bool late, Caller by, DateTimeOffset now)
    {
        RequireAwaited(item);
        reply.Send(late, by, now);
        item.Reply();
        Follow(now);
        return [new ItemReplied(item.Id, District, Id, Number!, item.Number, Unit, item.Round, late, by.UserId, now)];
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">form.item_not_awaited</exception>
    public void RequireAwaited(FormItem item) => Require(Status is FormStatus.Received && item.IsAwaited, FormRules.ItemNotAwaited);

    /// <summary>
    /// A body judges the answer (R35). Once both did, two acceptances close the item and two refusals send it back; one of each is a disagreement,
    /// which goes to the next joint meeting, after which either body may judge again.
    /// </summary>
    /// <param name="judgements">Judgements of this answer so far; this one is added.</param>
    /// <param name="contacts">The unit's contacts, who are notified of the result.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">form.item_not_replied, form.already_judged</exception>
    public IEnumerable<IIntegrationEvent> Judge(
        FormItem item, ItemReply reply, ReplyJudgements judgements, bool accept, string? reason, IReadOnlyList<Guid> contacts, Caller by, DateTimeOffset now)
    {
        Require(item.Status is ItemStatus.Replied && reply.Round == item.Round, FormRules.ItemNotReplied);
        var disputed = judgements.IsDisputed;
        Require(disputed || judgements.Of(by.Body) is null, FormRules.AlreadyJudged);
        judgements.Add(reply, accept, reason, by, now);
        List<IIntegrationEvent> facts = [];
        if (judgements.IsDisputed != disputed)
            facts.Add(new JointMeetingMatterChanged(item.Id, District, "Disagreement", $"{Number}第{item.Number}项", judgements.IsDisputed, ++Told, now));
        if (judgements.Outcome is not { } accepted) return facts;

        reply.Settle(accepted, now);
        if (accepted) item.Close(now);
        else item.SendBack();
        var before = Status;
        Follow(now);
        facts.Add(new ItemJudged(item.Id, District, Id, Number!, item.Number, Unit, item.Round, accepted, contacts, by.UserId, now));
        if (Status is FormStatus.Closed && before is not FormStatus.Closed) facts.AddRange(Changed(open: false, now));
        return facts;
    }

    /// <summary>Reopens a closed item whose problem came back (R38): the relapse is counted and the clock starts.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">form.item_not_closed</exception>
    public IEnumerable<IIntegrationEvent> Relapse(FormItem item, IReadOnlyList<Guid> contacts, Caller by, DateTimeOffset now)
    {
        Require(item.Status is ItemStatus.Closed, FormRules.ItemNotClosed);
        var closed = Status is FormStatus.Closed;
        item.Relapse();
        Follow(now);
        return
        [
            new ItemRelapsed(item.Id, District, Id, Number!, item.Number, Unit, item.Relapses, contacts, by.UserId, now),
            .. closed ? Changed(open: true, now) : [],
        ];
    }

    void Follow(DateTimeOffset now)
    {
        Status = StatusOf(_items);
        ClosedAt = Status is FormStatus.Closed ? now : null;
    }
}
