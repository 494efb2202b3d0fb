using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Supervision.EndToEnd.Faults;

/// <summary>Waits for a condition with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is as wanted.</summary>
    /// <param name="describe">What to say of the last answer when the time is over.</param>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted, Func<T, string> describe)
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
                last = away.Message; // a server is down or starting
            }

            if (clock.Elapsed > Deadline) Assert.Fail($"Not within {Deadline.TotalSeconds} s: {last}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    public static Task EmptyAsync<T>(string what, Func<Task<IReadOnlyList<T>>> ask) =>
        GetAsync(ask, list => list.Count is 0, list => $"{what}: {list.Count}, such as {string.Join(" | ", list.Take(5))}");
}
