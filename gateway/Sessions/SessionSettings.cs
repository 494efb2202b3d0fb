using System.ComponentModel.DataAnnotations;

namespace Supervision.Gateway.Sessions;

/// <summary>Section <c>Sessions</c>.</summary>
internal sealed class SessionSettings
{
    public const string Section = "Sessions";

    /// <summary>A session ends after this time without a request.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A session ends this long after sign-in, even if it is in use.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Absolute { get; init; } = TimeSpan.FromHours(12);

    /// <summary>An access token is renewed when less than this is left.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:30:00")]
    public TimeSpan RenewAhead { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>Section <c>Portal</c>: this gateway as a client of the provider.</summary>
internal sealed class PortalSettings
{
    public const string Section = "Portal";

    [Required]
    public string ClientId { get; init; } = "portal";

    [Required]
    public required string Secret { get; init; }

    /// <summary>Scopes of the session's access token: <c>openid profile offline_access</c> and the scope of each service.</summary>
    [Required, MinLength(1)]
    public string[] Scopes { get; init; } = [];
}
