using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using Supervision.Contracts;

namespace Supervision.Notifications.Tests;

public sealed class StreamTests(Stack stack)
{
    readonly string _district = Stack.NewDistrict();

    [Fact]
    public async Task A_stream_begins_with_the_count_and_tells_what_happens_within_a_second_on_either_copy()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        await stack.FillAsync(author, 2);
        foreach (var copy in (string[])[Stack.CopyA, Stack.CopyB])
        {
            using var stream = await stack.As(author, copy, "en").StreamAsync();
            Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType!.MediaType);
            var first = (await stream.NextAsync())!;
            Assert.Equal(("unread", "2000"), (first.Type, first.Retry));
            Assert.Null(first.Change.Notification);
            var unread = first.Change.Unread;
            var slowest = TimeSpan.Zero;
            for (var i = 1; i <= 20; i++)
            {
                var started = Stopwatch.GetTimestamp();
                var id = await stack.PublishAsync(Clues.Received(author));
                var next = (await stream.NextAsync())!;
                slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
                Assert.Equal(("notification", id, unread + i), (next.Type, next.Change.Notification!.Id, next.Change.Unread));
                Assert.Equal("Clue received", next.Change.Notification.Title);
            }

            TestContext.Current.TestOutputHelper!.WriteLine($"{copy}: slowest of 20 from publishing to the open stream {slowest.TotalMilliseconds:F0} ms");
            Assert.True(slowest < TimeSpan.FromSeconds(1), $"{copy}: {slowest}");
        }
    }

    [Fact]
    public async Task A_client_resumes_where_it_was_without_gap_or_double_even_before_its_first_notification()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        var stream = await stack.As(author).StreamAsync();
        await stream.NextAsync();
        var position = stream.LastEventId;
        Assert.Equal("0", position);
        var expected = new List<Guid>();
        var got = new List<Guid>();
        for (var round = 0; round < 4; round++)
        {
            stream.Dispose();
            expected.AddRange(await stack.FillAsync(author, 60)); // more than one batch, while nobody is connected
            stream = await stack.As(author, round % 2 == 0 ? Stack.CopyB : Stack.CopyA).StreamAsync(position);
            for (var i = 0; i < 40; i++) got.Add((await stream.NotificationAsync()).Id);
            position = stream.LastEventId;
        }

        while (got.Count < expected.Count) got.Add((await stream.NotificationAsync()).Id);
        Assert.Equal(expected, got);
        stream.Dispose();
    }

    [Fact]
    public async Task Marking_read_in_one_window_tells_the_others_the_new_count()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        var ids = await stack.FillAsync(author, 3);
        using var window = await stack.As(author, Stack.CopyB).StreamAsync();
        Assert.Equal(3, (await window.NextAsync())!.Change.Unread);
        await stack.As(author).PostAsync("/api/notifications/read", new { upTo = ids[1] });
        var change = (await window.NextAsync())!;
        Assert.Equal(("unread", 1, null), (change.Type, change.Change.Unread, change.Id));
    }

    [Fact]
    public async Task A_forged_position_is_refused_and_one_of_another_user_shows_only_ones_own()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        var other = await stack.PersonAsync(_district, Cppcc.Member);
        await stack.FillAsync(author, 2);
        var others = await stack.FillAsync(other, 4);
        foreach (var forged in (string[])["x", "-1", "1.5", " ", "3", "9223372036854775807", "99999999999999999999", "٣"])
        {
            using var request = stack.As(author).Request(HttpMethod.Get, "/api/notifications/stream");
            request.Headers.TryAddWithoutValidation("Last-Event-ID", forged == "٣" ? "%D9%A3" : forged);
            if (forged == " ") continue; // not sent over HTTP
            await (await stack.As(author).SendAsync(request)).IsAsync(HttpStatusCode.BadRequest, "notification.position");
        }

        using var stream = await stack.As(author).StreamAsync("1"); // which is also a valid position of the other
        Assert.DoesNotContain((await stream.NotificationAsync()).Id, others);
    }

    [Fact]
    public async Task A_stream_ends_with_the_token()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        using var stream = await stack.AsToken(stack.Issuer.Token(author, lifetime: TimeSpan.FromSeconds(3))).StreamAsync();
        var clock = Stopwatch.StartNew();
        Assert.NotNull(await stream.NextAsync());
        Assert.Null(await stream.NextAsync());
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.5, 6);
    }

    [Fact]
    public async Task A_stream_ends_when_the_user_is_deactivated_and_opens_no_more()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        using var stream = await stack.As(author, Stack.CopyB).StreamAsync();
        Assert.NotNull(await stream.NextAsync());
        await stack.PublishAsync(author.Changed(version: 2, active: false));
        Assert.Null(await stream.NextAsync());
        await (await stack.As(author).GetAsync("/api/notifications/stream")).IsAsync(HttpStatusCode.Forbidden, "notification.person_inactive");
    }

    [Fact]
    public async Task A_quiet_stream_carries_a_comment_now_and_then()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        using var stream = await stack.As(author).StreamAsync();
        Assert.NotNull(await stream.NextAsync());
        Assert.True((await stream.NextAsync(TimeSpan.FromSeconds(20)))!.Comment);
    }

    [Fact]
    public async Task A_user_has_only_so_many_streams_and_a_closed_one_counts_no_more()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        var streams = await Task.WhenAll(Enumerable.Range(0, Streams.StreamHub.PerUser).Select(_ => stack.As(author).StreamAsync()));
        await (await stack.As(author).GetAsync("/api/notifications/stream")).IsAsync(HttpStatusCode.TooManyRequests, "notification.too_many_streams");
        foreach (var stream in streams) stream.Dispose();
        await Until.TrueAsync(
            async () =>
            {
                using var request = stack.As(author).Request(HttpMethod.Get, "/api/notifications/stream");
                using var http = new HttpClient();
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                return response.IsSuccessStatusCode;
            },
            "Closed streams still count.");
    }

    /// <summary>A client that takes nothing: what waits stays in the database, the connection is dropped, and it resumes.</summary>
    [Fact]
    public async Task A_client_that_does_not_read_is_dropped_and_resumes()
    {
        const int Many = 20_000;
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        await using (var fill = stack.Owner.CreateCommand("""
            with counter as (insert into inbox_counters values ($1, $2, 1))
            insert into notifications (user_id, position, id, district, body, kind, arguments, link, urgency, at)
            select $1, i, gen_random_uuid(), $3, 'cppcc', 'clue.collated', '{"reference":"2026-0001"}', '/clues/x', 0, now() from generate_series(1, $2) i
            """))
        {
            fill.Parameters.AddWithValue(author.Id);
            fill.Parameters.AddWithValue(Many);
            fill.Parameters.AddWithValue(_district);
            await fill.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        using var client = new TcpClient();
        var address = stack.Host.Address(Stack.CopyA);
        client.ReceiveBufferSize = 4096;
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        Assert.False(Dropped(client.Client));
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /api/notifications/stream HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {stack.Issuer.Token(author)}\r\nLast-Event-ID: 0\r\n\r\n"), TestContext.Current.CancellationToken);
        // The server notices only when some megabytes of buffers are full, which takes a busy machine more than a minute.
        await Until.TrueAsync(() => Task.FromResult(Dropped(client.Client)), "The connection stayed open.", TimeSpan.FromMinutes(4));

        using var stream = await stack.As(author).StreamAsync((Many - 5).ToString(System.Globalization.CultureInfo.InvariantCulture));
        for (var i = 0; i < 5; i++) await stream.NotificationAsync();
        Assert.Equal("20000", stream.LastEventId);
    }

    /// <summary>Whether the server closed its end; data sent before may still be in flight.</summary>
    static bool Dropped(Socket socket) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .All(connection => connection.RemoteEndPoint.Port != ((IPEndPoint)socket.LocalEndPoint!).Port || connection.State != TcpState.Established);
}
