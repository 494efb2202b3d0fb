using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Supervision.ServiceDefaults;

namespace Supervision.Gateway.Edge;

/// <summary>The first steps of every request and the last of every answer.</summary>
internal static class EdgeExtensions
{
    /// <summary>Browsers may cache files but must revalidate them each time, so that a new version shows at once.</summary>
    public static StaticFileOptions Files { get; } = new() { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache" };

    public static WebApplicationBuilder AddEdge(this WebApplicationBuilder builder)
    {
        // Nothing here blocks a thread, so socket data is processed on the thread it arrives on, which saves a thread switch in each direction.
        builder.Services.Configure<SocketTransportOptions>(transport => transport.UnsafePreferInlineScheduling = true);
        builder.Services.AddSingleton<SecurityHeaders>();
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true; // Compression leaves out answers whose length could reveal secrets
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "image/svg+xml"];
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        builder.Services.AddSingleton<IResponseCompressionProvider, Compression>();
        AddForwarding(builder);
        return builder;
    }

    public static void UseEdge(this WebApplication app)
    {
        if (Forwarding(app.Configuration) is { KnownProxies.Length: > 0 } or { KnownNetworks.Length: > 0 }) app.UseForwardedHeaders();
        app.Use(app.Services.GetRequiredService<SecurityHeaders>().InvokeAsync);
        app.UseResponseCompression();
        app.UseServiceDefaults();
        app.UseStaticFiles(Files);
        app.UseRouting();
    }

    static void AddForwarding(WebApplicationBuilder builder)
    {
        var settings = Forwarding(builder.Configuration);
        builder.Services.Configure<ForwardedHeadersOptions>(headers =>
        {
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            headers.ForwardLimit = settings.Hops;
            headers.KnownProxies.Clear(); // not even this machine is trusted by default
            headers.KnownIPNetworks.Clear();
            foreach (var proxy in settings.KnownProxies) headers.KnownProxies.Add(IPAddress.Parse(proxy));
            foreach (var network in settings.KnownNetworks) headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        });
    }

    static ForwardingSettings Forwarding(IConfiguration configuration) =>
        configuration.GetSection(ForwardingSettings.Section).Get<ForwardingSettings>() ?? new ForwardingSettings();
}
