using System.Security.Cryptography;
using System.Text.Json;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Collaboration;

/// <summary>Identifies the content two bodies concur in by its hash, so that both mean the same text.</summary>
public static class ContentHash
{
    /// <summary>SHA-256 of the value as JSON in the order of its fields, lower-case hex.</summary>
    public static string Of<T>(T content) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, JsonDefaults.Options)));
}
