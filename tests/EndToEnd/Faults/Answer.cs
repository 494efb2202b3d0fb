using System.Text.Json;

namespace Supervision.EndToEnd.Faults;

/// <summary>What the platform said to a request; status 0 when it said nothing.</summary>
internal sealed record Answer(int Status, string ContentType, string Body)
{
    public bool IsAccepted => Status is >= 200 and < 300;

    /// <summary>Not the platform's word on the request: nothing was heard, or something on the way was not there.</summary>
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
