using Supervision.Contracts;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.Rules.Work;

namespace Supervision.Notifications.Rules.Assessment;

/// <summary>Who is notified of feedback forms (R34–R38), and the link to the matter. In a unit, only the contacts the event names.</summary>
internal static class FormNotice
{
    public static IReadOnlyList<Audience> Keepers => WorkNotice.Keepers;

    public static IReadOnlyList<Audience> Leaders => WorkNotice.Leaders;

    public static Audience Unit(IReadOnlyList<Guid> contacts) => new(Bodies.Unit) { Persons = [.. contacts.Select(user => (Guid?)user)] };

    public static string Form(Guid id) => $"/forms/{id}";

    /// <summary>One notice per audience.</summary>
    public static IEnumerable<Notice> Tell(
        string kind, string link, Guid by, DateTimeOffset at, Urgency urgency, IEnumerable<Audience> audiences, params (string Name, string Value)[] values) =>
        audiences.Select(to => new Notice(kind, to, link, by, at) { Urgency = urgency, Arguments = values.ToDictionary(v => v.Name, v => v.Value) });

    /// <summary>A notice about a form.</summary>
    public static IEnumerable<Notice> Tell(IFormEvent e, string kind, Urgency urgency, IEnumerable<Audience> audiences, params (string Name, string Value)[] values) =>
        Tell(kind, Form(e.FormId), e.By, e.At, urgency, audiences, values);
}
