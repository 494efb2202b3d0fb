using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>Two services as in production, each a process with its own database: one commits and publishes, the other consumes.</summary>
internal sealed class BenchPair : IAsyncDisposable
{
    readonly List<Process> _processes = [];

    public required NpgsqlDataSource PublisherOwner { get; init; }

    public required NpgsqlDataSource ConsumerOwner { get; init; }

    public static async Task<BenchPair> StartAsync(TestHost servers, string name)
    {
        var consumer = await BenchSite.CreateAsync(servers, $"{name}_in", name);
        var publisher = await BenchSite.CreateAsync(servers, $"{name}_out", name);
        var pair = new BenchPair
        {
            PublisherOwner = NpgsqlDataSource.Create(publisher.Owner),
            ConsumerOwner = NpgsqlDataSource.Create(consumer.Owner),
        };
        await pair.StartAsync(MessagingEnd.Publisher, publisher); // both declare first, so that published events find their queue
        await pair.StartAsync(MessagingEnd.Consumer, consumer);
        return pair;
    }

    public async Task<List<Stamp>> WriteAsync(TimeSpan duration) =>
        JsonSerializer.Deserialize<List<Stamp>>(await TellAsync(0, FormattableString.Invariant($"write {duration.TotalSeconds}")))!;

    public async Task<Stamp> CommitAsync() => JsonSerializer.Deserialize<Stamp>(await TellAsync(0, "commit"))!;

    public Task ClearAsync() => TellAsync(1, "clear");

    /// <summary>Waits until the given number of effects is committed since the last <see cref="ClearAsync"/>.</summary>
    public Task ReachAsync(int count) => TellAsync(1, $"reach {count}");

    public async Task<Dictionary<Guid, long>> EffectsAsync() =>
        JsonSerializer.Deserialize<List<Stamp>>(await TellAsync(1, "instants"))!.ToDictionary(stamp => stamp.Matter, stamp => stamp.Instant);

    /// <summary>Sum over both processes.</summary>
    public async Task<Usage> UsageAsync() =>
        JsonSerializer.Deserialize<Usage>(await TellAsync(0, "usage"))! + JsonSerializer.Deserialize<Usage>(await TellAsync(1, "usage"))!;

    async Task StartAsync(string verb, BenchSite site)
    {
        var self = Environment.ProcessPath!;
        string[] arguments = Path.GetFileNameWithoutExtension(self) is "dotnet" ? [typeof(BenchPair).Assembly.Location, verb] : [verb];
        var start = new ProcessStartInfo(self, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[MessagingEnd.Site] = JsonSerializer.Serialize(site);
        _processes.Add(Process.Start(start)!);
        if (await ReadAsync(_processes[^1]) is not "ready") throw new InvalidOperationException($"{verb} is not ready.");
    }

    async Task<string> TellAsync(int process, string order)
    {
        await _processes[process].StandardInput.WriteLineAsync(order);
        await _processes[process].StandardInput.FlushAsync();
        return await ReadAsync(_processes[process]);
    }

    static async Task<string> ReadAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("A process of the bench exited; see its output above.");

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.StandardInput.Close(); // it exits at the end of its input
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try
            {
                await process.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }

            process.Dispose();
        }

        await PublisherOwner.DisposeAsync();
        await ConsumerOwner.DisposeAsync();
    }
}
