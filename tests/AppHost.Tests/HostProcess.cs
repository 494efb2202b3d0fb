using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Supervision.AppHost.Tests;

/// <summary>The sample AppHost as an operator runs it: a process of its own, on a data folder of its own.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    public HostProcess(string dataFolder, params (string Name, string Value)[] environment)
    {
        DataFolder = dataFolder;
        var start = new ProcessStartInfo(
            Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")),
            [typeof(Projects.SampleHost).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Native__DataFolder"] = dataFolder;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public string DataFolder { get; }

    public void Kill() => _process.Kill();

    /// <summary>Waits until everything is healthy.</summary>
    /// <returns>The public address.</returns>
    public async Task<Uri> ReadyAsync()
    {
        var file = Path.Combine(DataFolder, "ready");
        var deadline = DateTime.UtcNow + Patience;
        while (!File.Exists(file))
        {
            if (_process.HasExited || DateTime.UtcNow > deadline) Assert.Fail($"The host is not ready.\n{await EndAsync()}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return new Uri(await File.ReadAllTextAsync(file));
    }

    /// <summary>Asks it to stop, as Ctrl-C would.</summary>
    public async Task<HostEnd> StopAsync()
    {
        using var kill = Process.Start("/bin/kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await EndAsync();
    }

    public async Task<HostEnd> EndAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
        return new HostEnd(_process.ExitCode, await _output, await _errors);
    }

    /// <summary>Numbers of the processes that were told of this data folder, whoever their parent is now.</summary>
    public static IReadOnlyList<int> ProcessesOf(string dataFolder) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0]))
            .Where(id => Mentions($"/proc/{id}/cmdline", dataFolder) || Mentions($"/proc/{id}/environ", dataFolder))
            .Select(id => int.Parse(id!, CultureInfo.InvariantCulture)),
    ];

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static bool Mentions(string path, string text)
    {
        try
        {
            return File.ReadAllText(path).Contains(text, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false; // ended while we looked, or another user's
        }
    }
}

internal sealed record HostEnd(int ExitCode, string Output, string Errors)
{
    /// <summary>The one line an operator can act on, and nothing like a stack trace.</summary>
    public void IsOneClearLine(string about)
    {
        Assert.True(ExitCode is 1, ToString());
        var line = Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(about, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Output, StringComparison.Ordinal);
    }
}
