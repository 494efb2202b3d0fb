using System.Text.Json;
using Npgsql;
using RabbitMQ.Client;
using Supervision.Contracts;
using Supervision.Identity.Tests.Running;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Identity.Tests;

public sealed class DataTests(IdentityHost host)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_says_not_for_whom_sees_nothing()
    {
        await using var source = Source();
        foreach (var table in await TablesAsync()) Assert.Equal((table, 0L), (table, await CountAsync(source, $"select count(*) from {table}", null)));
    }

    [Fact]
    public async Task Work_for_one_district_sees_its_users_and_no_key_or_token()
    {
        await using var source = Source();
        Assert.Equal(0, await CountAsync(source, "select count(*) from users where district <> '330305'", "330305"));
        Assert.NotEqual(0, await CountAsync(source, "select count(*) from users where district = '330305'", "330305"));
        foreach (var table in (string[])["server_keys", "data_protection_keys", "client_applications", "client_tokens"])
            Assert.Equal((table, 0L), (table, await CountAsync(source, $"select count(*) from {table}", "330305")));
    }

    [Fact]
    public async Task Migrating_again_changes_nothing_and_a_lost_file_is_made_anew_for_the_same_users()
    {
        var file = Path.Combine(Path.GetDirectoryName(host.AccountsFile)!, $"{Guid.NewGuid():N}.json");
        var settings = host.Settings(await host.CreateDatabaseAsync(), IdentityProcess.FreeAddress(), file);
        await MigrateAsync(settings);
        var first = await File.ReadAllTextAsync(file, Ct);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        await MigrateAsync(settings);
        Assert.Equal(first, await File.ReadAllTextAsync(file, Ct));

        var before = SampleAccounts.Read(file);
        File.Delete(file);
        await MigrateAsync(settings);
        var after = SampleAccounts.Read(file);
        Assert.Equal(before.Accounts.Select(account => account.UserId), after.Accounts.Select(account => account.UserId));
        Assert.Empty(before.Accounts.Select(account => account.Password).Intersect(after.Accounts.Select(account => account.Password)));

        settings["ConnectionStrings__identitydb"] = await host.CreateDatabaseAsync();
        await MigrateAsync(settings);
        var fresh = SampleAccounts.Read(file);
        Assert.Empty(after.Accounts.Select(account => account.UserId).Intersect(fresh.Accounts.Select(account => account.UserId)));
        await using var identity = await IdentityProcess.StartAsync(IdentityHost.AsService(settings), new Uri(settings["Identity__Authority"]), Ct);
        Assert.NotEmpty((await new SignInClient(identity.Address).PersonAsync(fresh.Holder(Cppcc.Chair), ct: Ct)).Access);
    }

    [Theory]
    [InlineData("Portal__Secret", "", "Portal")]
    [InlineData("Database__Role", "", "Database:Role")]
    [InlineData("ConnectionStrings__identitydb", null, "ConnectionStrings:identitydb")]
    public async Task A_missing_setting_stops_the_migration_and_is_named(string setting, string? value, string named)
    {
        var settings = host.Settings(await host.CreateDatabaseAsync(), host.Address, host.AccountsFile);
        if (value is null) settings.Remove(setting);
        else settings[setting] = value;
        var (status, output) = await IdentityProcess.MigrateAsync(settings, Ct);
        Assert.NotEqual(0, status);
        Assert.Contains(named, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_sample_user_is_told_to_the_other_services()
    {
        var awaited = host.Samples.Accounts.Select(account => account.UserId).ToHashSet();
        await using var connection = await new ConnectionFactory { Uri = new Uri(host.Broker) }.CreateConnectionAsync(Ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Ct);
        await Eventually.TrueAsync(async () =>
        {
            while (await channel.BasicGetAsync(IdentityHost.EventQueue, autoAck: true, Ct) is { } message)
            {
                if (message.BasicProperties.Type is nameof(UserChanged)
                    && Envelope.Open(message.Body.Span).Deserialize<UserChanged>(JsonSerializerOptions.Web) is { Active: true, Version: 1 } told) awaited.Remove(told.UserId);
            }

            return awaited.Count == 0;
        }, () => $"{awaited.Count} are not published", IdentityProcess.Patience);
    }

    [Fact]
    public void Samples_cover_every_role_in_two_districts()
    {
        foreach (var district in (string[])[SampleAccounts.Dongtou, SampleAccounts.Lucheng])
            Assert.All(Roles.All, role => Assert.NotEmpty(host.Samples.Holders(role, district)));
        Assert.Equal(4, host.Samples.Clients.Count);
    }

    static async Task MigrateAsync(Dictionary<string, string> settings)
    {
        var (status, output) = await IdentityProcess.MigrateAsync(settings, Ct);
        Assert.True(status is 0, output);
    }

    NpgsqlDataSource Source() => NpgsqlDataSource.Create(
        IdentityHost.AsService(host.Settings(host.Database, host.Address, host.AccountsFile))["ConnectionStrings__identitydb"]);

    async Task<List<string>> TablesAsync()
    {
        await using var owner = NpgsqlDataSource.Create(host.Database);
        await using var command = owner.CreateCommand(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> '__EFMigrationsHistory'");
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var tables = new List<string>();
        while (await reader.ReadAsync(Ct)) tables.Add(reader.GetString(0));
        return tables;
    }

    static async Task<long> CountAsync(NpgsqlDataSource source, string query, string? district)
    {
        await using var connection = await source.OpenConnectionAsync(Ct);
        await using var scope = new NpgsqlCommand("select set_config('app.district', $1, false), set_config('app.body', $2, false)", connection);
        scope.Parameters.AddWithValue(district ?? "");
        scope.Parameters.AddWithValue(district is null ? "" : "service");
        await scope.ExecuteNonQueryAsync(Ct);
        await using var command = new NpgsqlCommand(query, connection);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
