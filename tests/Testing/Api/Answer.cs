using System.Net;
using System.Text.Json;

namespace Supervision.Testing.Api;

/// <summary>A service's answer to a request.</summary>
public sealed record Answer(string Request, HttpStatusCode Status, string Text, string? EntityTag, string? Location, bool Replayed)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The problem's code.</summary>
    public string? Code => Text.StartsWith('{') && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public Guid Id => Ok().Json.GetProperty("id").GetGuid();

    public string this[string property] => Ok().Json.GetProperty(property).ToString();

    /// <summary>Throws with the service's answer unless the request succeeded.</summary>
    public Answer Ok() => IsSuccess ? this : throw new InvalidOperationException($"{Request}: {(int)Status} {Text}");

    /// <summary>Throws unless the request was refused with this status and code.</summary>
    public Answer Refused(HttpStatusCode status, string code) => Status == status && Code == code
        ? this
        : throw new InvalidOperationException($"{Request}: {(int)Status} {Text} instead of {(int)status} {code}");
}
