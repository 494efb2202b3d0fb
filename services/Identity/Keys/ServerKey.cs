namespace Supervision.Identity.Keys;

/// <summary>
/// A key of the server, kept in the database so that tokens survive a restart and all instances of the service sign with the same key. Row-level
/// security restricts it to the service; but whoever controls the database controls the platform's sign-in.
/// </summary>
internal sealed class ServerKey
{
    public const string Signing = "sig";
    public const string Encryption = "enc";

    /// <summary>Key id (<c>kid</c>) in token headers and in the published key set.</summary>
    public required Guid Id { get; init; }

    /// <summary><see cref="Signing"/> (ECDSA P-256, published) or <see cref="Encryption"/> (AES-256, for codes and refresh tokens).</summary>
    public required string Use { get; init; }

    /// <summary>PKCS#8 for <see cref="Signing"/>, the raw 32 bytes for <see cref="Encryption"/>.</summary>
    public required byte[] Material { get; init; }

    /// <summary>When new tokens are first made with it; it is published earlier.</summary>
    public required DateTimeOffset ActiveFrom { get; init; }
}
