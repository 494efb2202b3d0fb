using System.Collections.Concurrent;
using System.Globalization;
using Supervision.Notifications.Data;
using Supervision.Notifications.Inbox;
using Supervision.Persistence;

namespace Supervision.Notifications.Deliveries;

internal enum Round
{
    /// <summary>Nothing was due.</summary>
    Idle,

    /// <summary>Something was sent or settled; more may be due.</summary>
    Worked,

    /// <summary>The channel is unavailable.</summary>
    Away,
}

/// <summary>
/// Sends what is due, each channel separately, the most urgent first. An unavailable channel holds up no other and costs no delivery an attempt; once
/// it is back, everything that waited is sent in order of urgency.
/// </summary>
internal sealed partial class DeliveryWorker(
    IServiceScopeFactory scopes, IEnumerable<IChannel> channels, ChannelSettings settings, OutsideTexts texts, TimeProvider clock, ILogger<DeliveryWorker> logger) : BackgroundService
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, bool> _away = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(channels.Where(channel => settings.Enabled.Contains(channel.Name)).Select(channel => RunAsync(channel, stoppingToken)));

    async Task RunAsync(IChannel channel, CancellationToken ct)
    {
        for (var failures = 0; !ct.IsCancellationRequested;)
        {
            var round = Round.Idle;
            try
            {
                round = await RoundAsync(channel, ct);
            }
            catch (Exception e) when (e.IsOfDatabase() && !ct.IsCancellationRequested)
            {
                Interrupted(channel.Name, e);
            }

            failures = round == Round.Away ? failures + 1 : 0;
            if (round == Round.Worked) continue;
            var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Poll.TotalSeconds * Math.Pow(2, failures)));
            await Task.Delay(pause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Claims one batch and sends it.</summary>
    internal async Task<Round> RoundAsync(IChannel channel, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        var queue = scope.ServiceProvider.GetRequiredService<DeliveryQueue>();
        var batch = await queue.ClaimAsync(channel.Name, ct);
        if (batch.Count == 0) return Round.Idle;
        var left = new Queue<ClaimedDelivery>(batch);
        try
        {
            await using var session = await channel.OpenAsync(ct);
            while (left.TryPeek(out var delivery) && queue.IsInHand(delivery))
            {
                await SendAsync(session, delivery, queue, ct);
                left.Dequeue();
            }

            if (left.Count > 0) await queue.GiveBackAsync(left, null, ct);
            if (_away.TryRemove(channel.Name, out _)) Back(channel.Name);
            return Round.Worked;
        }
        catch (ChannelUnavailableException e)
        {
            if (_away.TryAdd(channel.Name, true)) Away(channel.Name, e);
            foreach (var old in left.Where(queue.IsTooOld).ToList()) await queue.GiveUpAsync(old, e.Message, ct);
            await queue.GiveBackAsync(left, e.Message, ct);
            return Round.Away;
        }
    }

    async Task SendAsync(IChannelSession session, ClaimedDelivery delivery, DeliveryQueue queue, CancellationToken ct)
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

    [LoggerMessage(LogLevel.Warning, "Deliveries by {Channel} are interrupted; they resume shortly")]
    partial void Interrupted(string channel, Exception e);

    [LoggerMessage(LogLevel.Warning, "The channel {Channel} is unavailable; its deliveries wait")]
    partial void Away(string channel, Exception e);

    [LoggerMessage(LogLevel.Information, "The channel {Channel} is back")]
    partial void Back(string channel);

    [LoggerMessage(LogLevel.Warning, "Delivery {Id} was refused, attempt {Attempt}")]
    partial void Refused(Guid id, int attempt, Exception e);

    [LoggerMessage(LogLevel.Error, "Delivery {Id} is parked: its texts could not be rendered")]
    partial void Parked(Guid id, Exception e);
}
