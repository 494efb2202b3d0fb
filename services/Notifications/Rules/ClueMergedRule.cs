using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>The author may not read the clue it was merged into, so the notice does not name that clue.</summary>
internal sealed class ClueMergedRule : IRule<ClueMerged>
{
    public IEnumerable<Notice> Tell(ClueMerged e) =>
        [
            Notice.Of(e, "clue.merged", new Audience(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office] }),
        ];
}
