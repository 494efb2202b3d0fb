using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules.Supervisors;

/// <summary>Notifies only the people it awaits, and only that something awaits them.</summary>
internal sealed class SealedNoticeGivenRule : IRule<SealedNoticeGiven>
{
    public IEnumerable<Notice> Tell(SealedNoticeGiven e)
    {
        var roles = Roles.All.Where(role => e.Roles.Contains(role.ToString())).ToList();
        string[] bodies = [Bodies.Cppcc, Bodies.Discipline];
        return bodies.Select(body => new Notice(
            "sealed.awaits",
            new Audience(body) { Persons = [.. e.Persons.Select(user => (Guid?)user)], Roles = [.. roles.Where(role => role.Body == body)] },
            "/sealed", Guid.Empty, e.At)
        { Urgency = Urgency.Action });
    }
}
