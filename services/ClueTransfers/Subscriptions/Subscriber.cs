using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Subscriptions;

/// <summary>Whether the broker matches the record here.</summary>
internal enum SubscriberStatus
{
    /// <summary>Recorded; the broker has not yet confirmed the queue, bindings, user or new password.</summary>
    Pending,

    /// <summary>Queue, bindings and broker user match the record.</summary>
    Active,

    /// <summary>To be deleted; the record stays until everything is removed from the broker.</summary>
    Deleting,
}

/// <summary>
/// Another system of a tenant that gets its events over AMQP (R31). This row is authoritative: the broker's queue and user are created from it,
/// also again if they are lost. Therefore it keeps the password's hash in the broker's own form, and never the password.
/// </summary>
internal sealed class Subscriber
{
    /// <summary>Maximum number of subscribers of a tenant: each costs the broker a replicated queue.</summary>
    public const int MostPerTenant = 20;

    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required string Body { get; init; }

    public required string Name { get; init; }

    public required List<string> EventTypes { get; init; }

    public required string PasswordHash { get; set; }

    public SubscriberStatus Status { get; private set; }

    /// <summary>Whether the password changed, so that connections made with the old one must be closed.</summary>
    public bool PasswordChanged { get; private set; }

    public required Guid RegisteredBy { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? PasswordAt { get; private set; }

    /// <summary>Since when its queue has been collecting events.</summary>
    public DateTimeOffset? ActiveSince { get; private set; }

    public uint Version { get; init; }

    /// <summary>Name of its queue, and of the broker user that may read only this queue.</summary>
    public string Queue => QueueOf(Id);

    public static string QueueOf(Guid id) => $"supervision.subscriber.{id:N}";

    public IEnumerable<string> RoutingKeys => EventTypes.Select(type => SealedEvents.RoutingKey(type, District));

    public static Subscriber Register(Caller by, string name, IEnumerable<string> eventTypes, string passwordHash, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        District = by.District,
        Body = by.Body,
        Name = name,
        EventTypes = [.. eventTypes.Order(StringComparer.Ordinal)],
        PasswordHash = passwordHash,
        RegisteredBy = by.UserId,
        RegisteredAt = now,
        PasswordAt = now,
    };

    /// <exception cref="RuleViolation">subscription.deleting</exception>
    public void RotatePassword(string passwordHash, DateTimeOffset now)
    {
        if (Status is SubscriberStatus.Deleting) throw new RuleViolation("subscription.deleting");
        (PasswordHash, PasswordAt, PasswordChanged, Status) = (passwordHash, now, true, SubscriberStatus.Pending);
    }

    public void Delete() => Status = SubscriberStatus.Deleting;

    /// <summary>The broker now matches the record.</summary>
    public void Provisioned(DateTimeOffset now)
    {
        if (Status is SubscriberStatus.Deleting) throw new RuleViolation("subscription.deleting");
        (Status, PasswordChanged) = (SubscriberStatus.Active, false);
        ActiveSince ??= now;
    }
}
