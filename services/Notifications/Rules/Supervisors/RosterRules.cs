using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules.Supervisors;

internal sealed class SupervisorAppointedRule : IRule<SupervisorAppointed>
{
    public IEnumerable<Notice> Tell(SupervisorAppointed e) =>
    [
        new("supervisor.appointed", new(Bodies.Cppcc) { Persons = [e.UserId] }, SupervisorNotice.Entry(e.SupervisorId), Guid.Empty, e.At)
        {
            Arguments = new Dictionary<string, string> { ["until"] = SupervisorNotice.Day(e.Until) },
        },
    ];
}

/// <summary>Notifies the supervisor, and the office when a service ends or is interrupted.</summary>
internal sealed class SupervisorStandingChangedRule : IRule<SupervisorStandingChanged>
{
    public IEnumerable<Notice> Tell(SupervisorStandingChanged e)
    {
        var kind = e.Standing switch
        {
            SupervisorStandings.Suspended => "supervisor.suspended",
            SupervisorStandings.Ended => "supervisor.ended",
            _ => "supervisor.in_office",
        };
        yield return new(kind, new(Bodies.Cppcc) { Persons = [e.UserId] }, SupervisorNotice.Entry(e.SupervisorId), Guid.Empty, e.At);
        if (e.Standing == SupervisorStandings.Appointed) yield break;
        yield return new($"{kind}_office", SupervisorNotice.Office, SupervisorNotice.Entry(e.SupervisorId), Guid.Empty, e.At);
    }
}

/// <summary>Sixty days ahead, notifies the supervisor and those who decide on a further term.</summary>
internal sealed class SupervisorTermExpiringRule : IRule<SupervisorTermExpiring>
{
    public IEnumerable<Notice> Tell(SupervisorTermExpiring e)
    {
        var arguments = new Dictionary<string, string> { ["until"] = SupervisorNotice.Day(e.Until) };
        if (e.UserId is { } user)
            yield return new("supervisor.expiring", new(Bodies.Cppcc) { Persons = [user] }, SupervisorNotice.Entry(e.SupervisorId), Guid.Empty, e.At) { Arguments = arguments };
        yield return new("supervisor.expiring_office", SupervisorNotice.Office, SupervisorNotice.Entry(e.SupervisorId), Guid.Empty, e.At)
        {
            Urgency = Urgency.Action,
            Arguments = arguments,
        };
    }
}
