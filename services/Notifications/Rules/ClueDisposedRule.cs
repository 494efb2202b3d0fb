using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies the handler of the approval, and the CPPCC that there is an outcome summary, not what was done or by whom.</summary>
internal sealed class ClueDisposedRule : IRule<ClueDisposed>
{
    public IEnumerable<Notice> Tell(ClueDisposed e) =>
        [
            Notice.Of(e, "disposal.approved", new Audience(Bodies.Discipline) { Persons = [e.Handler] }),
            Notice.Of(
                e, "clue.disposed", new Audience(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office] },
                Urgency.Information, ("letterNumber", e.LetterNumber)),
        ];
}
