using System.Reflection;
using Supervision.AppHost.Native.Testing;
using Xunit;

namespace Supervision.Testing;

/// <summary>
/// The platform itself, run from AppHost.cs with real processes, free ports and a throw-away data folder. As a fixture it
/// starts everything; a fixture that needs less derives from it and names the services (what they wait for comes along).
/// </summary>
public class PlatformHost : IAsyncLifetime
{
    private readonly NativeTestOptions _options;
    private NativeTestHost? _host;

    public PlatformHost()
        : this(new NativeTestOptions())
    {
    }

    protected PlatformHost(params string[] services)
        : this(new NativeTestOptions { Only = services })
    {
    }

    protected PlatformHost(NativeTestOptions options) => _options = options with
    {
        Configuration = data => new(options.Configuration(data))
        {
            ["Parameters:sample-accounts-file"] = AccountsIn(data),
            ["Parameters:attachments-folder"] = Path.Combine(data, "attachments"),
        },
    };

    /// <summary>Addresses, connection strings, logs, and killing and starting again of one resource.</summary>
    public NativeTestHost Host => _host ?? throw new InvalidOperationException("The fixture is not started yet.");

    /// <summary>The public address, such as <c>http://localhost:18123</c>.</summary>
    public Uri Gateway => Host.Address("gateway");

    /// <summary>The sample accounts and machine clients made at the first start.</summary>
    public string AccountsFile => AccountsIn(Host.DataFolder);

    /// <summary>Whether commits wait for the disk, as in operation; most tests throw their data away and need not.</summary>
    protected virtual bool IsDurable => false;

    public virtual async ValueTask InitializeAsync() =>
        _host = await NativeTestHost.StartAsync(LoadAppHost(), _options with { Durable = IsDurable }, TestContext.Current.CancellationToken);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is not null) await _host.DisposeAsync();
    }

    /// <summary>The AppHost as it was built along with this test.</summary>
    public static Assembly LoadAppHost()
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory); // .../bin/<configuration>/<framework>/
        var project = Path.Combine("AppHost", "bin", "Native", build.Parent!.Name, build.Name, "Supervision.AppHost.dll");
        for (var folder = build; folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, project);
            if (File.Exists(path)) return Assembly.LoadFrom(path);
        }

        throw new InvalidOperationException($"{project} is not there: build AppHost with Orchestrator=Native in the environment.");
    }

    private static string AccountsIn(string dataFolder) => Path.Combine(dataFolder, "accounts.json");
}
