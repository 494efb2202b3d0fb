using System.Diagnostics;
using Supervision.Testing;

namespace Supervision.EndToEnd;

/// <summary>The main job on the whole platform, as a new user first sees it: the demonstration, and the curl steps of the README.</summary>
[Collection(nameof(WholePlatform))]
public sealed class MainJobTests(ObservedPlatform platform)
{
    [Fact]
    public async Task The_demonstration_passes_twice_on_the_same_data()
    {
        for (var run = 0; run < 2; run++)
        {
            var (status, output) = await RunAsync("dotnet", Built("Demo"), "--address", Address, "--accounts", platform.AccountsFile);
            Assert.True(status == 0 && output.TrimEnd().EndsWith("demo: passed", StringComparison.Ordinal), output);
        }
    }

    [Fact]
    public async Task A_failing_step_is_named_and_gives_another_status()
    {
        var accounts = Path.Combine(Path.GetTempPath(), $"accounts-{Guid.NewGuid():N}.json");
        var text = await File.ReadAllTextAsync(platform.AccountsFile, TestContext.Current.CancellationToken);
        var chair = SampleAccounts.Read(platform.AccountsFile).Holder(Contracts.Cppcc.Chair);
        await File.WriteAllTextAsync(accounts, text.Replace(chair.Password, "wrong", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        try
        {
            var (status, output) = await RunAsync("dotnet", Built("Demo"), "--address", Address, "--accounts", accounts);
            Assert.Equal(1, status);
            Assert.Contains("demo: failed at step 4", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(accounts);
        }
    }

    [Fact]
    public async Task The_curl_steps_of_the_readme_lead_to_the_outcome()
    {
        var (status, output) = await RunAsync("bash", InRepository("samples", "curl", "main-job.sh"), Address, platform.AccountsFile);
        Assert.True(status == 0, output);
        Assert.Contains("disposed\n已初步核实，相关单位已着手整改。", output, StringComparison.Ordinal);
        Assert.Matches("〔[0-9]{4}〕[0-9]+号", output);
    }

    string Address => platform.Gateway.GetLeftPart(UriPartial.Authority);

    static string Built(string project)
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory); // .../bin/<configuration>/<framework>/
        return InRepository("tests", project, "bin", build.Parent!.Name, build.Name, $"Supervision.{project}.dll");
    }

    static string InRepository(params string[] path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "platform.sln"))) folder = folder.Parent;
        return Path.Combine([folder.FullName, .. path]);
    }

    static async Task<(int Status, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var ct = TestContext.Current.CancellationToken;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, $"{await output}{await errors}");
    }
}
