using System.Globalization;
using MassTransit;
using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>
/// A row of an area's table: an event, the kind of notice it leads to, and whom it goes to. Each is bound by domain.md, R43: nobody learns
/// from a notification what they may not read.
/// </summary>
internal abstract record Rule(Type Event)
{
    /// <param name="kind">Names the texts in Notices.resx: <c>kind.title</c> and <c>kind.text</c>.</param>
    /// <param name="link">Relative path of the matter.</param>
    /// <param name="done">The user who did it, who is not notified (empty if nobody did), and the UTC instant.</param>
    public static Rule<TEvent> On<TEvent>(string kind, Func<TEvent, string> link, Func<TEvent, (Guid By, DateTimeOffset At)> done)
        where TEvent : class, IIntegrationEvent => new(kind, link, done);

    public abstract IEnumerable<Notice> Tell(IIntegrationEvent e);

    public abstract void AddConsumer(IRegistrationConfigurator consumers);
}

/// <inheritdoc/>
internal sealed record Rule<TEvent>(string Kind, Func<TEvent, string> Link, Func<TEvent, (Guid By, DateTimeOffset At)> Done)
    : Rule(typeof(TEvent)) where TEvent : class, IIntegrationEvent
{
    Func<TEvent, IEnumerable<Audience>> Audiences { get; init; } = _ => [];

    Urgency Urgency { get; init; } = Urgency.Information;

    IReadOnlyList<(string Name, Func<TEvent, object> Value)> Values { get; init; } = [];

    Func<TEvent, bool> Applies { get; init; } = _ => true;

    /// <summary>Further audiences, each with a notice of its own; somebody in two of them gets the first.</summary>
    public Rule<TEvent> To(Func<TEvent, IEnumerable<Audience>> audiences) =>
        this with { Audiences = e => [.. Audiences(e), .. audiences(e)] };

    /// <summary>To the holders of these roles, one audience for each body.</summary>
    public Rule<TEvent> To(params Role[] roles) => To(_ => Audience.Of(roles));

    /// <summary>To these people, as members of one of these bodies.</summary>
    public Rule<TEvent> To(Func<TEvent, IEnumerable<Guid>> persons, params string[] bodies) =>
        To(e => persons(e).ToList() is { Count: > 0 } named ? bodies.Select(body => new Audience(body) { Persons = named }) : []);

    /// <summary>To this person, if there is one, as a member of one of these bodies.</summary>
    public Rule<TEvent> To(Func<TEvent, Guid?> person, params string[] bodies) => To(e => person(e) is { } named ? [named] : [], bodies);

    /// <summary>To this person and the holders of these roles together; all are of one body.</summary>
    public Rule<TEvent> To(Func<TEvent, Guid> person, params Role[] roles) =>
        To(e => [new Audience(roles[0].Body) { Persons = [person(e)], Roles = roles }]);

    /// <summary>They have something to do.</summary>
    public Rule<TEvent> Action() => this with { Urgency = Urgency.Action };

    public Rule<TEvent> Urgent() => this with { Urgency = Urgency.Urgent };

    /// <summary>A value that the texts name. Everybody in the audiences may know it.</summary>
    public Rule<TEvent> With(string name, Func<TEvent, object> value) => this with { Values = [.. Values, (name, value)] };

    /// <summary>The row holds only for such events.</summary>
    public Rule<TEvent> When(Func<TEvent, bool> applies) => this with { Applies = applies };

    public override IEnumerable<Notice> Tell(IIntegrationEvent e) => Tell((TEvent)e);

    public override void AddConsumer(IRegistrationConfigurator consumers) => consumers.AddConsumer<RuleConsumer<TEvent>>();

    IEnumerable<Notice> Tell(TEvent e)
    {
        if (!Applies(e)) return [];
        var ((by, at), arguments) = (Done(e), Values.ToDictionary(value => value.Name, value => Text(value.Value(e))));
        return Audiences(e).Select(to => new Notice(Kind, to, Link(e), by, at) { Urgency = Urgency, Arguments = arguments });
    }

    static string Text(object value) => value switch
    {
        DateTimeOffset or DateOnly => string.Create(CultureInfo.InvariantCulture, $"{value:O}"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
