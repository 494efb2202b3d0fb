using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Supervision.Identity.Tests.Running;

/// <summary>A client's back-channel logout endpoint.</summary>
internal sealed class LogoutReceiver : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly Channel<string> _received = Channel.CreateUnbounded<string>();

    LogoutReceiver(Uri address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        _app = builder.Build();
        _app.MapPost(address.AbsolutePath, async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            await _received.Writer.WriteAsync(form["logout_token"]!);
        });
    }

    public static async Task<LogoutReceiver> StartAsync(Uri address, CancellationToken ct)
    {
        var receiver = new LogoutReceiver(address);
        await receiver._app.StartAsync(ct);
        return receiver;
    }

    /// <summary>The next logout token of this session.</summary>
    public async Task<string> TokenOfAsync(string session, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(IdentityProcess.Patience);
        await foreach (var token in _received.Reader.ReadAllAsync(deadline.Token))
        {
            if (Testing.Tokens.Claims(token).GetProperty("sid").GetString() == session) return token;
        }

        throw new InvalidOperationException("The receiver was closed.");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
