using System.ComponentModel.DataAnnotations;

namespace Supervision.Identity.Clients;

/// <summary>Section <c>Portal</c> of the migration step: the gateway as a client.</summary>
internal sealed class PortalSettings
{
    /// <summary>Public address of the gateway.</summary>
    [Required, Url]
    public required string Address { get; init; }

    [Required, MinLength(16)]
    public required string Secret { get; init; }

    /// <summary>Where the gateway is notified of ended sessions, as this service reaches it; a service discovery name is allowed.</summary>
    [Required, Url]
    public string BackchannelLogout { get; init; } = "http://gateway/bff/backchannel-logout";
}
