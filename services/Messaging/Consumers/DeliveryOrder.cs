namespace Supervision.Messaging.Consumers;

/// <summary>
/// Puts deliveries back in the broker's order: they are handed over by several threads, but on one channel their tags count 1, 2, 3.
/// </summary>
internal sealed class DeliveryOrder
{
    readonly Dictionary<ulong, Delivery> _early = [];
    readonly Lock _lock = new();
    string? _channel;
    ulong _next = 1;

    /// <summary>Takes a delivery and passes on, in order, all that are now complete up to their place.</summary>
    public void Add(Delivery delivery, Action<Delivery> passOn)
    {
        lock (_lock)
        {
            if (delivery.Channel != _channel)
            {
                // Those of the channel before are delivered again by the broker.
                foreach (var lost in _early.Values) lost.GiveBack();
                _early.Clear();
                (_channel, _next) = (delivery.Channel, 1);
            }

            _early[delivery.Tag] = delivery;
            while (_early.Remove(_next, out var due))
            {
                passOn(due);
                _next++;
            }
        }
    }
}
