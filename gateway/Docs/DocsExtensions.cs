using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Scalar.AspNetCore;
using Supervision.Gateway.Edge;
using Supervision.Gateway.Routing;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Gateway.Docs;

/// <summary>The API reference of all services at <c>/docs</c>, loaded from this server only.</summary>
internal static class DocsExtensions
{
    /// <summary>Metadata of a route to a service's OpenAPI document: the document's title in the reference.</summary>
    const string TitleKey = "Document";

    public static void MapDocs(this WebApplication app)
    {
        var documents = Documents(app.Configuration).ToList();
        var identity = app.Services.GetRequiredService<IOptions<IdentitySettings>>().Value;
        app.MapScalarApiReference("/docs", (options, context) =>
        {
            var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.WithNonce(identity, nonce);
            options.WithTitle("协同监督平台 API").WithNonce(nonce).DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools();
            options.AddDocuments(documents);
        }).AllowAnonymous();
    }

    static IEnumerable<ScalarDocument> Documents(IConfiguration configuration)
    {
        foreach (var route in configuration.GetSection($"{RouteExtensions.Section}:Routes").GetChildren())
        {
            if (route[$"Metadata:{TitleKey}"] is { } title)
                yield return new ScalarDocument(route.Key, title, route["Match:Path"]);
        }
    }
}
