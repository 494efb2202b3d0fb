using System.Data;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Supervision.Notifications.Data;
using Supervision.Notifications.Inbox;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Streams;

/// <summary>What a stream sends: how many notifications are unread, and the new one if any.</summary>
internal sealed record InboxChange(int Unread, NotificationView? Notification);

/// <summary>
/// Reads one caller's inbox from a position on, for as long as the stream lasts. Nothing is queued: what a slow client has not taken stays in the
/// database, and a client that takes nothing is dropped.
/// </summary>
internal sealed class InboxStream(
    OpenStream open, Caller caller, HttpContext context, IServiceScopeFactory scopes, StreamReaders readers, ILogger<InboxStream> log)
{
    const int Batch = 50;
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a client may take for one event. The server's own minimum rate would give a client that was fast before minutes of credit.
    /// </summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    enum Wake { News, Quiet, End }

    /// <param name="end">When the caller's token expires or the service stops.</param>
    public async IAsyncEnumerable<SseItem<InboxChange>> ReadAsync(
        long position, CancellationTokenSource end, [EnumeratorCancellation] CancellationToken ct = default)
    {
        int? told = null;
        using var slow = new CancellationTokenSource();
        await using var drop = slow.Token.Register(context.Abort);
        while (!end.IsCancellationRequested && !open.Ended)
        {
            var read = await FetchAsync(position, ct);
            if (read is var (unread, fresh))
            {
                slow.CancelAfter(Patience);
                // The first event carries the position, so that a client that has received nothing yet also resumes without a gap.
                if (told is null) yield return Item(new InboxChange(unread, null), position);
                else if (told != unread && fresh.Count == 0) yield return Item(new InboxChange(unread, null), null);
                told = unread;
                foreach (var notification in fresh)
                {
                    slow.CancelAfter(Patience);
                    position = notification.Position;
                    yield return Item(new InboxChange(unread, NotificationView.For(notification)), position);
                }

                slow.CancelAfter(Timeout.InfiniteTimeSpan);
                if (fresh.Count == Batch) continue;
            }

            var wake = await WaitAsync(read is null ? AfterFailure : Heartbeat, end.Token, ct);
            if (wake == Wake.End) yield break;
            if (wake == Wake.Quiet && read is not null) await BeatAsync(ct);
        }
    }

    static SseItem<InboxChange> Item(InboxChange change, long? position) => new(change, change.Notification is null ? "unread" : "notification")
    {
        EventId = position?.ToString(CultureInfo.InvariantCulture),
        ReconnectionInterval = position is not null && change.Notification is null ? Retry : null,
    };

    /// <summary>Null while the database is unavailable; the stream stays open, since a browser gives up for good on a 503.</summary>
    async Task<(int Unread, List<Notification> Fresh)?> FetchAsync(long position, CancellationToken ct)
    {
        using var turn = await readers.TakeTurnAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<DataScope>().Use(caller);
            var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
            var own = scope.ServiceProvider.GetRequiredService<InboxAccess>().Of(caller, db);
            // One snapshot for both, or the count could include a notification that the list does not have yet.
            await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            var fresh = await own.Where(n => n.Position > position).OrderBy(n => n.Position).Take(Batch).ToListAsync(ct);
            return (await own.CountAsync(n => n.ReadAt == null, ct), fresh);
        }
        catch (Exception e) when (e.IsOfDatabase())
        {
            log.LogWarning(e, "An open stream could not be served; it tries again.");
            return null;
        }
    }

    async Task<Wake> WaitAsync(TimeSpan longest, CancellationToken end, CancellationToken ct)
    {
        try
        {
            var news = await open.News.WaitAsync(longest, end);
            return open.Ended ? Wake.End : news ? Wake.News : Wake.Quiet;
        }
        catch (OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            return Wake.End;
        }
    }

    /// <summary>
    /// Writes an SSE comment, which the result type cannot: it keeps proxies from closing the connection. Nothing else writes at this time.
    /// </summary>
    async Task BeatAsync(CancellationToken ct)
    {
        await context.Response.Body.WriteAsync(": \n\n"u8.ToArray(), ct);
        await context.Response.Body.FlushAsync(ct);
    }
}

/// <summary>Streams that read at the same time: few, so that an event for thousands of people leaves connections for requests.</summary>
internal sealed class StreamReaders : IDisposable
{
    readonly SemaphoreSlim _turns = new(8);

    public async Task<IDisposable> TakeTurnAsync(CancellationToken ct)
    {
        await _turns.WaitAsync(ct);
        return new Turn(_turns);
    }

    public void Dispose() => _turns.Dispose();

    sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
