using System.Globalization;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>(e) The spreadsheet of 100,000 proposals: what it adds to the memory of the service that writes it.</summary>
internal static class ExportBench
{
    public static async Task RunAsync(Figures figures, TestHost platform, HttpClient office)
    {
        var process = platform.ProcessId("topics")!.Value;
        await ReadAsync(office, "/api/topics/export"); // so that the code that writes spreadsheets is compiled
        var before = Resident(process);
        var most = before;
        using var ended = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (!ended.IsCancellationRequested)
            {
                most = Math.Max(most, Resident(process));
                await pace.WaitForNextTickAsync(CancellationToken.None);
            }
        });
        var size = await ReadAsync(office, "/api/topics/proposals/export");
        await ended.CancelAsync();
        await watch;
        figures.Add("export of 100,000 proposals", "MB", size / 1048576.0);
        figures.Add("  resident before", "MB", before);
        figures.Add("  resident more, at most", "MB", most - before, Bar.AtMost(64));
    }

    static async Task<long> ReadAsync(HttpClient office, string path)
    {
        using var answer = await office.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[1 << 16];
        long size = 0;
        for (int read; (read = await body.ReadAsync(buffer)) > 0;) size += read;
        return size;
    }

    /// <returns>MB.</returns>
    static long Resident(int process) => File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)).Single() / 1024;
}
