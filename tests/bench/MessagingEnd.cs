using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Supervision.Bench;

/// <summary>
/// Runs in a separate process: a service that commits and relays, or one that consumes events. It executes commands from its standard input, one per
/// line, and answers each with one line; it exits at the end of its input.
/// </summary>
internal static class MessagingEnd
{
    public const string Publisher = "messaging-publisher", Consumer = "messaging-consumer", Site = "BENCH_SITE";

    static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(string verb)
    {
        var site = JsonSerializer.Deserialize<BenchSite>(Environment.GetEnvironmentVariable(Site)!)!;
        await using var host = await BenchHost.CreateAsync(site, consumes: verb is Consumer);
        await host.StartAsync();
        await Console.Out.WriteLineAsync("ready");
        while (await Console.In.ReadLineAsync() is { } order) await Console.Out.WriteLineAsync(await DoAsync(host, order.Split(' ', 2)));
        await host.StopAsync();
    }

    static async Task<string> DoAsync(BenchHost host, string[] order)
    {
        switch (order)
        {
            case ["write", var seconds]:
                return JsonSerializer.Serialize(await WriteAsync(host, TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture))));
            case ["commit"]:
                return JsonSerializer.Serialize(Stamp.Of(await host.CommitAsync()));
            case ["clear"]:
                host.Effects.Clear();
                return "done";
            case ["reach", var count]:
                await host.Effects.ReachesAsync(int.Parse(count, CultureInfo.InvariantCulture), Deadline);
                return "done";
            case ["instants"]:
                return JsonSerializer.Serialize(host.Effects.All.Select(one => Stamp.Of((one.Key, one.Value))));
            case ["usage"]:
                using (var self = Process.GetCurrentProcess())
                    return JsonSerializer.Serialize(new Usage(self.TotalProcessorTime.TotalMicroseconds, GC.GetTotalAllocatedBytes() / 1024.0));
            default:
                throw new ArgumentException($"Not known: {string.Join(' ', order)}");
        }
    }

    /// <summary>16 writers for a time, each starting its next unit of work after the previous one.</summary>
    static async Task<IEnumerable<Stamp>> WriteAsync(BenchHost host, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            var commits = new List<Stamp>();
            while (clock.Elapsed < duration) commits.Add(Stamp.Of(await host.CommitAsync()));
            return commits;
        })));
        return all.SelectMany(commits => commits);
    }
}

/// <summary>When something was committed: the machine's monotonic clock, the same in every process.</summary>
internal sealed record Stamp(Guid Matter, long Instant)
{
    public static Stamp Of((Guid Matter, long Instant) pair) => new(pair.Matter, pair.Instant);
}

/// <summary>Resources a process has used so far.</summary>
/// <param name="Processor">Microseconds.</param>
/// <param name="Allocated">KB.</param>
internal sealed record Usage(double Processor, double Allocated)
{
    public static Usage operator +(Usage one, Usage other) => new(one.Processor + other.Processor, one.Allocated + other.Allocated);

    public static Usage operator -(Usage one, Usage other) => new(one.Processor - other.Processor, one.Allocated - other.Allocated);
}
