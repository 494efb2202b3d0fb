namespace Supervision.Identity.SignIn;

/// <summary>
/// Failed sign-ins under a name. Kept whether or not the user exists, so that a lock-out does not reveal it.
/// </summary>
internal sealed class SignInFailures
{
    /// <summary>SHA-256 of the normalised name, because people sometimes type a secret there by mistake.</summary>
    public required byte[] NameHash { get; init; }

    public required int Count { get; init; }

    public required DateTimeOffset LastAt { get; init; }
}
