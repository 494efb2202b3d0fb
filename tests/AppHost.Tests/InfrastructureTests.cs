using System.Diagnostics;
using System.Text;
using Npgsql;
using Supervision.Testing;

[assembly: AssemblyFixture(typeof(Infrastructure))]

namespace Supervision.AppHost.Tests;

public sealed class InfrastructureTests(Infrastructure infrastructure, ITestOutputHelper output)
{
    [Fact]
    public async Task A_database_takes_connections()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(await infrastructure.CreateDatabaseAsync(stop));
        await connection.OpenAsync(stop);
        await using var command = new NpgsqlCommand("select current_setting('server_encoding')", connection);
        Assert.Equal("UTF8", await command.ExecuteScalarAsync(stop));
    }

    [Fact]
    public async Task Both_servers_come_back_after_a_crash()
    {
        var stop = TestContext.Current.CancellationToken;
        foreach (var server in new[] { "postgres", "rabbitmq" })
        {
            var clock = Stopwatch.StartNew();
            await infrastructure.Host.KillAsync(server, stop);
            await infrastructure.Host.StartAgainAsync(server, stop);
            output.WriteLine($"{server} back after {clock.Elapsed.TotalSeconds:0.0} s");
        }

        Assert.NotEmpty(Encoding.UTF8.GetBytes(infrastructure.RabbitMq));
    }
}
