using System.Collections.Concurrent;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Supervision.Messaging.Tests;

/// <summary>
/// Writes an effect per event. Instructions: <c>fail</c> throws until the test calls <see cref="Heal"/>, <c>fail once</c> throws at the
/// first attempt only, <c>count</c> writes the number of effects seen as the effect's number.
/// </summary>
internal sealed class EffectConsumer(TestDb db, ConsumerState state) : IConsumer<MatterChanged>
{
    public async Task Consume(ConsumeContext<MatterChanged> context)
    {
        var (@event, message) = (context.Message, context.MessageId!.Value);
        state.Calls.Enqueue(message);
        var number = @event.Number;
        if (@event.Instruction is "fail" && !state.Healed) throw new InvalidOperationException("as the event demands");
        if (@event.Instruction is "fail once" && state.FailedOnce.TryAdd(message, true)) throw new InvalidOperationException("this once");
        if (@event.Instruction is "witness") await db.Effects.CountAsync(context.CancellationToken);
        if (@event.Instruction is "count") number = await db.Effects.CountAsync(effect => effect.Aggregate == @event.MatterId, context.CancellationToken);
        if (@event.Instruction is "pass on") db.Enqueue(@event with { Instruction = null, Number = @event.Number + 1 });
        db.Effects.Add(new Effect { MessageId = message, Aggregate = @event.MatterId, Number = number });
    }
}

/// <summary>
/// A second consumer of the same event, which queries the database at the same time as the first; writes the effect's number negated.
/// </summary>
internal sealed class WitnessConsumer(TestDb db) : IConsumer<MatterChanged>
{
    public async Task Consume(ConsumeContext<MatterChanged> context)
    {
        if (context.Message.Instruction is not "witness") return;
        await db.Effects.CountAsync(context.CancellationToken);
        db.Effects.Add(new Effect { MessageId = context.MessageId!.Value, Aggregate = context.Message.MatterId, Number = -context.Message.Number });
    }
}

internal sealed class ConsumerState
{
    public ConcurrentQueue<Guid> Calls { get; } = new();

    public ConcurrentDictionary<Guid, bool> FailedOnce { get; } = new();

    public bool Healed { get; private set; }

    public void Heal() => Healed = true;
}
