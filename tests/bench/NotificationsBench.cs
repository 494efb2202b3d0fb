using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;
using RabbitMQ.Client;
using Supervision.Contracts;
using Supervision.Notifications.Tests;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Bench;

/// <summary>
/// (d) One event for 50,000 of 200,000 users while 2,000 of them have a stream open and single notifications continue: time until it is in all
/// inboxes beside a plain bulk insert of the same rows, latency of single notifications to an open stream before and during it, resident memory.
/// </summary>
internal sealed class NotificationsBench : IAsyncDisposable
{
    const int People = 200_000, Concerned = 50_000, Streams = 2_000, Watchers = 40;
    const string District = "330305";

    readonly TestIssuer _issuer;
    readonly TestHost _host;
    readonly NpgsqlDataSource _owner;
    readonly IConnection _broker;
    readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 10_000 }) { Timeout = Timeout.InfiniteTimeSpan };
    readonly ConcurrentDictionary<Guid, long> _published = new();
    readonly ConcurrentDictionary<Guid, double> _arrived = new();

    NotificationsBench(TestIssuer issuer, TestHost host, NpgsqlDataSource owner, IConnection broker) =>
        (_issuer, _host, _owner, _broker) = (issuer, host, owner, broker);

    public static async Task RunAsync(Figures figures, int rounds)
    {
        var issuer = await TestIssuer.StartAsync();
        var host = await TestHost.StartAsync(Platform(issuer));
        var broker = await new ConnectionFactory { Uri = new Uri(host.ConnectionString("rabbitmq")) }.CreateConnectionAsync();
        await using var bench = new NotificationsBench(issuer, host, NpgsqlDataSource.Create($"{host.ConnectionString("notificationsdb")};Command Timeout=120"), broker);
        await bench.MeasureAsync(figures, rounds);
    }

    /// <summary>Mail is on and its server is down: the waiting rows are part of the load.</summary>
    static TestHostOptions Platform(TestIssuer issuer) => new()
    {
        Only = ["notifications"],
        Environment = new Dictionary<string, Dictionary<string, string>>
        {
            ["notifications"] = new()
            {
                ["Identity__Authority"] = issuer.Authority,
                ["Identity__Backchannel"] = issuer.Authority,
                ["Notifications__Portal"] = "https://portal.example",
                ["Notifications__Mail__Host"] = "127.0.0.1",
                ["Notifications__Mail__Port"] = "1",
                ["Notifications__Mail__From"] = "supervision@platform.example",
            },
        },
    };

    async Task MeasureAsync(Figures figures, int rounds)
    {
        var people = await SeedAsync();
        var empty = Memory();
        using var closing = new CancellationTokenSource();
        var open = await OpenAsync(people, closing.Token);
        Console.WriteLine($"{Streams} streams are open");
        for (var round = 1; round <= rounds; round++)
        {
            var bulk = await BulkAsync();
            figures.Add("plain bulk insert of the same 50,000 rows", "s", bulk);
            await SinglesAsync(people, TimeSpan.FromSeconds(5), null);
            Report(figures, "single to open stream, nothing else");
            var told = TellAllAsync();
            await SinglesAsync(people, TimeSpan.FromSeconds(60), told);
            Report(figures, "single to open stream, meanwhile", Bar.AtMost(1000));
            figures.Add("in all 50,000 inboxes", "s", await told, Bar.AtMost(20));
            figures.AddRatio("  of the plain bulk insert", await told, bulk);
            figures.Add("resident with 2,000 streams", "MB", Memory());
            figures.Add("  of it for the streams", "MB", Memory() - empty, Bar.AtMost(300));
            Console.WriteLine($"round {round} of {rounds}");
        }
        await closing.CancelAsync();
        await Task.WhenAll(open);
    }

    async Task<List<Guid>> SeedAsync()
    {
        await using var seed = _owner.CreateCommand($$"""
            insert into people (user_id, district, body, roles, active, version, email)
            select gen_random_uuid(), '{{District}}', 'discipline', case when n <= {{Concerned}} then '{intake}'::text[] else '{handler}' end, true, 1,
                n || '@people.example' from generate_series(1, {{People}}) n;
            analyze people
            """);
        await seed.ExecuteNonQueryAsync();
        await using var command = _owner.CreateCommand($"select array(select user_id from people where roles = '{{intake}}' order by random() limit {Streams / 2}) || array(select user_id from people where roles = '{{handler}}' limit {Streams / 2})");
        return [.. (Guid[])(await command.ExecuteScalarAsync())!];
    }

    /// <summary>Time the database alone needs for the same rows, under the same indexes.</summary>
    async Task<double> BulkAsync()
    {
        await ExecuteAsync("drop table if exists plain; create table plain (like notifications including all)");
        var clock = Stopwatch.StartNew();
        await ExecuteAsync("""
            insert into plain select user_id, 1, '019d0a3c-5b1e-7c33-9d0f-2f6a4f0f7a11', district, body, 'clue.awaiting_receipt', '{"reference": "2026-0017", "letterNumber": "〔2026〕12号"}', '/clues/019d0a3c-5b1e-7c33-9d0f-2f6a4f0f7a11', 1, now()
            from people where roles && '{intake}'
            """);
        return clock.Elapsed.TotalSeconds;
    }

    async Task<double> TellAllAsync()
    {
        var clock = Stopwatch.StartNew();
        var nobody = Guid.CreateVersion7();
        var id = await PublishAsync(new ClueTransferred(
            Guid.CreateVersion7(), District, "2026-0017", "〔2026〕12号", "00", DateTimeOffset.UtcNow.AddDays(3), nobody, nobody, DateTimeOffset.UtcNow));
        await using var command = _owner.CreateCommand("select count(*) from notifications where id = $1 and body = 'discipline'");
        command.Parameters.AddWithValue(id);
        while ((long)(await command.ExecuteScalarAsync())! < Concerned)
        {
            if (clock.Elapsed > TimeSpan.FromMinutes(3)) throw new TimeoutException("Not everybody was notified.");
            await Task.Delay(250);
        }

        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Single notifications, ten a second, to people with an open stream, half of who also receive the large event.</summary>
    async Task SinglesAsync(List<Guid> people, TimeSpan longest, Task? until)
    {
        _published.Clear();
        _arrived.Clear();
        var clock = Stopwatch.StartNew();
        for (var n = 0; clock.Elapsed < longest && until is not { IsCompleted: true }; n++)
        {
            var watcher = people[n % 2 == 0 ? n / 2 % (Watchers / 2) : (Streams / 2) + (n / 2 % (Watchers / 2))];
            var now = DateTimeOffset.UtcNow;
            await PublishAsync(new DisposalSentBack(Guid.CreateVersion7(), District, "2026-0018", watcher, Guid.CreateVersion7(), now));
            await Task.Delay(100);
        }

        for (var waited = Stopwatch.StartNew(); _arrived.Count < _published.Count && waited.Elapsed < TimeSpan.FromSeconds(30);) await Task.Delay(50);
        if (_arrived.Count < _published.Count) throw new TimeoutException($"{_arrived.Count} of {_published.Count} single notifications arrived.");
    }

    void Report(Figures figures, string name, Bar? bar = null)
    {
        figures.Add($"{name}, p50", "ms", Figures.Percentile(_arrived.Values, 0.5));
        figures.Add($"{name}, p99", "ms", Figures.Percentile(_arrived.Values, 0.99), bar);
    }

    async Task<List<Task>> OpenAsync(List<Guid> people, CancellationToken ct)
    {
        var open = new List<Task>();
        foreach (var group in people.Chunk(50))
        {
            var responses = await Task.WhenAll(group.Select(async user =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_host.Address("notifications"), "/api/notifications/stream"));
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _issuer.Token(new Person(user, District, Discipline.Intake)));
                var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
                response.EnsureSuccessStatusCode();
                return response;
            }));
            open.AddRange(responses.Select(response => ListenAsync(response, ct)));
        }

        return open;
    }

    async Task ListenAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                if (!line.StartsWith("data:", StringComparison.Ordinal) || !line.Contains("disposal.sent_back", StringComparison.Ordinal)) continue;
                var now = Stopwatch.GetTimestamp();
                var id = JsonDocument.Parse(line[5..]).RootElement.GetProperty("notification").GetProperty("id").GetGuid();
                if (_published.TryGetValue(id, out var began)) _arrived[id] = Stopwatch.GetElapsedTime(began, now).TotalMilliseconds;
            }
        }
        catch (OperationCanceledException)
        {
            // Expected at the end of the bench.
        }
        finally
        {
            response.Dispose();
        }
    }

    async Task<Guid> PublishAsync<TEvent>(TEvent e) where TEvent : class, IIntegrationEvent
    {
        await using var channel = await _broker.CreateChannelAsync(new CreateChannelOptions(true, true));
        var id = Guid.CreateVersion7();
        if (e is DisposalSentBack) _published[id] = Stopwatch.GetTimestamp();
        await channel.PublishEventAsync(e, id);
        return id;
    }

    /// <returns>Resident memory of the service, in MB.</returns>
    double Memory()
    {
        var line = File.ReadLines($"/proc/{_host.ProcessId("notifications")}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    async Task ExecuteAsync(string sql)
    {
        await using var command = _owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _broker.DisposeAsync();
        await _owner.DisposeAsync();
        await _host.DisposeAsync();
        await _issuer.DisposeAsync();
    }
}
