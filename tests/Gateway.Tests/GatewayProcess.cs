using System.Collections.Concurrent;
using System.Diagnostics;
using Supervision.Gateway.Data;
using Supervision.Testing;

namespace Supervision.Gateway.Tests;

/// <summary>The gateway as it runs in production: a process of its own.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    public const string Secret = "a secret of these tests";

    readonly Process _process;
    readonly ConcurrentQueue<string> _log = new();

    GatewayProcess(Dictionary<string, string?> settings, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(GatewayDb).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_CONTENTROOT"] = ContentRoot();
        start.Environment.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public required Uri Address { get; init; }

    public string Log => string.Join('\n', _log);

    public int Id => _process.Id;

    public static async Task<GatewayProcess> StartAsync(int port, Dictionary<string, string?> settings)
    {
        var gateway = new GatewayProcess(new(settings) { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" }, []) { Address = new($"http://localhost:{port}") };
        using var client = new HttpClient();
        await Eventually.TrueAsync(async () =>
        {
            if (gateway._process.HasExited) throw new InvalidOperationException($"The gateway exited by itself:\n{gateway.Log}");
            try
            {
                return (await client.GetAsync(new Uri(gateway.Address, "/health"))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // not listening yet
            }
        }, () => gateway.Log, TimeSpan.FromSeconds(90));
        return gateway;
    }

    /// <summary>Runs the gateway with arguments until it exits.</summary>
    public static async Task<(int ExitCode, string Log)> RunAsync(Dictionary<string, string?> settings, params string[] arguments)
    {
        await using var run = new GatewayProcess(settings, arguments) { Address = new("http://localhost") };
        await run._process.WaitForExitAsync();
        return (run._process.ExitCode, run.Log);
    }

    public static int FreePort() => Testing.FreePort.Next();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    static string ContentRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var gateway = Path.Combine(folder.FullName, "gateway");
            if (File.Exists(Path.Combine(gateway, "appsettings.json"))) return gateway;
        }

        throw new InvalidOperationException("The gateway's folder is not above the tests'.");
    }
}
