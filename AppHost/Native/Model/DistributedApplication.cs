using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Supervision.AppHost.Native.Running;
using Supervision.AppHost.Native.Testing;

namespace Aspire.Hosting;

public sealed class DistributedApplication
{
    private readonly DistributedApplicationBuilder _application;
    private readonly TestSession? _test;

    internal DistributedApplication(DistributedApplicationBuilder application, TestSession? test) =>
        (_application, _test) = (application, test);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        new DistributedApplicationBuilder(args, TestSession.Current?.AppHost ?? Assembly.GetEntryAssembly(), TestSession.Current);

    /// <summary>Runs until Ctrl-C or SIGTERM; a problem the operator can solve is one line and exit code 1.</summary>
    public void Run()
    {
        if (_test is not null) return; // the test starts and stops it itself
        try
        {
            RunAsync().GetAwaiter().GetResult();
        }
        catch (HostException problem)
        {
            Console.Error.WriteLine($"error: {problem.Message}");
            Environment.ExitCode = 1;
        }
    }

    internal DistributedApplicationBuilder Builder => _application;

    internal Orchestration Orchestrate(OrchestrationOptions options, HostOutput output) => new(_application, options, output);

    private async Task RunAsync()
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

        var configuration = _application.Configuration;
        var output = new HostOutput(Console.Out, live: !Console.IsOutputRedirected);
        await using var run = Orchestrate(new OrchestrationOptions { Fresh = configuration.GetValue<bool>("Native:Fresh") }, output);
        try
        {
            await run.StartAsync(stop.Token);
            foreach (var line in _application.Greeting()) output.Say(line);
            await Task.Delay(Timeout.Infinite, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            output.Say("stopping");
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // the process ends by itself, after the others
            stop.Cancel();
        }
    }
}
