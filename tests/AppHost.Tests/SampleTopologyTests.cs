using System.Globalization;
using System.Net.Http.Json;
using Npgsql;
using Supervision.AppHost.Native.Testing;

namespace Supervision.AppHost.Tests;

/// <summary>The sample topology, started once inside this test process.</summary>
public sealed class SampleTopology : IAsyncLifetime
{
    public const string Collector = "http://127.0.0.1:4317";

    public NativeTestHost Host { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", Collector);
        Host = await NativeTestHost.StartAsync<Projects.SampleHost>(new NativeTestOptions
        {
            Environment = new Dictionary<string, Dictionary<string, string>> { ["sample"] = new() { ["Plain"] = "overridden" } },
        });
        Client = new HttpClient { BaseAddress = Host.Address("sample") };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}

public sealed class SampleTopologyTests(SampleTopology sample) : IClassFixture<SampleTopology>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Each_resource_starts_after_what_it_waits_for()
    {
        var history = sample.Host.History.ToList();
        string[] expected =
            ["postgres starting", "postgres healthy", "sample-migrations starting", "sample-migrations finished", "sample starting", "sample healthy"];
        Assert.Equal(expected, history.Where(expected.Contains).Take(expected.Length));
        Assert.True(history.IndexOf("other-one healthy") < history.IndexOf("sample starting"), string.Join('\n', history));
    }

    [Fact]
    public async Task Commits_wait_for_the_disk_unless_a_test_says_otherwise()
    {
        await using var connection = new NpgsqlConnection(sample.Host.ConnectionString("sampledb"));
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand("select current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes')", connection);
        Assert.Equal("ononon", await command.ExecuteScalarAsync(Stop));
    }

    [Fact]
    public async Task A_service_is_told_what_Aspire_would_tell_it()
    {
        var told = (await sample.Client.GetFromJsonAsync<Dictionary<string, string>>("/environment", Stop))!;
        var owner = sample.Host.ConnectionString("sampledb");
        var other = sample.Host.Address("other-one").ToString().TrimEnd('/');
        var own = sample.Host.Address("sample");

        Assert.Matches("^Host=127.0.0.1;Port=[0-9]+;Username=postgres;Password=[A-Za-z0-9]{32};Database=sampledb$", owner);
        Assert.Equal(owner, told["ConnectionStrings__sampledb"]);
        Assert.Equal($"{owner};Username=sample_service;Password={sample.Host.Parameter("sample-password")}", told["Own"]);
        Assert.Equal(other, told["services__other-one__http__0"]);
        Assert.Equal(other, told["OTHER_ONE_HTTP"]);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{own.Port}"), told["ASPNETCORE_URLS"]);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{own.Port}/sample"), told["Self"]);
        Assert.Equal("sample", told["OTEL_SERVICE_NAME"]);
        Assert.Equal(SampleTopology.Collector, told["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("green", told["Colour"]);
        Assert.Equal("overridden", told["Plain"]);
    }

    [Fact]
    public async Task A_service_runs_in_its_project_folder()
    {
        var folder = await sample.Client.GetFromJsonAsync<string>("/folder", Stop);
        Assert.EndsWith("tests/AppHost.Tests/SampleService", folder, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crashed_service_is_started_again()
    {
        using var client = new HttpClient { BaseAddress = sample.Host.Address("other-one") };
        var before = sample.Host.ProcessId("other-one");
        await Assert.ThrowsAnyAsync<HttpRequestException>(async () => (await client.PostAsync("/crash", null, Stop)).EnsureSuccessStatusCode());
        await sample.Host.WaitForAsync("other-one", "restarting", Stop);
        await sample.Host.WaitForHealthyAsync("other-one", Stop);
        Assert.NotEqual(before, sample.Host.ProcessId("other-one"));
    }

    [Fact]
    public void The_listing_shows_every_resource_and_reference()
    {
        var lines = NativeTestHost.Describe(typeof(Projects.SampleHost).Assembly);
        Assert.Contains("sample: project SampleService", lines);
        Assert.Contains("sample refers to sampledb", lines);
        Assert.Contains("sample refers to other-one", lines);
        Assert.Contains("sample endpoint http external", lines);
        Assert.Contains("sample waits for sample-migrations to finish", lines);
        Assert.Contains("sample is told Own={sampledb.connectionString};Username=sample_service;Password={sample-password.value}", lines);
        Assert.Contains("sample is told Self={sample.bindings.http.url}/sample", lines);
    }
}
