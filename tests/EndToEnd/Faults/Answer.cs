using System.Text.Json;

namespace Supervision.EndToEnd.Faults;

/// <summary>The platform's response to a request; status 0 when there was none.</summary>
internal sealed record Answer(int Status, string ContentType, string Body)
{
    public bool IsAccepted => Status is >= 200 and < 300;

    /// <summary>Whether it is no real response: nothing arrived, or something on the way was unavailable.</summary>
    public bool IsOutage => Status is 0 or 502 or 503 or 504;

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>The stable code of a problem.</summary>
    public string? Code => ContentType == "application/problem+json" && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public static Answer None(Exception reason) => new(0, "", $"{reason.GetType().Name}: {reason.Message}");

    public Answer Require()
    {
        Assert.True(IsAccepted, ToString());
        return this;
    }

    public override string ToString() => $"{Status} {ContentType} {Body}";
}
