using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Supervision.AppHost.Tests;

/// <summary>The AppHost as an operator runs it: a separate process on its own data folder.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;
    private readonly string _dataFolder;

    public HostProcess(string dataFolder, string[]? arguments = null, params (string Name, string Value)[] environment)
    {
        _dataFolder = dataFolder;
        var start = new ProcessStartInfo(
            Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")),
            [typeof(ServiceResource).Assembly.Location, .. arguments ?? []])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DataFolder"] = dataFolder;
        start.Environment["Servers"] = "local";
        start.Environment["GATEWAY_PORT"] = "0";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public void Kill() => _process.Kill();

    /// <summary>Waits until everything is healthy.</summary>
    /// <returns>The public address.</returns>
    public async Task<Uri> ReadyAsync()
    {
        var file = Path.Combine(_dataFolder, "ready");
        var clock = Stopwatch.StartNew();
        while (!File.Exists(file) || new FileInfo(file).Length is 0)
        {
            if (_process.HasExited || clock.Elapsed > Patience)
            {
                Kill();
                Assert.Fail($"The platform is not ready.\n{await EndAsync()}");
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return new Uri((await File.ReadAllTextAsync(file)).Trim());
    }

    /// <summary>Asks it to stop, as Ctrl-C (INT) or a service manager (TERM) would.</summary>
    public async Task<HostEnd> StopAsync(string signal)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await EndAsync();
    }

    public async Task<HostEnd> EndAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
        return new HostEnd(_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}

internal sealed record HostEnd(int ExitCode, string Output, string Errors)
{
    /// <summary>The one line an operator can act on; fails if there is a stack trace.</summary>
    public void IsOneClearLine(string about)
    {
        Assert.True(ExitCode is 1, ToString());
        var line = Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(about, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Output, StringComparison.Ordinal);
    }
}
