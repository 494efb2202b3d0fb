using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Supervision.Messaging.Outbox;

/// <summary>
/// The broker's words on what was sent over a channel that has this one sender. A confirm may speak for all numbers up to its own.
/// </summary>
internal sealed class Confirms
{
    readonly Lock _lock = new();
    ulong _first;
    ClaimedRow?[] _rows = [];
    int _spoken;
    int _open;
    TaskCompletionSource _done = new();

    public Confirms(IChannel channel)
    {
        channel.BasicAcksAsync += (_, confirm) => Heard(confirm.DeliveryTag, confirm.Multiple, null);
        channel.BasicNacksAsync += (_, refusal) => Heard(refusal.DeliveryTag, refusal.Multiple, new IOException("The broker refused the message."));
        channel.ChannelShutdownAsync += Broke;
    }

    /// <param name="rows">About to be sent, in this order.</param>
    /// <param name="first">The channel's sequence number of the first.</param>
    /// <returns>Completes when the broker has spoken on all of them, or the channel broke; each row has its note then.</returns>
    public Task Expect(List<ClaimedRow> rows, ulong first)
    {
        lock (_lock)
        {
            (_first, _rows, _spoken, _open) = (first, [.. rows], 0, rows.Count);
            _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _done.Task;
        }
    }

    Task Heard(ulong number, bool upTo, Exception? failure)
    {
        lock (_lock)
        {
            if (number < _first) return Task.CompletedTask; // of rows that were given up on
            var last = (int)Math.Min(number - _first, (ulong)_rows.Length - 1);
            for (var i = upTo ? _spoken : last; i <= last; i++) Note(i, failure);
            if (upTo) _spoken = Math.Max(_spoken, last + 1); // what lies before has been spoken on for good
        }

        return Task.CompletedTask;
    }

    Task Broke(object sender, ShutdownEventArgs why)
    {
        lock (_lock)
        {
            for (var i = 0; i < _rows.Length; i++) Note(i, new AlreadyClosedException(why));
        }

        return Task.CompletedTask;
    }

    void Note(int index, Exception? failure)
    {
        if (_rows[index] is not { } row) return;
        _rows[index] = null;
        if (failure is null) row.Published = true;
        else row.Failure = failure;
        if (--_open == 0) _done.TrySetResult();
    }
}
