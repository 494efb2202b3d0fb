using System.Diagnostics;

namespace Supervision.Bench;

/// <summary>Short slices, each figure beside the engine's own of the same moment.</summary>
internal static class MiniBench
{
    public static async Task RunAsync(string postgres, string rabbit, Uri management, int rounds, int backlog)
    {
        await using var host = await BenchHost.CreateAsync(postgres, rabbit, management, "plain");
        await host.StartAsync();
        await Ours.LoadedAsync(host, TimeSpan.FromSeconds(3));
        await Ours.DrainAsync(host, 10_000);
        using var self = Process.GetCurrentProcess();
        for (var round = 0; round < rounds; round++)
        {
            var (cpu, alloc) = Note();
            var (effects, p99) = await Ours.LoadedAsync(host, TimeSpan.FromSeconds(3));
            var n = host.Effects.Count;
            var (cpu2, alloc2) = Note();
            var raw = await Limits.PostgresAsync(host.Owner, TimeSpan.FromSeconds(2));
            Console.WriteLine($"FIG loaded {effects:F0}/s p99 {p99:F0} ms rawpg {raw:F0} ratio {effects / raw:F3} cpu {(cpu2 - cpu) / n:F0} us alloc {(alloc2 - alloc) / n / 1024.0:F1} KB");
            (cpu, alloc) = Note();
            var (u50, u99) = await Ours.UnloadedAsync(host, 150);
            (cpu2, alloc2) = Note();
            Console.WriteLine($"FIG unloaded p50 {u50:F2} p99 {u99:F2} ms cpu {(cpu2 - cpu) / 150:F0} us alloc {(alloc2 - alloc) / 150 / 1024.0:F1} KB");
            var confirms = await Limits.RabbitAsync(rabbit, 15_000);
            (cpu, alloc) = Note();
            var drained = await Ours.DrainAsync(host, backlog);
            (cpu2, alloc2) = Note();
            Console.WriteLine($"FIG drain effects {drained.Effects:F0}/s published {drained.Published:F0}/s rawmq {confirms:F0} ratio {drained.Effects / confirms:F3} cpu {(cpu2 - cpu) / backlog:F1} us alloc {(alloc2 - alloc) / backlog / 1024.0:F1} KB");
        }

        await host.StopAsync();

        (double Cpu, double Alloc) Note()
        {
            self.Refresh();
            return (self.TotalProcessorTime.TotalMicroseconds, GC.GetTotalAllocatedBytes());
        }
    }
}
