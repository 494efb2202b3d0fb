using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Supervision.ClueTransfers.Subscriptions;

/// <summary>A password for a broker user, generated here and shown once.</summary>
/// <param name="Hash">RabbitMQ's form: base64 of a 4-byte salt followed by SHA-256 of salt and password.</param>
internal sealed record BrokerPassword(string Clear, string Hash)
{
    public const string Algorithm = "rabbit_password_hashing_sha256";

    /// <summary>256 random bits, so a fast hash is as safe as a slow one.</summary>
    public static BrokerPassword Create()
    {
        var clear = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var salt = RandomNumberGenerator.GetBytes(4);
        return new BrokerPassword(clear, Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(clear)])]));
    }
}
