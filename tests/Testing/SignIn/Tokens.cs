using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supervision.Testing;

/// <summary>The answer of the token endpoint.</summary>
public sealed record Tokens(
    [property: JsonPropertyName("access_token")] string Access,
    [property: JsonPropertyName("id_token")] string? Id,
    [property: JsonPropertyName("refresh_token")] string? Refresh,
    [property: JsonPropertyName("expires_in")] int ExpiresIn)
{
    /// <summary>The claims of a token, unverified.</summary>
    public static JsonElement Claims(string token) => Part(token, 1);

    /// <summary>The header of a token.</summary>
    public static JsonElement Header(string token) => Part(token, 0);

    static JsonElement Part(string token, int index)
    {
        var text = token.Split('.')[index].Replace('-', '+').Replace('_', '/');
        return JsonSerializer.Deserialize<JsonElement>(Convert.FromBase64String(text.PadRight(text.Length + (4 - text.Length % 4) % 4, '=')));
    }
}
