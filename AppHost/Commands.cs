namespace Supervision.AppHost;

/// <summary>What operators do from the dashboard or with <c>aspire</c>.</summary>
internal static class Commands
{
    public static IResourceBuilder<ServiceResource> WithPortalCommand(this IResourceBuilder<ServiceResource> gateway) => gateway
        .WithUrlForEndpoint("http", url => url.DisplayText = "Portal")
        .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/docs", DisplayText = "API documentation" });
}
