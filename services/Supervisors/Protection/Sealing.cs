using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Supervisors.Protection;

/// <summary>
/// Encrypts protection cases (AES-256-GCM) and marks whose they are (HMAC-SHA-256), under keys derived from one secret outside the database: its
/// readers, dumps and backups reveal neither a case's content nor whose it is.
/// </summary>
internal sealed class Sealing
{
    const byte Format = 1;
    const int NonceLength = 12;
    const int TagLength = 16;

    /// <summary>Lengths are rounded up to a multiple of this, in bytes, so that they reveal nothing.</summary>
    const int Block = 4096;

    readonly byte[] _contentKey;
    readonly byte[] _markKey;

    public Sealing(IOptions<SealingSettings> settings)
    {
        var secret = Encoding.UTF8.GetBytes(settings.Value.Key);
        _contentKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "supervision protection content"u8.ToArray());
        _markKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "supervision protection mark"u8.ToArray());
    }

    /// <summary>Mark in the database for a user whom a case concerns: lower-case hex, useless without the secret.</summary>
    public string MarkOf(Guid user) => Convert.ToHexStringLower(HMACSHA256.HashData(_markKey, user.ToByteArray(bigEndian: true)));

    /// <summary>Format, nonce, tag, ciphertext.</summary>
    public byte[] Seal(ProtectionCase @case)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(@case, JsonDefaults.Options);
        var padded = new byte[(content.Length + Block - 1) / Block * Block];
        Array.Fill(padded, (byte)' ');
        content.CopyTo(padded, 0);
        var result = new byte[1 + NonceLength + TagLength + padded.Length];
        result[0] = Format;
        var nonce = result.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_contentKey, TagLength);
        aes.Encrypt(nonce, padded, result.AsSpan(1 + NonceLength + TagLength), result.AsSpan(1 + NonceLength, TagLength), Bound(@case.Id, @case.District));
        return result;
    }

    /// <exception cref="CryptographicException">It was not sealed under this secret, or as this row, or was tampered with.</exception>
    public ProtectionCase Open(SealedCase row)
    {
        var content = row.Content;
        if (content.Length < 1 + NonceLength + TagLength || content[0] != Format) throw new CryptographicException("Not a sealed case.");
        var plain = new byte[content.Length - 1 - NonceLength - TagLength];
        using var aes = new AesGcm(_contentKey, TagLength);
        aes.Decrypt(
            content.AsSpan(1, NonceLength), content.AsSpan(1 + NonceLength + TagLength), content.AsSpan(1 + NonceLength, TagLength), plain, Bound(row.Id, row.District));
        return JsonSerializer.Deserialize<ProtectionCase>(plain, JsonDefaults.Options)!;
    }

    /// <summary>Binds a content to its row: moved to another row it cannot be decrypted.</summary>
    static byte[] Bound(Guid id, string district) => Encoding.UTF8.GetBytes($"{district}/{id}");
}
