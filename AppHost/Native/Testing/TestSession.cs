using System.Reflection;
using Aspire.Hosting;

namespace Supervision.AppHost.Native.Testing;

/// <summary>Tells an AppHost's own code, run inside a test, that it is a test that runs it.</summary>
internal sealed class TestSession(Assembly? appHost, NativeTestOptions options)
{
    private static readonly AsyncLocal<TestSession?> Ambient = new();

    public static TestSession? Current => Ambient.Value;

    public Assembly? AppHost { get; } = appHost;

    public NativeTestOptions Options { get; } = options;

    public DistributedApplication? Application { get; private set; }

    public void Built(DistributedApplication application) => Application = application;

    /// <summary>Runs the AppHost's code up to its <c>Run()</c>, which returns at once.</summary>
    public DistributedApplication Build(Action appHostCode)
    {
        Ambient.Value = this;
        try
        {
            appHostCode();
        }
        finally
        {
            Ambient.Value = null;
        }

        return Application ?? throw new InvalidOperationException("The AppHost ended without Build().");
    }
}
