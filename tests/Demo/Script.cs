using System.Diagnostics;

namespace Supervision.Demo;

/// <summary>Prints each step of the demonstration as it happens, and stops at the first failure.</summary>
internal sealed class Script(TextWriter output)
{
    int _steps;

    public void Chapter(string title) => output.WriteLine($"\n{title}");

    public async Task StepAsync(string what, Func<Task> act) => await StepAsync(what, async () =>
    {
        await act();
        return "";
    });

    /// <param name="act">Does the step and returns its result in a few words.</param>
    /// <exception cref="StepFailed">The step failed.</exception>
    public async Task StepAsync(string what, Func<Task<string>> act)
    {
        var watch = Stopwatch.StartNew();
        output.Write($"  {++_steps,2}. {what}");
        try
        {
            var outcome = await act();
            output.WriteLine($"{(outcome.Length > 0 ? $" → {outcome}" : "")}  [{watch.ElapsedMilliseconds} ms]");
        }
        catch (Exception problem) when (problem is not StepFailed)
        {
            output.WriteLine();
            throw new StepFailed($"step {_steps} ({what}): {problem.Message}", problem);
        }
    }

    public static void Check(bool holds, string otherwise)
    {
        if (!holds) throw new InvalidOperationException(otherwise);
    }

    /// <summary>Waits for something that happens elsewhere, such as an event's arrival.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T?>> look, string what)
        where T : class
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            if (await look() is { } found) return found;
        }
        while (!deadline.IsCancellationRequested && await pace.WaitForNextTickAsync(CancellationToken.None));
        throw new TimeoutException($"{what} did not happen within 20 s.");
    }
}

internal sealed class StepFailed(string message, Exception? cause = null) : Exception(message, cause);
