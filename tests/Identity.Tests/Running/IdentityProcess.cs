using System.Diagnostics;
using System.Runtime.InteropServices;
using Supervision.Identity.Data;
using Supervision.Testing;

namespace Supervision.Identity.Tests.Running;

/// <summary>Identity as in production: a separate process configured by its environment.</summary>
internal sealed class IdentityProcess : IAsyncDisposable
{
    /// <summary>Long enough for a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    readonly Process _process;
    readonly Task<string> _output;

    IdentityProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        _output = ReadAsync(process);
    }

    public Uri Address { get; }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Runs the migration step until it exits.</summary>
    /// <returns>Its output and exit code.</returns>
    public static async Task<(int Status, string Output)> MigrateAsync(IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        using var process = Start(environment, "migrate");
        var output = ReadAsync(process);
        await process.WaitForExitAsync(ct).WaitAsync(Patience, ct);
        return (process.ExitCode, await output);
    }

    /// <summary>Starts a copy and waits until it is ready.</summary>
    public static async Task<IdentityProcess> StartAsync(IReadOnlyDictionary<string, string> environment, Uri address, CancellationToken ct)
    {
        var settings = new Dictionary<string, string>(environment) { ["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority) };
        var copy = new IdentityProcess(Start(settings), address);
        using var http = new HttpClient();
        await Eventually.TrueAsync(async () =>
        {
            if (copy._process.HasExited) Assert.Fail($"Identity ended:\n{await copy._output}");
            try
            {
                using var health = await http.GetAsync(new Uri(address, "/health"), ct);
                return health.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, "Identity is healthy", Patience);
        return copy;
    }

    public static Uri FreeAddress() => new($"http://127.0.0.1:{Testing.FreePort.Next()}");

    /// <summary>Kills the process without warning.</summary>
    public async Task<string> KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        return await _output;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    static Process Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(dotnet, [typeof(IdentityDb).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    static async Task<string> ReadAsync(Process process)
    {
        var parts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        return string.Concat(parts);
    }
}
