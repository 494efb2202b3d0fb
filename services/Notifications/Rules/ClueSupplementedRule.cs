using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies the handler in charge, or the intake while there is none.</summary>
internal sealed class ClueSupplementedRule : IRule<ClueSupplemented>
{
    public IEnumerable<Notice> Tell(ClueSupplemented e) =>
        [
            Notice.Of(
                e, "clue.supplemented",
                new Audience(Bodies.Discipline) { Persons = [e.Handler], Roles = e.Handler is null ? [Discipline.Intake] : [] },
                Urgency.Action, ("letterNumber", e.LetterNumber)),
        ];
}
