using Xunit;

namespace Supervision.Testing;

/// <summary>
/// The whole platform, run from AppHost.cs with real processes, free ports and a temporary data folder. As a fixture it
/// starts everything; a fixture that needs less derives from it and names the services.
/// </summary>
public class PlatformHost : IAsyncLifetime
{
    private readonly TestHostOptions _options;
    private TestHost? _host;

    public PlatformHost()
        : this(new TestHostOptions())
    {
    }

    protected PlatformHost(params string[] services)
        : this(new TestHostOptions { Only = services })
    {
    }

    protected PlatformHost(TestHostOptions options) => _options = options;

    /// <summary>Addresses, connection strings, logs, and killing and restarting single resources.</summary>
    public TestHost Host => _host ?? throw new InvalidOperationException("The fixture is not started yet.");

    /// <summary>The public address, such as <c>http://localhost:18123</c>.</summary>
    public Uri Gateway => Host.Address("gateway");

    /// <summary>The sample accounts and machine clients created at the first start.</summary>
    public string AccountsFile => Path.Combine(Host.DataFolder, "accounts.json");

    /// <summary>Whether commits wait for the disk, as in production; most tests throw their data away and need not.</summary>
    protected virtual bool IsDurable => false;

    public virtual async ValueTask InitializeAsync() =>
        _host = await TestHost.StartAsync(_options with { Durable = IsDurable }, TestContext.Current.CancellationToken);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is not null) await _host.DisposeAsync();
    }
}
