using System.Reflection;
using System.Text.RegularExpressions;
using Supervision.Contracts;

namespace Supervision.Architecture.Tests;

/// <summary>
/// An event without a queue is an error, unless it is marked as published only for consumers outside the platform. So the marks must match the
/// services' sources.
/// </summary>
public sealed partial class ConsumedEventTests
{
    [Fact]
    public void An_event_is_marked_for_others_exactly_when_no_service_consumes_it()
    {
        var consumed = Repository.Files("*.cs").Where(file => file.StartsWith("services/", StringComparison.Ordinal))
            .SelectMany(file => Consumer().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value))
            .ToHashSet();
        var events = typeof(IIntegrationEvent).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IIntegrationEvent))).ToList();
        Assert.Equal(
            events.Where(type => !consumed.Contains(type.Name)).Select(type => type.Name).Order(StringComparer.Ordinal),
            events.Where(type => type.GetCustomAttribute<ForOthersAttribute>() is not null).Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>A consumer, or a row in a table of Notifications, which has one.</summary>
    [GeneratedRegex(@"\b(?:IConsumer|On)<(\w+)>")]
    private static partial Regex Consumer();
}
