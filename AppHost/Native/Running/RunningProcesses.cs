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
/// The processes of one data folder, each written down by itself before it becomes what it is to be, so that the next start
/// can end what a killed host left behind, and nothing else.
/// </summary>
internal sealed class ProcessLedger(string path, string dataFolder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Path { get; } = path;

    public void Open()
    {
        File.WriteAllText(Path, BootId() + "\n");
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Close() => File.Delete(Path);

    /// <summary>Ends what an earlier host left behind.</summary>
    /// <returns>How many processes were ended.</returns>
    public async Task<int> EndLeftoversAsync()
    {
        if (!File.Exists(Path)) return 0;
        var lines = await File.ReadAllLinesAsync(Path);
        if (lines.Length is 0 || lines[0] != BootId()) return 0;

        // The broker's name service and the servers end with their clients' connections cut: no order is needed.
        var left = lines.Skip(1).Select(ProcessIdentity.Parse).OfType<ProcessIdentity>().SelectMany(LeftOf).Distinct().ToList();
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

    private IEnumerable<ProcessIdentity> LeftOf(ProcessIdentity recorded)
    {
        var leader = ProcessIdentity.Find(recorded.Id);
        if (leader is not null && leader.StartTime != recorded.StartTime) return []; // the number belongs to a stranger now

        var members = ProcessIdentity.InSession(recorded.Id);
        return leader is not null ? members : members.Where(IsOfThisFolder);
    }

    /// <summary>Where the leader is gone its number proves nothing; what the process was told does.</summary>
    private bool IsOfThisFolder(ProcessIdentity process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/environ").Contains(dataFolder, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string BootId() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
}
