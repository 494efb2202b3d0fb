using Supervision.AppHost.Local;

namespace Supervision.AppHost;

/// <summary>Aspire's dashboard, on unless a setting says otherwise, with limits that let it stand for days.</summary>
internal static class Dashboard
{
    private const int UsualPort = 18888;

    /// <summary>
    /// Whatever of its settings is not given from outside. It speaks plain http, on the loopback address only: a certificate that no browser
    /// here trusts would add a warning and no safety; who reads it from elsewhere comes through a tunnel. Its page asks for a token and its
    /// collector for a key, both made up by Aspire.
    /// </summary>
    public static IDistributedApplicationBuilder WithDashboard(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsRunMode) return builder;
        var page = Machine.IsFree(UsualPort) ? UsualPort : Machine.FreePort();
        builder.Default("ASPNETCORE_URLS", $"http://localhost:{page}");
        builder.Default("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        builder.Default("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", $"http://localhost:{Machine.FreePort()}");
        builder.Default("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", $"http://localhost:{Machine.FreePort()}");
        builder.Default("ASPIRE_DASHBOARD_TELEMETRY_OPTOUT", "true");
        // The newest of each are kept: an afternoon of a busy district. A day of the demo leaves it below 250 MiB (tests/bench/start.sh).
        foreach (var (limit, count) in (IEnumerable<(string, int)>)[("Trace", 2000), ("Log", 5000), ("Metrics", 10_000)])
        {
            Environment.SetEnvironmentVariable($"Dashboard__TelemetryLimits__Max{limit}Count", $"{count}");
        }

        return builder;
    }

    private static void Default(this IDistributedApplicationBuilder builder, string name, string value)
    {
        if (string.IsNullOrEmpty(builder.Configuration[name])) builder.Configuration[name] = value;
    }
}
