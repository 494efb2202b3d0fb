using Microsoft.EntityFrameworkCore;
using Supervision.Notifications.Data;
using Supervision.Persistence;

namespace Supervision.Notifications.Streams;

/// <summary>State of an inbox, which a stream compares to detect something new.</summary>
internal sealed record InboxState(Guid UserId, long LastPosition, long Revision, bool Active);

/// <summary>
/// The open streams of this copy. One query checks for all of them together whether something is new: as soon as a copy signals it, and every half
/// second as a fallback, while a stream is open. Each stream then reads its own news, as its caller.
/// </summary>
internal sealed class StreamHub(IServiceScopeFactory scopes, TimeProvider clock, ILogger<StreamHub> log) : BackgroundService
{
    /// <summary>Open streams a user may have on one copy: more than a person's browsers need, few enough to bound memory.</summary>
    public const int PerUser = 16;

    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(20);

    readonly Dictionary<Guid, List<OpenStream>> _open = [];
    readonly Signal _look = new();

    /// <summary>Signals that something may have changed.</summary>
    public void Look() => _look.Set();

    /// <summary>Null when the user has too many already.</summary>
    public OpenStream? Open(Guid user)
    {
        lock (_open)
        {
            if (!_open.TryGetValue(user, out var streams)) _open[user] = streams = [];
            if (streams.Count >= PerUser) return null;
            var stream = new OpenStream(user, Close);
            streams.Add(stream);
            Look(); // starts the poll
            return stream;
        }
    }

    public async Task<InboxState> StateAsync(Guid user, CancellationToken ct) => (await StatesAsync([user], ct)).Single();

    public override void Dispose()
    {
        _look.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _look.WaitAsync(Users().Length > 0 ? Poll : Timeout.InfiniteTimeSpan, stoppingToken);
            try
            {
                if (Users() is { Length: > 0 } users) Tell(await StatesAsync(users, stoppingToken));
            }
            catch (Exception e) when (e.IsOfDatabase())
            {
                log.LogWarning(e, "Open streams could not be served; the next round tries again.");
            }

            await Task.Delay(Spacing, clock, stoppingToken);
        }
    }

    Guid[] Users()
    {
        lock (_open) return [.. _open.Keys];
    }

    void Tell(List<InboxState> states)
    {
        lock (_open)
        {
            foreach (var state in states)
            {
                if (_open.TryGetValue(state.UserId, out var streams)) streams.ForEach(stream => stream.Tell(state));
            }
        }
    }

    void Close(OpenStream stream)
    {
        lock (_open)
        {
            if (!_open.TryGetValue(stream.UserId, out var streams)) return;
            streams.Remove(stream);
            if (streams.Count == 0) _open.Remove(stream.UserId);
        }
    }

    /// <summary>
    /// Somebody of whom no copy has arrived yet counts as active, since they hold a token. Each is looked up by key: the planner cannot know that a
    /// policy lets everything through, expects few rows, and would read both tables whole.
    /// </summary>
    async Task<List<InboxState>> StatesAsync(Guid[] users, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        return await db.Database.SqlQuery<InboxState>($"""
            select u.user_id, coalesce(c.last_position, 0) last_position, coalesce(c.revision, 0) revision, coalesce(p.active, true) active
            from unnest({users}) u(user_id)
            left join lateral (select last_position, revision from inbox_counters where user_id = u.user_id limit 1) c on true
            left join lateral (select active from people where user_id = u.user_id limit 1) p on true
            """).ToListAsync(ct);
    }
}

/// <summary>One open stream, as the hub sees it: a flag that something is new, and nothing that could grow.</summary>
internal sealed class OpenStream(Guid user, Action<OpenStream> close) : IDisposable
{
    long _revision = -1;
    volatile bool _ended;

    public Guid UserId => user;

    public Signal News { get; } = new();

    /// <summary>The user is no longer active.</summary>
    public bool Ended => _ended;

    public void Tell(InboxState state)
    {
        if (state.Active && state.Revision == _revision) return;
        (_revision, _ended) = (state.Revision, !state.Active);
        News.Set();
    }

    /// <summary>The signal is not disposed, since the hub may be about to set it.</summary>
    public void Dispose() => close(this);
}
