using System.Globalization;
using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules.Assessment;

/// <summary>Who is notified of indicators and scorecards (R39), and the link to them. Notices contain no score.</summary>
internal static class ScoreNotice
{
    public static IReadOnlyList<Audience> Keepers =>
        [new(Bodies.Cppcc) { Roles = [Cppcc.Office, Cppcc.Liaison] }, new(Bodies.Discipline) { Roles = [Discipline.Liaison] }];

    /// <summary>Those who give the two approvals (the two keys).</summary>
    public static IReadOnlyList<Audience> Leaders => [LeadersOf(Bodies.Cppcc), LeadersOf(Bodies.Discipline)];

    public static Audience LeadersOf(string body) => new(body) { Roles = [body == Bodies.Cppcc ? Cppcc.Chair : Discipline.Leader] };

    public static Audience Contacts(IReadOnlyList<Guid> contacts) => new(Bodies.Unit) { Persons = [.. contacts] };

    public static IEnumerable<Notice> OfScheme(IScoreEvent e, Guid scheme, string kind, Urgency urgency, IEnumerable<Audience> audiences) =>
        audiences.Select(to => new Notice(kind, to, $"/schemes/{scheme}", e.By, e.At) { Urgency = urgency });

    /// <param name="due">Until when somebody may act; null if nothing is due.</param>
    public static IEnumerable<Notice> OfCard(
        IScoreEvent e, Guid card, int year, string kind, Urgency urgency, IEnumerable<Audience> audiences, DateTimeOffset? due = null)
    {
        var arguments = new Dictionary<string, string> { ["year"] = year.ToString(CultureInfo.InvariantCulture) };
        if (due is { } at) arguments["due"] = at.ToString("O");
        return audiences.Select(to => new Notice(kind, to, $"/scorecards/{card}", e.By, e.At) { Urgency = urgency, Arguments = arguments });
    }
}
