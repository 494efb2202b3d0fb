using System.Globalization;

namespace Supervision.AppHost.Native.Running;

/// <summary>A process as the kernel identifies it: a number is given again one day, a number with its start time is not.</summary>
internal sealed record ProcessIdentity(int Id, int Session, ulong StartTime)
{
    public static ProcessIdentity? Parse(string statLine)
    {
        // "pid (name) state ppid pgrp session ...": the name may hold spaces, so count from its closing parenthesis.
        var close = statLine.LastIndexOf(')');
        if (close < 0) return null;
        var fields = statLine[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && fields[0] is not "Z" && int.TryParse(statLine[..statLine.IndexOf(' ', StringComparison.Ordinal)], out var id)
            ? new ProcessIdentity(id, int.Parse(fields[3], CultureInfo.InvariantCulture), ulong.Parse(fields[19], CultureInfo.InvariantCulture))
            : null;
    }

    public static IEnumerable<ProcessIdentity> All() =>
        Directory.EnumerateDirectories("/proc")
            .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            .Select(folder => Read($"{folder}/stat"))
            .OfType<ProcessIdentity>();

    public static IReadOnlyList<ProcessIdentity> InSession(int session) => [.. All().Where(one => one.Session == session)];

    public static ProcessIdentity? Find(int id) => Read($"/proc/{id}/stat");

    private static ProcessIdentity? Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (IOException)
        {
            return null; // ended between the listing and the reading
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>
/// The processes of one data folder. Each carries the folder's name in its environment, as do its children, so the next start
/// finds what a killed host left behind, and can take no stranger's process for its own.
/// </summary>
internal sealed class OwnProcesses(string dataFolder)
{
    public const string Mark = "SUPERVISION_DATA_FOLDER";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string DataFolder { get; } = dataFolder;

    /// <summary>Ends what an earlier host left behind. Only for the one host that has claimed the folder.</summary>
    /// <returns>How many processes were ended.</returns>
    public async Task<int> EndLeftoversAsync()
    {
        var left = ProcessIdentity.All().Where(IsMarked).ToList();
        left.ForEach(process => Posix.Signal(process.Id, Posix.Kill));
        await WaitUntilGoneAsync(left);
        return left.Count;
    }

    public static async Task WaitUntilGoneAsync(IReadOnlyList<ProcessIdentity> processes)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (processes.FirstOrDefault(process => ProcessIdentity.Find(process.Id) == process) is { } alive)
        {
            if (DateTime.UtcNow > deadline) throw new HostException($"Process {alive.Id} of an earlier run does not end.");
            await Task.Delay(20);
        }
    }

    private bool IsMarked(ProcessIdentity process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/environ").Split('\0').Contains($"{Mark}={DataFolder}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false; // ended meanwhile, or another user's
        }
    }
}
