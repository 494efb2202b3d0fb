using Supervision.Testing;

namespace Supervision.EndToEnd;

/// <summary>One running platform for all tests that leave it unchanged.</summary>
[CollectionDefinition(nameof(WholePlatform))]
public sealed class WholePlatform : ICollectionFixture<ObservedPlatform>;

/// <summary>The whole platform, with its traces sent to the test's own collector.</summary>
public sealed class ObservedPlatform : PlatformHost
{
    private static readonly string[] Services = ["identity", "clues", "topics", "supervisors", "assessment", "notifications", "gateway"];

    public ObservedPlatform()
        : this(new TraceReceiver())
    {
    }

    private ObservedPlatform(TraceReceiver traces)
        : base(new TestHostOptions { Environment = Services.ToDictionary(service => service, _ => Exporting(traces)) }) => Traces = traces;

    internal TraceReceiver Traces { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Traces.Dispose();
        await Traces.Serving;
    }

    private static Dictionary<string, string> Exporting(TraceReceiver traces) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = traces.Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
    };
}
