using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Supervision.Messaging.Tests;

/// <summary>
/// Writes an effect per event. Instructions: <c>fail</c> throws until the test calls <see cref="Heal"/>, <c>fail once</c> throws at the
/// first attempt only, <c>count</c> has the number of effects seen written as the effect's number.
/// </summary>
internal sealed class EffectConsumer(TestDb db, ConsumerState state) : IEventConsumer<MatterChanged>
{
    public async Task ConsumeAsync(MatterChanged @event, EventContext context, CancellationToken ct)
    {
        state.Calls.Enqueue(context.MessageId);
        var number = @event.Number;
        if (@event.Instruction is "fail" && !state.Healed) throw new InvalidOperationException("as the event demands");
        if (@event.Instruction is "fail once" && state.FailedOnce.TryAdd(context.MessageId, true)) throw new InvalidOperationException("this once");
        if (@event.Instruction is "count") number = await db.Effects.CountAsync(effect => effect.Aggregate == @event.MatterId, ct);
        if (@event.Instruction is "pass on") db.Enqueue(@event with { Instruction = null, Number = @event.Number + 1 });
        db.Effects.Add(new Effect { MessageId = context.MessageId, Aggregate = @event.MatterId, Number = number });
    }
}

internal sealed class ConsumerState
{
    public ConcurrentQueue<Guid> Calls { get; } = new();

    public ConcurrentDictionary<Guid, bool> FailedOnce { get; } = new();

    public bool Healed { get; private set; }

    public void Heal() => Healed = true;
}
