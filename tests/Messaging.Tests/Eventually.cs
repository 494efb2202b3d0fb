using System.Diagnostics;
using Npgsql;

namespace Supervision.Messaging.Tests;

/// <summary>Waits for a condition with a deadline.</summary>
internal static class Eventually
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task EqualAsync<T>(T expected, Func<Task<T>> actual)
    {
        var clock = Stopwatch.StartNew();
        T? last = default;
        while (clock.Elapsed < Deadline)
        {
            try
            {
                last = await actual();
                if (Equals(expected, last) || expected is int[] numbers && last is int[] found && numbers.SequenceEqual(found)) return;
            }
            catch (NpgsqlException) when (clock.Elapsed < Deadline)
            {
                // A test has the server down.
            }

            await Task.Delay(20);
        }

        Assert.Equal(expected, last);
    }

    public static Task TrueAsync(Func<Task<bool>> condition) => EqualAsync(true, condition);
}
