using System.Text.Json;

namespace Supervision.Messaging;

/// <summary>JSON format of events: camelCase; unknown fields are ignored when reading, because events only ever gain fields.</summary>
public static class EventJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);
}
