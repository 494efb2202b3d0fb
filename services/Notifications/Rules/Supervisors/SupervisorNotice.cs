using System.Globalization;
using Supervision.Contracts;

namespace Supervision.Notifications.Rules.Supervisors;

/// <summary>Who is notified of roster, teams, postings and conflicts of interest (R14–R17), and the link to the matter.</summary>
internal static class SupervisorNotice
{
    /// <summary>Those who keep the roster and decide on terms.</summary>
    public static readonly Audience Office = new(Bodies.Cppcc) { Roles = [Cppcc.Office, Cppcc.Secretary] };

    /// <summary>Those who keep teams, and the chair, who alone may override.</summary>
    public static readonly IReadOnlyList<Audience> Keepers =
    [
        new(Bodies.Cppcc) { Roles = [Cppcc.Office, Cppcc.Liaison, Cppcc.Chair] },
        new(Bodies.Discipline) { Roles = [Discipline.Liaison] },
    ];

    /// <summary>These people, in whichever of the two bodies each is a member.</summary>
    public static IEnumerable<Notice> ToPersons(string kind, IEnumerable<Guid> users, string link, DateTimeOffset at, Guid by = default)
    {
        Guid?[] persons = [.. users.Distinct().Select(user => (Guid?)user)];
        return ((string[])[Bodies.Cppcc, Bodies.Discipline]).Select(body => new Notice(kind, new(body) { Persons = persons }, link, by, at));
    }

    public static string Entry(Guid id) => $"/roster/{id}";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
