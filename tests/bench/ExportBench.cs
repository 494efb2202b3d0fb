using Supervision.Testing;
using System.Globalization;

namespace Supervision.Bench;

/// <summary>(e) The spreadsheet of 100,000 proposals: what it adds to the memory of the service that writes it.</summary>
internal static class ExportBench
{
    public static async Task RunAsync(TestHost platform, HttpClient office)
    {
        var process = platform.ProcessId("topics")!.Value;
        await ReadAsync(office, "/api/topics/export"); // the code that writes spreadsheets is compiled
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
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"export of 100,000 proposals: {size / 1048576.0:F1} MB; resident {before} MB before, {most} MB at most, {most - before} MB more, limit 64: {(most - before <= 64 ? "met" : "MISSED")}"));
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
