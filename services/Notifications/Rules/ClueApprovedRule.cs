using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies the author, and the office, which transfers it.</summary>
internal sealed class ClueApprovedRule : IRule<ClueApproved>
{
    public IEnumerable<Notice> Tell(ClueApproved e) =>
        [
            Notice.Of(e, "clue.approved", new Audience(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office] }),
        ];
}
