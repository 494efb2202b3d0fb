using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Supervision.Identity.Connect;

/// <summary>Says in the discovery document what is ours and not the library's: that ended sessions are told by the back channel.</summary>
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
