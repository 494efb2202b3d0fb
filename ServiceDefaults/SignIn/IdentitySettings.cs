using System.ComponentModel.DataAnnotations;

namespace Supervision.ServiceDefaults.SignIn;

/// <summary>Section <c>Identity</c>: the provider whose tokens this process trusts. If missing or wrong, the process does not start.</summary>
public sealed class IdentitySettings
{
    public const string Section = "Identity";

    /// <summary>The issuer as named in tokens: the public address of any OpenID Connect provider.</summary>
    [Required, Url]
    public required string Authority { get; init; }

    /// <summary>
    /// Address at which this process reaches the provider when the public one is not reachable from here (a closed network, a
    /// cluster): requests to <see cref="Authority"/> go there instead. Service discovery names are allowed.
    /// </summary>
    public string? Backchannel { get; init; }
}
