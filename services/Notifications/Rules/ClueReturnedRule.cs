using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies the author, and the office, which submits it again; the commission knows what it returned.</summary>
internal sealed class ClueReturnedRule : IRule<ClueReturned>
{
    public IEnumerable<Notice> Tell(ClueReturned e) =>
        [
            Notice.Of(
                e, e.FromBody == Bodies.Discipline ? "clue.returned_for_supplement" : "clue.returned_in_approval",
                new Audience(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office] }, Urgency.Action),
        ];
}
