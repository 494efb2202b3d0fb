using System.Net;
using System.Text.Json.Serialization;
using Polly;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Subscriptions;

/// <summary>The broker's figures about a queue, which are some seconds old.</summary>
internal sealed record QueueState(
    [property: JsonPropertyName("messages")] long Messages, [property: JsonPropertyName("consumers")] int Consumers);

/// <summary>The broker failed to do what was asked, or could not be reached.</summary>
internal sealed class BrokerUnavailableException(string message, Exception? cause = null) : UnavailableException(message, cause);

/// <summary>
/// RabbitMQ's management HTTP API, as far as subscribers need it. Every call is idempotent: it ensures a state and may be repeated.
/// </summary>
internal sealed class BrokerManagement(HttpClient http, BrokerSettings settings)
{
    readonly string _host = Uri.EscapeDataString(settings.VirtualHost);

    sealed record Binding(
        [property: JsonPropertyName("routing_key")] string RoutingKey, [property: JsonPropertyName("properties_key")] string Key);

    public Task EnsureExchangeAsync(CancellationToken ct) =>
        PutAsync($"api/exchanges/{_host}/{SealedEvents.Exchange}", new { type = "topic", durable = true }, ct);

    /// <summary>Ensures a durable quorum queue bound to exactly these routing keys.</summary>
    public async Task EnsureQueueAsync(string queue, IEnumerable<string> routingKeys, CancellationToken ct)
    {
        await PutAsync(
            $"api/queues/{_host}/{queue}",
            new { durable = true, arguments = new Dictionary<string, object> { ["x-queue-type"] = "quorum" } },
            ct);
        var path = $"api/bindings/{_host}/e/{SealedEvents.Exchange}/q/{queue}";
        var present = await GetAsync<List<Binding>>(path, ct) ?? [];
        var wanted = routingKeys.ToHashSet(StringComparer.Ordinal);
        foreach (var surplus in present.Where(binding => !wanted.Contains(binding.RoutingKey)))
            await DeleteAsync($"{path}/{Uri.EscapeDataString(surplus.Key)}", ct);
        foreach (var missing in wanted.Except(present.Select(binding => binding.RoutingKey)))
            await SendAsync(HttpMethod.Post, path, new { routing_key = missing }, ct);
    }

    /// <summary>Ensures a user that may only read the queue with its own name: no configuring, no writing, no other queue, no management.</summary>
    public async Task EnsureReaderAsync(string user, string passwordHash, CancellationToken ct)
    {
        await PutAsync($"api/users/{user}", new { password_hash = passwordHash, hashing_algorithm = BrokerPassword.Algorithm, tags = "" }, ct);
        await PutAsync($"api/user-limits/{user}/max-connections", new { value = 10 }, ct);
        await PutAsync($"api/user-limits/{user}/max-channels", new { value = 50 }, ct);
        await PutAsync(
            $"api/permissions/{_host}/{user}",
            new { configure = "^$", write = "^$", read = $"^{user.Replace(".", "\\.", StringComparison.Ordinal)}$" },
            ct);
    }

    /// <summary>Closes the user's connections, so that an old password stops working.</summary>
    public Task CloseConnectionsAsync(string user, CancellationToken ct) => DeleteAsync($"api/connections/username/{user}", ct);

    /// <summary>Removes user and queue. The broker closes the connections of a deleted user.</summary>
    public async Task RemoveAsync(string queue, CancellationToken ct)
    {
        await DeleteAsync($"api/users/{queue}", ct);
        await DeleteAsync($"api/queues/{_host}/{queue}", ct);
    }

    /// <summary>Null if there is no such queue.</summary>
    public Task<QueueState?> FindQueueAsync(string queue, CancellationToken ct) => GetAsync<QueueState>($"api/queues/{_host}/{queue}", ct);

    Task PutAsync(string path, object body, CancellationToken ct) => SendAsync(HttpMethod.Put, path, body, ct);

    async Task DeleteAsync(string path, CancellationToken ct)
    {
        using var response = await TryAsync(() => http.DeleteAsync(path, ct), path, ct);
        if (response.StatusCode is not HttpStatusCode.NotFound) Check(response, path);
    }

    async Task SendAsync(HttpMethod method, string path, object body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var response = await TryAsync(() => http.SendAsync(request, ct), path, ct);
        Check(response, path);
    }

    async Task<T?> GetAsync<T>(string path, CancellationToken ct) where T : class
    {
        using var response = await TryAsync(() => http.GetAsync(path, ct), path, ct);
        if (response.StatusCode is HttpStatusCode.NotFound) return null;
        Check(response, path);
        return await response.Content.ReadFromJsonAsync<T>(ct);
    }

    static async Task<HttpResponseMessage> TryAsync(Func<Task<HttpResponseMessage>> call, string path, CancellationToken ct)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (e is HttpRequestException or ExecutionRejectedException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            throw new BrokerUnavailableException($"The broker's management API cannot be reached for {path}.", e);
        }
    }

    static void Check(HttpResponseMessage response, string path)
    {
        if (!response.IsSuccessStatusCode)
            throw new BrokerUnavailableException($"The broker's management API answered {(int)response.StatusCode} for {path}.");
    }
}
