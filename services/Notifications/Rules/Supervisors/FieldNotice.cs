using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules.Supervisors;

/// <summary>Who is notified of field work (R18–R20), and the link to the matter.</summary>
internal static class FieldNotice
{
    /// <summary>One notice per audience, about a matter identified by its reference.</summary>
    public static IEnumerable<Notice> Tell(
        IFieldEvent e, string kind, string link, Urgency urgency, IEnumerable<Audience> audiences, params (string Name, string Value)[] values)
    {
        var arguments = values.ToDictionary(v => v.Name, v => v.Value);
        arguments["reference"] = e.Reference;
        return audiences.Select(to => new Notice(kind, to, link, e.By, e.At) { Urgency = urgency, Arguments = arguments });
    }

    /// <summary>Those who run supervision from day to day: the conference's office and the liaisons of both bodies.</summary>
    public static IReadOnlyList<Audience> Keepers =>
        [new(Bodies.Cppcc) { Roles = [Cppcc.Office, Cppcc.Liaison] }, new(Bodies.Discipline) { Roles = [Discipline.Liaison] }];

    /// <summary>Those who send supervisors where a place whistled.</summary>
    public static IReadOnlyList<Audience> Dispatchers => [new(Bodies.Cppcc) { Roles = [Cppcc.Office, Cppcc.Liaison] }];

    /// <summary>These people, in whichever body each is a member.</summary>
    public static IReadOnlyList<Audience> Persons(IEnumerable<Guid> users)
    {
        var persons = users.Select(user => (Guid?)user).ToList();
        string[] bodies = [Bodies.Cppcc, Bodies.Discipline, Bodies.Unit, Bodies.Party];
        return persons.Count == 0 ? [] : [.. bodies.Select(body => new Audience(body) { Persons = persons })];
    }

    public static string Visit(Guid id) => $"/visits/{id}";

    public static string Finding(Guid id) => $"/findings/{id}";

    public static string Whistle(Guid id) => $"/whistles/{id}";
}
