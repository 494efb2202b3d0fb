using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Persistence;

public static class JsonColumn
{
    /// <summary>A value stored whole in a <c>jsonb</c> column; it is replaced, never changed in place.</summary>
    public static PropertyBuilder<T> IsJson<T>(this PropertyBuilder<T> property)
    {
        property.HasColumnType("jsonb").HasConversion(
            new ValueConverter<T, string>(value => Write(value), text => Read<T>(text)),
            new ValueComparer<T>((a, b) => Write(a!) == Write(b!), value => Write(value).GetHashCode(StringComparison.Ordinal), value => value));
        return property;
    }

    static string Write<T>(T value) => JsonSerializer.Serialize(value, JsonDefaults.Options);

    static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, JsonDefaults.Options)!;
}
