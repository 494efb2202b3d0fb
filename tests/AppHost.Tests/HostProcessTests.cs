using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Npgsql;

namespace Supervision.AppHost.Tests;

public sealed class HostProcessTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"supervision-host-{Guid.NewGuid():N}");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_a_killed_host_left_is_ended_by_the_next_one_which_finds_the_data_and_leaves_nothing()
    {
        using (var killed = new HostProcess(_folder, ("SAMPLE_BROKER", "1")))
        {
            await MakeTableAsync(await killed.ReadyAsync());
            killed.Kill();
            await killed.EndAsync();
        }

        Assert.NotEmpty(HostProcess.ProcessesOf(_folder));
        File.Delete(Path.Combine(_folder, "ready")); // so that we wait for the next host's

        using var next = new HostProcess(_folder, ("SAMPLE_BROKER", "1"));
        Assert.Equal(1, await CountAsync(await next.ReadyAsync()));

        using var second = new HostProcess(_folder);
        (await second.EndAsync()).IsOneClearLine("already running");

        var end = await next.StopAsync();
        Assert.True(end.ExitCode is 0, end.ToString());
        Assert.Contains("left by an earlier run", end.Output, StringComparison.Ordinal);
        Assert.Contains("sample at http://localhost:", end.Output, StringComparison.Ordinal);
        Assert.Contains("sample-migrations | migrated", end.Output, StringComparison.Ordinal);
        Assert.Empty(HostProcess.ProcessesOf(_folder));
        Assert.False(File.Exists(Path.Combine(_folder, "ready")));
    }

    [Fact]
    public async Task A_taken_port_is_one_clear_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = $"{((IPEndPoint)listener.LocalEndpoint).Port}";
        using var host = new HostProcess(_folder, ("SAMPLE_PORT", port));
        (await host.EndAsync()).IsOneClearLine($"Port {port}");
    }

    [Fact]
    public async Task A_missing_server_is_one_clear_line()
    {
        using var host = new HostProcess(_folder, ("Native__PostgresBin", "/nowhere"));
        (await host.EndAsync()).IsOneClearLine("/nowhere");
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
    public async Task A_failed_migration_ends_the_start()
    {
        using var host = new HostProcess(_folder, ("MIGRATION_FAILS", "1"));
        (await host.EndAsync()).IsOneClearLine("sample-migrations failed with exit code 7");
        Assert.Empty(HostProcess.ProcessesOf(_folder));
    }

    [Fact]
    public async Task Servers_of_root_keep_their_data_where_their_users_may_enter_and_a_fresh_start_finds_none()
    {
        Assert.SkipUnless(Environment.UserName is "root", "Only root's servers run as other users.");
        Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var data = Path.Combine(_folder, "data");
        using (var first = new HostProcess(data))
        {
            await MakeTableAsync(await first.ReadyAsync());
            Assert.Contains("postgres keeps its data in /var/lib/supervision-", (await first.StopAsync()).Output, StringComparison.Ordinal);
        }

        using var fresh = new HostProcess(data, ("Native__Fresh", "true"));
        Assert.Equal(0, await CountAsync(await fresh.ReadyAsync()));
        var end = await fresh.StopAsync();
        Directory.Delete(Regex.Match(end.Output, "/var/lib/supervision-[0-9a-f]{8}").Value, recursive: true);
    }

    private static async Task MakeTableAsync(Uri sample) => await QueryAsync(sample, "create table kept ()");

    private static async Task<long> CountAsync(Uri sample) => (long)(await QueryAsync(sample, "select count(*) from pg_tables where tablename = 'kept'"))!;

    private static async Task<object?> QueryAsync(Uri sample, string statement)
    {
        using var client = new HttpClient { BaseAddress = sample };
        var told = await client.GetFromJsonAsync<Dictionary<string, string>>("/environment", Stop);
        await using var source = NpgsqlDataSource.Create(told!["ConnectionStrings__sampledb"]);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync(Stop);
    }
}
