using System.Diagnostics;

namespace Supervision.AppHost.Native.Running;

/// <summary>Short commands, run to their end.</summary>
internal static class Commands
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The command line that runs a program as another user, or as it is where there is no other user.</summary>
    public static IReadOnlyList<string> As(SystemUser? user, params IEnumerable<string> command) =>
        user is null
            ? [.. command]
            : ["/usr/bin/setpriv", $"--reuid={user.Id}", $"--regid={user.Group}", "--init-groups", "--", .. command];

    public static CommandResult Run(
        IReadOnlyList<string> command, string? folder = null, IReadOnlyDictionary<string, string>? environment = null, string input = "")
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "/",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new HostException($"{Path.GetFileName(command[0])} did not end within {Patience.TotalSeconds} seconds.");
        }

        return new CommandResult(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }
}

internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    /// <exception cref="HostException">It did not succeed; the message is its last line.</exception>
    public string Require(string what) =>
        ExitCode is 0
            ? Output
            : throw new HostException($"{what}: {(Errors + Output).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? $"exit code {ExitCode}"}");
}
