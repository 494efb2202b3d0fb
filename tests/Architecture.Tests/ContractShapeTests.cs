using System.Text.Json;
using Supervision.Contracts;

namespace Supervision.Architecture.Tests;

/// <summary>
/// The JSON shape of every integration event, pinned: a field may be added (and recorded in Contracts.shapes.txt) but never renamed,
/// retyped or removed, since old messages are still in outboxes, queues and dead letters.
/// </summary>
public sealed class ContractShapeTests
{
    const string Pins = "tests/Architecture.Tests/Contracts.shapes.txt";

    static readonly IReadOnlyList<Type> Events =
        [.. typeof(IIntegrationEvent).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IIntegrationEvent))).OrderBy(t => t.Name, StringComparer.Ordinal)];

    [Fact]
    public void Every_event_has_the_pinned_shape()
    {
        var actual = Events.SelectMany(Shape).ToList();
        var pinned = Repository.Read(Pins).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(pinned.SequenceEqual(actual), $"{Pins} should read:\n{string.Join('\n', actual)}");
    }

    [Fact]
    public void Events_are_past_tense_sealed_records() => Assert.All(Events, type =>
    {
        Assert.True(type.IsSealed, type.Name);
        Assert.NotNull(type.GetMethod("<Clone>$"));
    });

    [Fact]
    public void No_event_carries_content() => Assert.DoesNotContain(
        Events.Where(type => !type.IsAssignableTo(typeof(IHandover))).SelectMany(type => type.GetProperties()),
        property => property.Name is "Title" or "Account" or "Text" or "Content" or "Summary" or "Comment" or "Reason" or "Description");

    static IEnumerable<string> Shape(Type type) => type.GetProperties()
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .Select(property => $"{type.Name}.{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}: {Name(property.PropertyType)}");

    static string Name(Type type) => !type.IsGenericType
        ? type.Name
        : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
}
