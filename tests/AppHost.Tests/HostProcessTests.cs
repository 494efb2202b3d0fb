using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Supervision.AppHost.Local;
using Supervision.Testing;

namespace Supervision.AppHost.Tests;

/// <summary>Starts and stops of the whole platform, as an operator sees them.</summary>
public sealed class HostProcessTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"supervision-host-{Guid.NewGuid():N}");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    /// <summary>One platform through every kind of stop: each start must find what the previous run left, and nothing else.</summary>
    [Fact]
    public async Task However_the_platform_ends_nothing_is_left_and_the_next_start_finds_the_data()
    {
        using (var host = new HostProcess(_folder))
        {
            await AnswersAsync(await host.ReadyAsync());
            using (var second = new HostProcess(_folder)) (await second.EndAsync()).IsOneClearLine("already running");
            host.Kill();
            await host.EndAsync();
            await GoneAsync("the AppHost was killed");
            File.Delete(Path.Combine(_folder, "ready")); // so that we wait for the next host's file
        }

        var accounts = await File.ReadAllTextAsync(Path.Combine(_folder, "accounts.json"), Stop);
        using (var host = new HostProcess(_folder))
        {
            await AnswersAsync(await host.ReadyAsync());
            await KillAsync(Processes.Of(_folder).Single(one => one.Command.Contains("Aspire.Dashboard", StringComparison.Ordinal)).Id);
            await KillAsync(Processes.Of(_folder).Single(one => one.Command.Contains("Supervision.Topics", StringComparison.Ordinal)).Id);
            await Eventually.TrueAsync(
                () => Task.FromResult(Processes.Of(_folder).Any(one => one.Command.Contains("Supervision.Topics", StringComparison.Ordinal))),
                "topics is started again");
            await KillAsync(Processes.OrchestratorOf(host.Id));
            await host.StopAsync("TERM");
            await GoneAsync("the orchestrator was killed");
            File.Delete(Path.Combine(_folder, "ready"));
        }

        using (var host = new HostProcess(_folder))
        {
            await AnswersAsync(await host.ReadyAsync());
            Assert.Equal(accounts, await File.ReadAllTextAsync(Path.Combine(_folder, "accounts.json"), Stop));
            var end = await host.StopAsync("INT");
            Assert.True(end.ExitCode is 0, end.ToString());
            // The AppHost exits once everything it started has; the orchestrator follows at once.
            Assert.DoesNotContain(Processes.Of(_folder), one => !one.Command.Contains("/dcp ", StringComparison.Ordinal));
            await GoneAsync("the platform was stopped");
            Assert.False(File.Exists(Path.Combine(_folder, "ready")));
        }
    }

    [Fact]
    public async Task A_taken_port_is_one_clear_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = $"{((IPEndPoint)listener.LocalEndpoint).Port}";
        using var host = new HostProcess(_folder, environment: ("GATEWAY_PORT", port));
        (await host.EndAsync()).IsOneClearLine($"Port {port}");
    }

    [Fact]
    public async Task A_failed_migration_ends_the_start()
    {
        using var host = new HostProcess(_folder, environment: ("Parameters__sample-accounts-file", "/proc/none/accounts.json"));
        var end = await host.EndAsync();
        Assert.True(end.ExitCode is 1, end.ToString());
        Assert.StartsWith("error: identity-migrations (exit code ", end.Errors, StringComparison.Ordinal);
        Assert.Contains("identity-migrations | ", end.Output, StringComparison.Ordinal);
        await GoneAsync("a migration failed");
    }

    [Fact]
    public void A_missing_server_is_one_clear_line()
    {
        var missing = Assert.Throws<DistributedApplicationException>(() => Machine.Newest("postgres", "/nowhere/*/bin", "/nowhere"));
        Assert.Equal("postgres was not found in /nowhere/*/bin or /nowhere: install it, or a container engine.", missing.Message);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_used_is_one_clear_line()
    {
        await File.WriteAllTextAsync(_folder, "a file, not a folder", Stop);
        using var host = new HostProcess(_folder);
        (await host.EndAsync()).IsOneClearLine(_folder);
        File.Delete(_folder);
    }

    [Fact]
    public void Data_of_roots_servers_lies_where_their_users_may_enter()
    {
        var closed = Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        Assert.Matches("^/var/lib/supervision-[0-9a-f]{8}$", ServerHome.Place(Path.Combine(closed, "data")));
        Assert.Equal(closed, ServerHome.Place(closed));
    }

    private static async Task AnswersAsync(Uri platform)
    {
        using var client = new HttpClient { BaseAddress = platform };
        using var answer = await client.GetAsync("/health", Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static Task KillAsync(int process) => Machine.RunAsync(["kill", "-9", process.ToString(CultureInfo.InvariantCulture)], "/", Stop);

    private Task GoneAsync(string why) =>
        Eventually.EmptyAsync($"Left after {why}", () => Task.FromResult<IReadOnlyList<(int, string)>>(Processes.Of(_folder)), Limit);
}
