using System.Diagnostics;
using System.Net;

namespace Supervision.Demo;

/// <summary>Comes back when told to (429, Retry-After): what comes from one address is limited, and a run is an office of one address.</summary>
internal static class Patience
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>The answer; that there are too many requests only once nobody would wait any longer.</summary>
    public static async Task<HttpResponseMessage> AskAsync(Func<Task<HttpResponseMessage>> ask)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var response = await ask();
            if (response.StatusCode != HttpStatusCode.TooManyRequests || Stopwatch.GetElapsedTime(begun) > Longest) return response;
            var wait = response.Headers.RetryAfter?.Delta ?? throw new InvalidOperationException("429 without saying when to come back.");
            response.Dispose();
            await Task.Delay(wait);
        }
    }
}
