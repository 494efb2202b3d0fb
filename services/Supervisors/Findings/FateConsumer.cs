using MassTransit;
using Supervision.Contracts;
using Supervision.Supervisors.Data;

namespace Supervision.Supervisors.Findings;

/// <summary>Keeps the outcome of findings that other services took over (R19).</summary>
internal sealed class FateConsumer(SupervisorsDb db) : IConsumer<ReferredFindingChanged>
{
    public async Task Consume(ConsumeContext<ReferredFindingChanged> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        var finding = await db.FindAsync<Finding>([@event.FindingId], ct)
            ?? throw new InvalidOperationException($"Finding {@event.FindingId} was never recorded here.");
        finding.Follow(@event);
    }
}
