using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.ClueTransfers.Subscriptions;

/// <summary>Registers a system of the caller's own district and body for events.</summary>
/// <param name="Name">The tenant's name for it, unique within the tenant.</param>
/// <param name="EventTypes">Some of those listed under <c>/api/clues/subscriptions/event-types</c>.</param>
/// <remarks>Public because only public types are validated.</remarks>
public sealed record RegisterSubscriber([PlainText(100)] string Name, [MinLength(1), MaxLength(20)] IReadOnlyList<string> EventTypes);

/// <summary>The event types the caller's body may subscribe to.</summary>
internal sealed record EventTypesView(IReadOnlyList<string> EventTypes);

/// <param name="Status"><c>pending</c> until the broker has everything, then <c>active</c>; <c>deleting</c> until the broker has nothing left.</param>
/// <param name="Queue">Name of its queue and of its broker user.</param>
/// <param name="Messages">Events waiting or being delivered; null while the broker cannot be reached.</param>
/// <param name="Consumers">Number of reading connections; null while the broker cannot be reached.</param>
/// <param name="ActiveSince">UTC instant since which its queue has been collecting events; null before that.</param>
internal sealed record SubscriberView(
    Guid Id,
    string Name,
    SubscriberStatus Status,
    IReadOnlyList<string> EventTypes,
    string Queue,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? ActiveSince,
    DateTimeOffset? PasswordAt,
    long? Messages,
    int? Consumers)
{
    public static SubscriberView For(Subscriber subscriber, QueueState? queue) => new(
        subscriber.Id, subscriber.Name, subscriber.Status, subscriber.EventTypes, subscriber.Queue, subscriber.RegisteredAt,
        subscriber.ActiveSince, subscriber.PasswordAt, queue?.Messages, queue?.Consumers);
}

internal sealed record SubscriberList(IReadOnlyList<SubscriberView> Items);

/// <summary>How the subscriber connects.</summary>
/// <param name="Address">AMQP 0-9-1 address without user and password.</param>
/// <param name="Password">Shown only this once and not stored; a lost one is replaced by a rotation.</param>
internal sealed record SubscriberAccess(Uri Address, string VirtualHost, string Queue, string User, string Password);

/// <summary>A registration or a rotation. While <see cref="SubscriberView.Status"/> is <c>pending</c>, the access does not work yet.</summary>
internal sealed record SubscriberCreated(SubscriberView Subscriber, SubscriberAccess Access)
{
    public static SubscriberCreated For(Subscriber subscriber, BrokerPassword password, BrokerSettings broker) => new(
        SubscriberView.For(subscriber, null),
        new SubscriberAccess(broker.Address, broker.VirtualHost, subscriber.Queue, subscriber.Queue, password.Clear));
}
