using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Supervision.Notifications.Webhooks;

/// <summary>A symmetric secret in the form of Standard Webhooks: <c>whsec_</c> and 24 to 64 bytes in base64.</summary>
public static class WebhookSecret
{
    const string Prefix = "whsec_";

    public static string Create() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The value of <c>webhook-signature</c>: one <c>v1</c> signature per secret, so that a receiver may know any of them.</summary>
    /// <param name="at">UTC instant of this attempt.</param>
    /// <exception cref="FormatException">A secret is not valid.</exception>
    public static string Sign(string id, DateTimeOffset at, string payload, params ReadOnlySpan<string> secrets)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.{payload}"));
        var signatures = new List<string>(secrets.Length);
        foreach (var secret in secrets) signatures.Add("v1," + Convert.ToBase64String(HMACSHA256.HashData(Key(secret), signed)));
        return string.Join(' ', signatures);
    }

    static byte[] Key(string secret) => secret.StartsWith(Prefix, StringComparison.Ordinal)
        ? Convert.FromBase64String(secret[Prefix.Length..])
        : throw new FormatException("Not a Standard Webhooks secret.");
}
