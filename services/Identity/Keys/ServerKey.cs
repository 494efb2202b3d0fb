namespace Supervision.Identity.Keys;

/// <summary>
/// A key of the server, kept in the database so that tokens outlive a restart and every copy of the service signs alike. Row-level
/// security keeps it to the service; whoever holds the database holds the platform's sign-in.
/// </summary>
internal sealed class ServerKey
{
    public const string Signing = "sig";
    public const string Encryption = "enc";

    /// <summary>Key id (<c>kid</c>) in token headers and in the published key set.</summary>
    public required Guid Id { get; init; }

    /// <summary><see cref="Signing"/> (ECDSA P-256, published) or <see cref="Encryption"/> (AES-256, for codes and refresh tokens).</summary>
    public required string Use { get; init; }

    /// <summary>PKCS#8 for <see cref="Signing"/>, the 32 bytes themselves for <see cref="Encryption"/>.</summary>
    public required byte[] Material { get; init; }

    /// <summary>From when on new tokens are made with it; it is published before.</summary>
    public required DateTimeOffset ActiveFrom { get; init; }
}
