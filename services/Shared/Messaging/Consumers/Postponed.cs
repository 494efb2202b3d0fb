namespace Supervision.Messaging.Consumers;

/// <summary>Messages to be retried, each with the later messages of its aggregate.</summary>
internal sealed class Postponed
{
    readonly Dictionary<Guid, (DateTimeOffset Due, LinkedList<Delivery> Waiting)> _byAggregate = [];

    public DateTimeOffset? NextDue => _byAggregate.Count == 0 ? null : _byAggregate.Values.Min(entry => entry.Due);

    public void Add(Delivery failed, DateTimeOffset due)
    {
        var waiting = _byAggregate.TryGetValue(failed.Aggregate, out var entry) ? entry.Waiting : [];
        waiting.AddFirst(failed);
        _byAggregate[failed.Aggregate] = (due, waiting);
    }

    /// <summary>Postpones the message too if an earlier one of its aggregate waits here.</summary>
    public bool Follows(Delivery delivery)
    {
        if (!_byAggregate.TryGetValue(delivery.Aggregate, out var entry)) return false;
        entry.Waiting.AddLast(delivery);
        return true;
    }

    /// <summary>Removes and returns the messages of every aggregate that is due, in order.</summary>
    public IEnumerable<Delivery> TakeDue(DateTimeOffset now)
    {
        foreach (var (aggregate, entry) in _byAggregate.Where(entry => entry.Value.Due <= now).ToList())
        {
            _byAggregate.Remove(aggregate);
            foreach (var delivery in entry.Waiting)
            {
                if (!delivery.IsLost) yield return delivery;
            }
        }
    }
}
