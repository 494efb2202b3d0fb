using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules.Supervisors;

/// <summary>Those who keep teams have to do something about it; nothing of the tie itself is told.</summary>
internal sealed class ConflictFlaggedRule : IRule<ConflictFlagged>
{
    public IEnumerable<Notice> Tell(ConflictFlagged e) => SupervisorNotice.Keepers.Select(
        to => new Notice("conflict.flagged", to, $"/conflicts/{e.FlagId}", e.By, e.At) { Urgency = Urgency.Action });
}
