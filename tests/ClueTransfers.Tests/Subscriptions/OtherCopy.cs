using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;
using Supervision.ClueTransfers.Tests.Support;

namespace Supervision.ClueTransfers.Tests.Subscriptions;

/// <summary>Another copy of the service on the platform's database, broker and identity, with some settings of its own.</summary>
internal sealed class OtherCopy : WebApplicationFactory<Program>
{
    readonly Dictionary<string, string?> _settings;

    public OtherCopy(CluesPlatform platform, params (string Name, string Value)[] own)
    {
        _settings = platform.Host.EnvironmentOf("clues").Where(setting => !setting.Key.StartsWith("ASPNETCORE_", StringComparison.Ordinal))
            .ToDictionary(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => setting.Value);
        foreach (var (name, value) in own) _settings[name] = value;
        UseKestrel(0);
        StartServer();
    }

    public Uri Address => ClientOptions.BaseAddress;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in _settings) builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
    }
}
