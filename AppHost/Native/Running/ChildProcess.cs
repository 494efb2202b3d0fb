using System.Diagnostics;

namespace Supervision.AppHost.Native.Running;

/// <summary>What to start and how.</summary>
/// <param name="Command">Program and arguments.</param>
/// <param name="Folder">Its working folder.</param>
/// <param name="Environment">What differs from this process's own environment; null takes a variable away.</param>
/// <param name="User">Whom it runs as, where that is not the user of this process.</param>
internal sealed record ProcessPlan(
    IReadOnlyList<string> Command, string Folder, IReadOnlyDictionary<string, string?> Environment, SystemUser? User = null);

/// <summary>A process in a session of its own: a Ctrl-C meant for the host does not reach it, and its children can be found.</summary>
internal sealed class ChildProcess
{
    private readonly Process _process;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process)
    {
        _process = process;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _exited.TrySetResult(process.ExitCode);
    }

    public int Id => _process.Id;

    /// <summary>Its exit code, once it has ended.</summary>
    public Task<int> Exited => _exited.Task;

    public static ChildProcess Start(ProcessPlan plan, OwnProcesses own, Action<string> log)
    {
        var start = new ProcessStartInfo(
            "/usr/bin/setsid", Commands.As(plan.User, plan.Command))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = plan.Folder,
        };
        foreach (var (name, value) in plan.Environment)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        start.Environment[OwnProcesses.Mark] = own.DataFolder;
        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => Pass(line.Data, log);
        child._process.ErrorDataReceived += (_, line) => Pass(line.Data, log);
        child._process.Start();
        child._process.StandardInput.Close();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        if (Posix.IsRoot) Weigh(child.Id);
        return child;
    }

    /// <summary>
    /// Linux shares the processors among sessions first (autogroup), and each PostgreSQL backend makes itself a session: under load a hundred of them
    /// left the broker, which is one, waiting 400 ms for a turn. So each program weighs as much as nine backends. Only root may say so; for
    /// others, and where there are no autogroups, the shares stay as they are.
    /// </summary>
    private static void Weigh(int process)
    {
        var share = $"/proc/{process}/autogroup";
        if (!File.Exists(share)) return;
        while (ProcessIdentity.Find(process) is { } starting && starting.Session != process) Thread.Sleep(1); // until then it is in the host's own
        try
        {
            File.WriteAllText(share, "-10");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // It has ended already, or this root may not, as in a container without the right.
        }
    }

    public void Signal(int signal)
    {
        if (!Exited.IsCompleted) Posix.Signal(Id, signal);
    }

    /// <summary>Asks it to end, and makes it end when it has not done so in time.</summary>
    public async Task StopAsync(int signal, TimeSpan patience)
    {
        Signal(signal);
        await Task.WhenAny(Exited, Task.Delay(patience));
        await KillAsync();
    }

    public async Task KillAsync()
    {
        var session = ProcessIdentity.InSession(Id);
        foreach (var process in session) Posix.Signal(process.Id, Posix.Kill);
        await OwnProcesses.WaitUntilGoneAsync(session);
        await Exited;
    }

    private static void Pass(string? line, Action<string> log)
    {
        if (line is not null) log(line);
    }
}
