namespace Supervision.AppHost.Tests;

/// <summary>Processes of this machine as listed by the kernel.</summary>
internal static class Processes
{
    /// <summary>Processes whose command line or environment names a data folder, whatever their parent, by id and command line.</summary>
    public static IReadOnlyList<(int Id, string Command)> Of(string dataFolder) =>
    [
        .. All().Where(id => Read(id, "cmdline").Contains(dataFolder, StringComparison.Ordinal) || Read(id, "environ").Contains(dataFolder, StringComparison.Ordinal))
            .Select(id => (id, Read(id, "cmdline").Replace('\0', ' '))),
    ];

    /// <summary>The orchestrator's processes that watch over the AppHost with this id.</summary>
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
            return ""; // exited while we read it, or another user's
        }
    }
}
