using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Supervision.Notifications.Tests.Support;

/// <summary>A body's own system: receives webhooks and verifies them as Standard Webhooks specifies, with independent code.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    internal sealed record Call(string Path, string Id, long Timestamp, string Signature, string Payload);

    readonly WebApplication _app;

    WebhookReceiver(WebApplication app) => _app = app;

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Its replies, by path.</summary>
    public Func<string, Task<int>> Answer { get; set; } = _ => Task.FromResult(204);

    public string Address => _app.Urls.Single();

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public IEnumerable<Call> At(string path) => Calls.Where(call => call.Path == path);

    /// <summary>Whether one of the signatures was made with this secret.</summary>
    public static bool IsSigned(Call call, string secret)
    {
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        var expected = "v1," + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{call.Id}.{call.Timestamp}.{call.Payload}")));
        return call.Signature.Split(' ').Contains(expected);
    }

    async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        Calls.Enqueue(new Call(
            context.Request.Path, headers["webhook-id"].ToString(), long.Parse(headers["webhook-timestamp"].ToString(), null), headers["webhook-signature"].ToString(),
            await reader.ReadToEndAsync()));
        context.Response.StatusCode = await Answer(context.Request.Path);
        if (context.Response.StatusCode == 307) context.Response.Headers.Location = $"{Address}/elsewhere";
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
