using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>The author may not read the clue it went into, so no reference of that is told.</summary>
internal sealed class ClueMergedRule : IRule<ClueMerged>
{
    public IEnumerable<Notice> Tell(ClueMerged e) =>
        [
            Notice.Of(e, "clue.merged", new Audience(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office] }),
        ];
}
