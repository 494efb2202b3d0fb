using Npgsql;
using Xunit;

namespace Supervision.Testing;

/// <summary>
/// A PostgreSQL server and a RabbitMQ broker for one test assembly, as <c>[assembly: AssemblyFixture(typeof(Infrastructure))]</c>.
/// </summary>
public sealed class Infrastructure : IAsyncLifetime
{
    private TestHost? _host;
    private int _databases;

    /// <summary>Owner's connection string of the server, without a database.</summary>
    public string Postgres => Host.ConnectionString("postgres");

    /// <summary><c>amqp://user:password@host:port</c> of an administrator.</summary>
    public string RabbitMq => Host.ConnectionString("rabbitmq");

    /// <summary>The broker's HTTP API, with the credentials of <see cref="RabbitMq"/>.</summary>
    public Uri RabbitMqManagement => Host.Address("rabbitmq", "management");

    /// <summary>For killing and restarting: the resources are <c>postgres</c> and <c>rabbitmq</c>.</summary>
    public TestHost Host => _host ?? throw new InvalidOperationException("The fixture is not started yet.");

    public async ValueTask InitializeAsync() => _host = await TestHost.StartServersAsync(ct: TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Creates an empty database and returns its owner's connection string.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection($"{Postgres};Database=postgres;Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"create database {name}";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return $"{Postgres};Database={name}";
    }
}
