namespace Supervision.EndToEnd.Faults;

/// <summary>A test that brings something down. On failure it shows the processes' last output.</summary>
[Collection(nameof(FaultPlatform))]
public abstract class FaultTest(FaultPlatform platform, ITestOutputHelper output) : IAsyncLifetime
{
    protected FaultPlatform Platform { get; } = platform;

    protected ITestOutputHelper Output { get; } = output;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result is TestResult.Failed) Output.WriteLine(await Platform.ReportAsync());
    }
}
