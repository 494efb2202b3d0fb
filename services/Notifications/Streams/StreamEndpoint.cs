using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Streams;

internal static class StreamEndpoint
{
    static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static WebApplicationBuilder AddStreams(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StreamReaders>().AddSingleton<StreamHub>();
        builder.Services.AddDueWork<StreamHub>(
            services => Pace.WhenWoken(TimeSpan.FromMilliseconds(20), services.GetRequiredService<StreamHub>().Changes));
        builder.Services.AddDueWork<InboxChanges>(InboxChanges.Pace).AddDueWork<InboxListener>(InboxChanges.Pace);
        return builder;
    }

    public static void MapStream(this RouteGroupBuilder notifications) =>
        notifications.MapGet("/stream", OpenAsync).WithName("StreamNotifications")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests);

    /// <summary>
    /// Server-sent events of the caller's inbox as they happen: <c>notification</c> for a new one, <c>unread</c> when only the count changed. The
    /// stream ends when the caller's token expires.
    /// </summary>
    /// <param name="lastEventId">Id of the last event that arrived; everything after it follows. Without it, only what is new from now on.</param>
    static async Task<ServerSentEventsResult<InboxChange>> OpenAsync(
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId, Caller caller, HttpContext context, StreamHub hub,
        IHostApplicationLifetime life, TimeProvider clock, IServiceProvider services, CancellationToken ct)
    {
        var open = hub.Open(caller.UserId) ?? throw new RequestProblem(StatusCodes.Status429TooManyRequests, "notification.too_many_streams");
        context.Response.RegisterForDispose(open);
        var state = await hub.StateAsync(caller.UserId, ct);
        if (!state.Active) throw new RequestProblem(StatusCodes.Status403Forbidden, "notification.person_inactive");
        var position = Position(lastEventId, state.LastPosition);

        var end = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStopping, ct);
        context.Response.RegisterForDispose(end);
        end.CancelAfter(Remaining(context, clock.GetUtcNow()));
        var stream = ActivatorUtilities.CreateInstance<InboxStream>(services, open, caller, context);
        return TypedResults.ServerSentEvents(stream.ReadAsync(position, end, ct));
    }

    /// <exception cref="RequestProblem">400 <c>notification.position</c>: not a number, or a position this inbox has not reached.</exception>
    static long Position(string? lastEventId, long last)
    {
        if (string.IsNullOrEmpty(lastEventId)) return last;
        return long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position <= last
            ? position
            : throw new RequestProblem(StatusCodes.Status400BadRequest, "notification.position");
    }

    /// <summary>Remaining lifetime of the caller's token; a token without an expiry gets a stream that ends at once.</summary>
    static TimeSpan Remaining(HttpContext context, DateTimeOffset now)
    {
        if (!long.TryParse(context.User.FindFirst("exp")?.Value, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.Zero;
        var remaining = DateTimeOffset.FromUnixTimeSeconds(seconds) - now;
        return remaining < TimeSpan.Zero ? TimeSpan.Zero : remaining < Longest ? remaining : Longest;
    }
}
