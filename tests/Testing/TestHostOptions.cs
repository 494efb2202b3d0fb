using Aspire.Hosting;

namespace Supervision.Testing;

/// <summary>How a test's platform differs from the real one.</summary>
public sealed record TestHostOptions
{
    /// <summary>Services to start; if empty, all are started.</summary>
    public IReadOnlyCollection<string> Only { get; init; } = [];

    /// <summary>Whether to start only PostgreSQL and RabbitMQ, without any service or migration.</summary>
    public bool ServersOnly { get; init; }

    /// <summary>Additional environment variables by resource name, for instance a shorter polling time.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string>> Environment { get; init; } = new Dictionary<string, Dictionary<string, string>>();

    /// <summary>Programs to run instead of the AppHost's own, by resource name: the same project, built differently.</summary>
    public IReadOnlyDictionary<string, string> OtherBuilds { get; init; } = new Dictionary<string, string>();

    /// <summary>The AppHost's configuration, such as <c>Parameters:name</c>.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>();

    /// <summary>Additions of the test to the topology.</summary>
    public Action<IDistributedApplicationBuilder>? Topology { get; init; }

    /// <summary>A folder to keep; by default a temporary one is created and removed.</summary>
    public string? DataFolder { get; init; }

    /// <summary>
    /// Whether commits wait for the disk, as in production. When off, PostgreSQL loses nothing if processes are killed, only in a power cut,
    /// which is enough for tests that throw their data away.
    /// </summary>
    public bool Durable { get; init; } = true;

    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(4);
}
