using System.ComponentModel.DataAnnotations;

namespace Supervision.ServiceDefaults.SignIn;

/// <summary>Section <c>Identity</c>: whom this process trusts for tokens. Missing or wrong, the process does not start.</summary>
public sealed class IdentitySettings
{
    public const string Section = "Identity";

    /// <summary>The issuer, as it stands in tokens: the public address of any OpenID Connect provider.</summary>
    [Required, Url]
    public required string Authority { get; init; }

    /// <summary>
    /// Address under which this process reaches the provider, when the public one is not reachable from here (a closed network, a
    /// cluster): requests to <see cref="Authority"/> go there instead. Service discovery names are allowed.
    /// </summary>
    public string? Backchannel { get; init; }
}
