using Supervision.AppHost.Native.Testing;
using Supervision.Testing;

namespace Supervision.AppHost.Tests;

/// <summary>What AppHost.cs says, read without starting it.</summary>
public sealed class PlatformTopologyTests
{
    private static readonly string[] Services = ["identity", "clues", "topics", "supervisors", "assessment", "notifications", "gateway"];
    private static readonly IReadOnlyList<string> Lines = NativeTestHost.Describe(PlatformHost.LoadAppHost());

    [Fact]
    public void Every_resource_is_there()
    {
        string[] expected =
        [
            "postgres: PostgreSQL server", "rabbitmq: RabbitMQ broker",
            .. Services.Select(service => $"{service}db: database of postgres"),
            .. Services.Select(service => $"{service}-migrations argument migrate"),
            "identity: project Identity", "clues: project ClueTransfers", "topics: project Topics",
            "supervisors: project Supervisors", "assessment: project Assessment", "notifications: project Notifications", "gateway: project Gateway",
        ];
        Assert.Empty(expected.Except(Lines));
    }

    [Fact]
    public void A_service_is_told_its_own_role_and_waits_for_its_migrations() => Assert.All(Services, service =>
    {
        Assert.Contains($"{service} waits for {service}-migrations to finish", Lines);
        Assert.Contains($"{service} is told ConnectionStrings__{service}db={{{service}db.connectionString}};"
            + $"Username={service}_service;Password={{{service}-password.value}}", Lines);
        Assert.Contains($"{service}-migrations is told Database__Role={service}_service", Lines);
        Assert.Contains($"{service}-migrations is told Database__Password={{{service}-password.value}}", Lines);
    });

    [Fact]
    public void Only_the_gateway_is_open_to_the_outside() =>
        Assert.Equal(["gateway endpoint http external"], Lines.Where(line => line.EndsWith(" external", StringComparison.Ordinal)));

    [Fact]
    public void Everyone_trusts_one_issuer() => Assert.All(Services, service =>
        Assert.Contains($"{service} is told Identity__Authority={{gateway.bindings.http.url}}/identity", Lines));
}
