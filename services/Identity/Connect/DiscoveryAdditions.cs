using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Supervision.Identity.Connect;

/// <summary>Adds to the discovery document what the library does not: clients are notified of ended sessions over the back channel.</summary>
internal static class DiscoveryAdditions
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleConfigurationRequestContext>()
        .UseInlineHandler(context =>
        {
            context.Metadata["backchannel_logout_supported"] = true;
            context.Metadata["backchannel_logout_session_supported"] = true;
            context.Claims.UnionWith(["name", "district", "body", "tenant", "role", "unit", "sid", "auth_time"]);
            return ValueTask.CompletedTask;
        })
        .SetOrder(int.MaxValue - 100_000)
        .Build();
}
