using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Supervisors.Data;

namespace Supervision.Supervisors.Findings;

/// <summary>Keeps what became of findings that other services went on with (R19).</summary>
internal sealed class FateConsumer(SupervisorsDb db) : IEventConsumer<ReferredFindingChanged>
{
    public async Task ConsumeAsync(ReferredFindingChanged @event, EventContext context, CancellationToken ct)
    {
        var finding = await db.FindAsync<Finding>([@event.FindingId], ct)
            ?? throw new InvalidOperationException($"Finding {@event.FindingId} was never recorded here.");
        finding.Follow(@event);
    }
}
