using System.Collections;
using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Supervision.Testing;

/// <summary>Waits for a condition, by default up to a minute. Errors because a server is down or starting do not end the wait.</summary>
public static class Eventually
{
    static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks until the answer is as wanted.</summary>
    /// <param name="describe">Describes the last answer for the message on timeout.</param>
    /// <exception cref="TimeoutException">The answer was never as wanted.</exception>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted, Func<T, string> describe, TimeSpan? deadline = null)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            string last;
            try
            {
                var answer = await ask();
                if (wanted(answer)) return answer;
                last = describe(answer);
            }
            catch (Exception away) when (away is NpgsqlException or BrokerUnreachableException or AlreadyClosedException or OperationInterruptedException)
            {
                last = away.Message;
            }

            if (clock.Elapsed > (deadline ?? Deadline)) throw new TimeoutException($"Not within {(deadline ?? Deadline).TotalSeconds} s: {last}");
            await Task.Delay(Pace);
        }
    }

    /// <param name="what">What is waited for.</param>
    public static Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? deadline = null) => TrueAsync(condition, () => what, deadline);

    /// <param name="what">What is waited for, and the actual state.</param>
    public static Task TrueAsync(Func<Task<bool>> condition, Func<string> what, TimeSpan? deadline = null) =>
        GetAsync(condition, holds => holds, _ => what(), deadline);

    public static Task EqualAsync<T>(T expected, Func<Task<T>> actual) =>
        GetAsync(actual, value => StructuralComparisons.StructuralEqualityComparer.Equals(expected, value), value => $"{Show(value)}, not {Show(expected)}");

    public static Task EmptyAsync<T>(string what, Func<Task<IReadOnlyList<T>>> ask, TimeSpan? deadline = null) =>
        GetAsync(ask, list => list.Count is 0, list => $"{what}: {list.Count}, such as {string.Join(" | ", list.Take(5))}", deadline);

    static string Show(object? value) => value is Array list ? $"[{string.Join(", ", list.Cast<object>())}]" : $"{value}";
}
