using System.Diagnostics;
using Xunit;

namespace Supervision.ClueTransfers.Tests.Subscriptions;

/// <summary>Waits for a condition, up to a deadline.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what, TimeSpan? deadline = null)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < (deadline ?? TimeSpan.FromSeconds(20)), $"Not in time: {what}.");
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
