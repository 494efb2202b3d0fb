using System.Reflection;
using MassTransit;
using Supervision.Contracts;

namespace Supervision.Assessment.Tests.Support;

/// <summary>An event as a consumer receives it, without a broker: its context holds only the event.</summary>
public class Delivered : DispatchProxy
{
    IIntegrationEvent? _event;

    /// <returns>A <see cref="ConsumeContext{T}"/> of the event's own type.</returns>
    public static object Of(IIntegrationEvent @event)
    {
        var proxy = Create(typeof(ConsumeContext<>).MakeGenericType(@event.GetType()), typeof(Delivered));
        ((Delivered)proxy)._event = @event;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name switch
    {
        "get_Message" => _event,
        "get_CancellationToken" => CancellationToken.None,
        var other => throw new NotSupportedException($"{other} is not available without a broker."),
    };
}
