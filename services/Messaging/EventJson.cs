using System.Text.Json;

namespace Supervision.Messaging;

/// <summary>How events are written: camelCase, unknown fields ignored when read, since events only ever gain fields.</summary>
public static class EventJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);
}
