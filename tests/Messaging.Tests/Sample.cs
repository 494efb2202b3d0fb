using System.Collections;

namespace Supervision.Messaging.Tests;

/// <summary>An instance of a record with every field filled.</summary>
internal static class Sample
{
    public static object Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return "示例 \"<&>'";
        if (type == typeof(Guid)) return Guid.CreateVersion7();
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 7;
        if (type == typeof(long)) return 1L << 40;
        if (type == typeof(decimal)) return 12.50m;
        if (type == typeof(double)) return 0.25;
        if (type == typeof(DateOnly)) return new DateOnly(2026, 11, 25);
        if (type == typeof(TimeOnly)) return new TimeOnly(17, 30);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 11, 25, 10, 30, 0, TimeSpan.FromHours(8)).AddTicks(1234567);
        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable))) return ListOf(type.GetGenericArguments()[0]);
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType))]);
    }

    static Array ListOf(Type item)
    {
        var list = Array.CreateInstance(item, 2);
        for (var i = 0; i < list.Length; i++) list.SetValue(Of(item), i);
        return list;
    }
}
