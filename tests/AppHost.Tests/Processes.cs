namespace Supervision.AppHost.Tests;

/// <summary>Processes of this machine as the kernel shows them.</summary>
internal static class Processes
{
    /// <summary>Those that were told of a data folder, whoever their parent is now, by number and command line.</summary>
    public static IReadOnlyList<(int Id, string Command)> Of(string dataFolder) =>
    [
        .. All().Where(id => Read(id, "cmdline").Contains(dataFolder, StringComparison.Ordinal) || Read(id, "environ").Contains(dataFolder, StringComparison.Ordinal))
            .Select(id => (id, Read(id, "cmdline").Replace('\0', ' '))),
    ];

    /// <summary>The orchestrator's processes that watch over the AppHost with this number.</summary>
    public static int OrchestratorOf(int host) =>
        All().First(id => Read(id, "cmdline") is var command && command.Contains("start-apiserver", StringComparison.Ordinal)
            && command.Contains($"--monitor\0{host}\0", StringComparison.Ordinal));

    public static bool Lives(int id) => Directory.Exists($"/proc/{id}");

    private static IEnumerable<int> All() =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0])).Select(name => int.Parse(name!, null));

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return ""; // ended while we looked, or another user's
        }
    }
}
