using Aspire.Hosting;

namespace Supervision.Testing;

/// <summary>How a test's platform differs from the real one.</summary>
public sealed record TestHostOptions
{
    /// <summary>Services to start; none named starts all.</summary>
    public IReadOnlyCollection<string> Only { get; init; } = [];

    /// <summary>Whether PostgreSQL and RabbitMQ stand alone, without any service or migration.</summary>
    public bool ServersOnly { get; init; }

    /// <summary>Further environment by resource name, for instance a shorter polling time.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string>> Environment { get; init; } = new Dictionary<string, Dictionary<string, string>>();

    /// <summary>Programs to run instead of the AppHost's own, by resource name: the same project built another way.</summary>
    public IReadOnlyDictionary<string, string> OtherBuilds { get; init; } = new Dictionary<string, string>();

    /// <summary>The AppHost's configuration, such as <c>Parameters:name</c>.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>();

    /// <summary>What the test adds to the topology.</summary>
    public Action<IDistributedApplicationBuilder>? Topology { get; init; }

    /// <summary>A folder to keep; without it a throw-away one is made and removed.</summary>
    public string? DataFolder { get; init; }

    /// <summary>
    /// Whether commits wait for the disk, as in operation. Without it PostgreSQL forgets nothing when processes are killed, only in a power cut,
    /// which is enough for tests that throw their data away.
    /// </summary>
    public bool Durable { get; init; } = true;

    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(4);
}
