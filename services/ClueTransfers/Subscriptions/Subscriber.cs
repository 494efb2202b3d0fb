using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Subscriptions;

/// <summary>How far the broker follows what is on record here.</summary>
internal enum SubscriberStatus
{
    /// <summary>On record; queue, binding, user or new password are not confirmed by the broker yet.</summary>
    Pending,

    /// <summary>Queue, bindings and broker user are as recorded.</summary>
    Active,

    /// <summary>To be gone; stays on record until the broker has nothing of it any more.</summary>
    Deleting,
}

/// <summary>
/// Another system of a tenant that gets its events over AMQP (R31). This row is the truth; the broker's queue and user are made from it,
/// again if they are lost, which is why it keeps the password's hash in the broker's own form and never the password.
/// </summary>
internal sealed class Subscriber
{
    /// <summary>Most subscribers one tenant may have: each costs the broker a replicated queue.</summary>
    public const int MostPerTenant = 20;

    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required string Body { get; init; }

    public required string Name { get; init; }

    public required List<string> EventTypes { get; init; }

    public required string PasswordHash { get; set; }

    public SubscriberStatus Status { get; private set; }

    /// <summary>A changed password ends the connections made with the old one.</summary>
    public bool PasswordChanged { get; private set; }

    public required Guid RegisteredBy { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? PasswordAt { get; private set; }

    /// <summary>Since when its queue collects events.</summary>
    public DateTimeOffset? ActiveSince { get; private set; }

    public uint Version { get; init; }

    /// <summary>Name of its queue, and of the broker user that may read it and nothing else.</summary>
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

    /// <summary>The broker has everything as recorded.</summary>
    public void Provisioned(DateTimeOffset now)
    {
        if (Status is SubscriberStatus.Deleting) throw new RuleViolation("subscription.deleting");
        (Status, PasswordChanged) = (SubscriberStatus.Active, false);
        ActiveSince ??= now;
    }
}
