using System.Security.Cryptography;
using System.Text;

namespace Supervision.Topics.Work;

/// <summary>
/// What somebody without an account gets to come back with: 80 random bits, in letters that are not mistaken for one another. Only its hash
/// is kept, so nobody who reads the database can act with it.
/// </summary>
internal static class ReceiptCode
{
    public const string Pattern = "^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$";

    const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New()
    {
        var code = RandomNumberGenerator.GetString(Letters, 16);
        return $"{code[..4]}-{code[4..8]}-{code[8..12]}-{code[12..]}";
    }

    /// <summary>SHA-256, lower-case hex.</summary>
    public static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
