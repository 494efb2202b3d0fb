using System.Globalization;
using Supervision.Notifications.Inbox;
using Supervision.Persistence;

namespace Supervision.Notifications.Deliveries;

/// <summary>
/// Sends by one channel what is due, the most urgent first. A channel that is unavailable holds up no other and costs no delivery an
/// attempt; once it is back, everything that waited is sent in order of urgency.
/// </summary>
internal sealed partial class DeliveryWorker(IChannel channel, DeliveryQueue queue, OutsideTexts texts, ILogger<DeliveryWorker> logger)
    : IDueWork
{
    public static readonly Pace Pace = Pace.WhenDue(TimeSpan.FromSeconds(1)) with { LongestAway = TimeSpan.FromMinutes(1) };

    /// <summary>Claims one batch and sends it.</summary>
    /// <exception cref="ChannelUnavailableException">The rest of the batch waits.</exception>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var batch = await queue.ClaimAsync(channel.Name, ct);
        if (batch.Count == 0) return 0;
        var left = new Queue<ClaimedDelivery>(batch);
        try
        {
            await using var session = await channel.OpenAsync(ct);
            while (left.TryPeek(out var delivery) && queue.IsInHand(delivery))
            {
                await SendAsync(session, delivery, ct);
                left.Dequeue();
            }

            if (left.Count > 0) await queue.GiveBackAsync(left, null, ct);
            return batch.Count;
        }
        catch (ChannelUnavailableException e)
        {
            foreach (var old in left.Where(queue.IsTooOld).ToList()) await queue.GiveUpAsync(old, e.Message, ct);
            await queue.GiveBackAsync(left, e.Message, ct);
            throw new ChannelUnavailableException($"The channel {channel.Name} is unavailable: {e.Message}", e);
        }
    }

    public Task<DateTimeOffset?> NextAsync(CancellationToken ct) => queue.NextAsync(channel.Name, ct);

    async Task SendAsync(IChannelSession session, ClaimedDelivery delivery, CancellationToken ct)
    {
        if (delivery.Address is null)
        {
            await queue.GiveUpAsync(delivery, "address.missing", ct);
            return;
        }

        OutsideMessage message;
        try
        {
            message = Compose(delivery, delivery.Address);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            Parked(delivery.Id, e);
            await queue.ParkAsync(delivery, e.Message, ct);
            return;
        }

        try
        {
            await session.SendAsync(message, ct);
            await queue.DeliveredAsync(delivery, ct);
        }
        catch (DeliveryRefusedException e)
        {
            Refused(delivery.Id, delivery.Attempts + 1, e);
            await (e.ForGood || queue.IsTooOld(delivery) ? queue.GiveUpAsync(delivery, e.Message, ct) : queue.FailedAsync(delivery, e.Message, ct));
        }
    }

    OutsideMessage Compose(ClaimedDelivery delivery, string address)
    {
        var language = CultureInfo.GetCultureInfo(delivery.Language);
        if (delivery.Kind is { } kind) return texts.OfNotification(delivery.Id, address, kind, delivery.Link!, (Urgency)delivery.Urgency, language);
        if (delivery.Total is { } total) return texts.OfDigest(delivery.Id, address, total, delivery.Action ?? 0, delivery.Urgent ?? 0, language);
        throw new InvalidOperationException("The notification no longer exists.");
    }

    [LoggerMessage(LogLevel.Warning, "Delivery {Id} was refused, attempt {Attempt}")]
    partial void Refused(Guid id, int attempt, Exception e);

    [LoggerMessage(LogLevel.Error, "Delivery {Id} is parked: its texts could not be rendered")]
    partial void Parked(Guid id, Exception e);
}
