using System.Security.Cryptography;
using System.Text.Json;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.ServiceDefaults.JointDecisions;

/// <summary>What two bodies concur in is named by its hash, so that both mean the same words.</summary>
internal static class ContentHash
{
    /// <summary>SHA-256 over the value as JSON in the order of its fields, lower-case hex.</summary>
    public static string Of<T>(T content) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, JsonDefaults.Options)));
}
