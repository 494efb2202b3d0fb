using MassTransit;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.Handshake;
using Supervision.ClueTransfers.Subscriptions;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Consumers;

/// <summary>Creates a draft clue in the register from a finding that was disposed of as one (R19), for the office to work on.</summary>
internal sealed class FindingConsumer(CluesDb db, TimeProvider clock) : IConsumer<FindingReferred>
{
    const string Disposition = "clue";
    const string Dropped = "监督发现已另作处置。";

    public async Task Consume(ConsumeContext<FindingReferred> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        if (@event.Disposition != Disposition) return;
        var now = clock.GetUtcNow();
        var latest = await db.Clues.Where(c => c.FindingId == @event.FindingId).OrderByDescending(c => c.FindingVersion).FirstOrDefaultAsync(ct);
        if (latest is not null && @event.Version <= latest.FindingVersion) return;
        if (latest is { IsAlive: true })
        {
            if (latest.Follow(@event, Dropped, now) is { } withdrawn) db.EnqueueClue(withdrawn);
            else if (@event.Standing && latest.TellFindingAgain(now) is { } fate) db.Enqueue(fate);
            return;
        }

        if (!@event.Standing) return;
        var year = Deadlines.YearAt(now);
        var number = await db.NextNumberAsync(@event.District, Series.Register, year, ct);
        var (clue, fact) = Clue.FromFinding($"{year}-{number:D4}", @event, latest, now);
        db.Add(clue);
        db.EnqueueClue(fact);
    }
}
