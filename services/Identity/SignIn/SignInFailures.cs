namespace Supervision.Identity.SignIn;

/// <summary>
/// Failed sign-ins under a name. Kept by name, whether there is such a user or not, so that nobody can tell by being locked out.
/// </summary>
internal sealed class SignInFailures
{
    /// <summary>SHA-256 of the normalised name: what people type there by mistake is not kept.</summary>
    public required byte[] NameHash { get; init; }

    public required int Count { get; init; }

    public required DateTimeOffset LastAt { get; init; }
}
