using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules.Supervisors;

/// <summary>Notifies those who keep teams, who have to act; the notice reveals nothing about the tie itself.</summary>
internal sealed class ConflictFlaggedRule : IRule<ConflictFlagged>
{
    public IEnumerable<Notice> Tell(ConflictFlagged e) => SupervisorNotice.Keepers.Select(
        to => new Notice("conflict.flagged", to, $"/conflicts/{e.FlagId}", e.By, e.At) { Urgency = Urgency.Action });
}
