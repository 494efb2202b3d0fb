using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;

namespace Supervision.Notifications.Webhooks;

/// <summary>How one attempt ended.</summary>
public enum WebhookOutcome
{
    /// <summary>Answered with 2xx.</summary>
    Delivered,

    /// <summary>Answered with another status; this message is tried again later.</summary>
    Refused,

    /// <summary>No answer; trying other messages at this endpoint now is pointless.</summary>
    Unreachable,

    /// <summary>Answered with 410: the endpoint wants no more messages.</summary>
    Gone,
}

/// <param name="Reason">Stable and without content from the receiver, such as <c>http.503</c> or <c>timeout</c>; null when delivered.</param>
public sealed record WebhookResult(WebhookOutcome Outcome, string? Reason);

/// <summary>
/// Sends a message to an endpoint as Standard Webhooks requires. It does not know where messages are kept: each service has its own
/// table and asks <see cref="WebhookRetries"/> when the next attempt is due.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    readonly HttpClient _http;
    readonly TimeProvider _clock;

    public WebhookSender(WebhookTargets targets, IOptions<WebhookSettings> settings, TimeProvider clock)
        : this(targets, settings, clock, Dns.GetHostAddressesAsync)
    {
    }

    internal WebhookSender(
        WebhookTargets targets, IOptions<WebhookSettings> settings, TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        _clock = clock;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // a redirect counts as an answer other than 2xx, not as a delivery
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1), // so that the name is resolved again
            ConnectCallback = (context, ct) => targets.ConnectAsync(context.DnsEndPoint, resolve, ct),
        })
        {
            Timeout = settings.Value.Timeout,
        };
    }

    /// <param name="id">The same at every attempt, so that the receiver can drop duplicates.</param>
    /// <param name="payload">JSON, signed and sent unchanged.</param>
    /// <param name="secrets">The current secret, and the replaced one while it is still valid.</param>
    public async Task<WebhookResult> SendAsync(Uri address, string id, string payload, IReadOnlyList<string> secrets, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(payload));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSecret.Sign(id, now, payload, [.. secrets]));
        try
        {
            // Only the status of the answer is used.
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.IsSuccessStatusCode) return new WebhookResult(WebhookOutcome.Delivered, null);
            var reason = $"http.{(int)response.StatusCode}";
            return new WebhookResult(response.StatusCode == HttpStatusCode.Gone ? WebhookOutcome.Gone : WebhookOutcome.Refused, reason);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WebhookResult(WebhookOutcome.Unreachable, "timeout");
        }
        catch (HttpRequestException e)
        {
            return new WebhookResult(WebhookOutcome.Unreachable, Reason(e));
        }
    }

    static string Reason(HttpRequestException e) => e.InnerException is WebhookTargetException ? "target.forbidden" : e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "name.unresolved",
        HttpRequestError.SecureConnectionError => "tls.failed",
        HttpRequestError.ConnectionError => "connection.failed",
        _ => e.InnerException is System.Net.Sockets.SocketException ? "connection.failed" : "answer.invalid",
    };

    public void Dispose() => _http.Dispose();
}

/// <summary>When to retry a message that was not delivered.</summary>
public static class WebhookRetries
{
    static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(18), TimeSpan.FromHours(22),
    ];

    /// <summary>Number of attempts, spread over three days; after them the message is parked until somebody replays it.</summary>
    public static int Attempts => Pauses.Length + 1;

    /// <param name="attempts">Number of failed attempts, from 1.</param>
    /// <param name="chance">0 to 1; spreads messages that failed together over a tenth of the pause.</param>
    /// <returns>The pause; null after the last attempt.</returns>
    public static TimeSpan? After(int attempts, double chance = 0) => attempts < Attempts ? Pauses[attempts - 1] * (1 + (chance / 10)) : null;
}

public static class WebhookSetup
{
    public static IServiceCollection AddWebhookSender(this IServiceCollection services)
    {
        services.AddOptions<WebhookSettings>().BindConfiguration(WebhookSettings.Section).ValidateDataAnnotations()
            .Validate(s => s.AllowedNetworks.All(network => IPNetwork.TryParse(network, out _)), "Webhooks:AllowedNetworks: each must be a network like 10.20.0.0/16.")
            .ValidateOnStart();
        services.AddSingleton<WebhookTargets>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WebhookSender>(provider));
        return services;
    }
}
