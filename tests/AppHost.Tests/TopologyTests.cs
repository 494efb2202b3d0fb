using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Supervision.AppHost.Tests;

/// <summary>The content of AppHost.cs, read without starting it: Aspire's manifest, and who waits for whom.</summary>
public sealed class TopologyTests
{
    private static readonly string[] Services = ["identity", "clues", "topics", "supervisors", "assessment", "notifications", "gateway"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_manifest_has_projects_containers_and_databases_and_no_secret()
    {
        var resources = await ManifestAsync();
        foreach (var service in Services)
        {
            Assert.Equal("project.v0", Text(resources, service, "type"));
            Assert.Equal("project.v0", Text(resources, $"{service}-migrations", "type"));
            Assert.Equal(["migrate"], resources.GetProperty($"{service}-migrations").GetProperty("args").EnumerateArray().Select(one => one.GetString()));
            Assert.Equal("value.v0", Text(resources, $"{service}db", "type"));
        }

        Assert.EndsWith("Topics.csproj", Text(resources, "topics", "path"), StringComparison.Ordinal);
        Assert.Equal("container.v0", Text(resources, "postgres", "type"));
        Assert.Equal("container.v0", Text(resources, "rabbitmq", "type"));
        Assert.DoesNotContain(resources.EnumerateObject(), one => one.Name.EndsWith("-server", StringComparison.Ordinal));
        Assert.All(
            resources.EnumerateObject().Where(one => Text(resources, one.Name, "type") is "parameter.v0" && one.Name.Contains("password", StringComparison.Ordinal)),
            secret => Assert.True(secret.Value.GetProperty("inputs").GetProperty("value").GetProperty("secret").GetBoolean()));
    }

    [Fact]
    public async Task A_service_is_told_its_own_password_and_nobody_elses()
    {
        var resources = await ManifestAsync();
        Assert.All(Services, service =>
        {
            var told = resources.GetProperty(service).GetProperty("env");
            Assert.Equal(
                $"Host={{postgres.bindings.tcp.host}};Port={{postgres.bindings.tcp.port}};Database={service}db;Username={service}_service;Password={{{service}-password.value}}",
                told.GetProperty($"ConnectionStrings__{service}db").GetString());
            Assert.DoesNotContain("postgres-password", told.GetRawText(), StringComparison.Ordinal);
            Assert.All(Services.Where(other => other != service), other => Assert.DoesNotContain($"{{{other}-password", told.GetRawText(), StringComparison.Ordinal));
            Assert.Equal("{gateway.bindings.http.url}/identity", told.GetProperty("Identity__Authority").GetString());
            var migrates = resources.GetProperty($"{service}-migrations").GetProperty("env");
            Assert.Equal($"{service}_service", migrates.GetProperty("Database__Role").GetString());
        });
    }

    [Fact]
    public async Task Only_the_gateway_is_open_to_the_outside()
    {
        var resources = await ManifestAsync();
        var open = resources.EnumerateObject().Where(one => one.Value.TryGetProperty("bindings", out var bindings)
            && bindings.EnumerateObject().Any(binding => binding.Value.TryGetProperty("external", out var external) && external.GetBoolean()));
        Assert.Equal(["gateway"], open.Select(one => one.Name));
    }

    [Fact]
    public async Task No_service_publishes_before_every_migration_is_done()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--DataFolder={Path.Combine(Path.GetTempPath(), $"supervision-{Guid.NewGuid():N}")}", "--Servers=local", "--GATEWAY_PORT=0"], Stop);
        var model = builder.Resources.OfType<ServiceResource>().ToList();
        var migrations = model.Where(one => one.Migrations is null).Select(one => one.Name).Order();
        Assert.Equal(Services.Select(service => $"{service}-migrations").Order(), migrations);
        Assert.All(model.Where(one => one.Migrations is not null), service => Assert.Equal(
            service.Name is "gateway" ? ["gateway-migrations"] : migrations, // the gateway publishes nothing
            service.Annotations.OfType<WaitAnnotation>().Where(wait => wait.WaitType is WaitType.WaitForCompletion).Select(wait => wait.Resource.Name).Order()));
    }

    private static string Text(JsonElement resources, string name, string property) => resources.GetProperty(name).GetProperty(property).GetString()!;

    private static async Task<JsonElement> ManifestAsync()
    {
        var folder = Directory.CreateTempSubdirectory("supervision-manifest-").FullName;
        try
        {
            using var host = new HostProcess(folder, ["--operation", "publish", "--step", "publish-manifest", "--output-path", folder]);
            var end = await host.EndAsync();
            Assert.True(end.ExitCode is 0, end.ToString());
            await using var manifest = File.OpenRead(Path.Combine(folder, "aspire-manifest.json"));
            using var document = await JsonDocument.ParseAsync(manifest, cancellationToken: Stop);
            return document.RootElement.GetProperty("resources").Clone();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
