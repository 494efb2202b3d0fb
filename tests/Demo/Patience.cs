using System.Diagnostics;
using System.Net;

namespace Supervision.Demo;

/// <summary>Retries when asked to (429, Retry-After): requests per address are limited, and a run is a whole office behind one address.</summary>
internal static class Patience
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>The response; 429 only after waiting longer than anybody would.</summary>
    public static async Task<HttpResponseMessage> AskAsync(Func<Task<HttpResponseMessage>> ask)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var response = await ask();
            if (response.StatusCode != HttpStatusCode.TooManyRequests || Stopwatch.GetElapsedTime(begun) > Longest) return response;
            var wait = response.Headers.RetryAfter?.Delta ?? throw new InvalidOperationException("429 without Retry-After.");
            response.Dispose();
            await Task.Delay(wait);
        }
    }
}
