using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies its author and the office.</summary>
internal sealed class ClueRejectedRule : IRule<ClueRejected>
{
    public IEnumerable<Notice> Tell(ClueRejected e) =>
        [
            Notice.Of(e, "clue.rejected", new Audience(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office] }),
        ];
}
