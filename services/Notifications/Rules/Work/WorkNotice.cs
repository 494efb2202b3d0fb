using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules.Work;

/// <summary>Who is notified of the joint work on topics (R6–R12), and the link to the matter.</summary>
internal static class WorkNotice
{
    public static readonly Audience CppccKeepers = new(Bodies.Cppcc) { Roles = [Cppcc.Office, Cppcc.Liaison] };
    public static readonly Audience DisciplineKeepers = new(Bodies.Discipline) { Roles = [Discipline.Liaison] };

    /// <summary>One notice per audience.</summary>
    public static IEnumerable<Notice> Tell(
        ITopicWorkEvent e, string kind, string link, Urgency urgency, IEnumerable<Audience> audiences, params (string Name, string Value)[] values) =>
        audiences.Select(to => new Notice(kind, to, link, e.By, e.At) { Urgency = urgency, Arguments = values.ToDictionary(v => v.Name, v => v.Value) });

    public static IReadOnlyList<Audience> Keepers => [CppccKeepers, DisciplineKeepers];

    /// <summary>Those who give the two approvals (the two keys).</summary>
    public static IReadOnlyList<Audience> Leaders =>
        [new(Bodies.Cppcc) { Roles = [Cppcc.Chair] }, new(Bodies.Discipline) { Roles = [Discipline.Leader] }];

    /// <summary>These people, in whichever of the two bodies each is a member.</summary>
    public static IReadOnlyList<Audience> Persons(params IReadOnlyList<Guid?> users) =>
        [new(Bodies.Cppcc) { Persons = users }, new(Bodies.Discipline) { Persons = users }];

    public static string Topic(Guid id) => $"/topics/{id}";

    public static string Activity(Guid id) => $"/activities/{id}";

    public static string Tracked(Guid id) => $"/tracked/{id}";

    public static string Submission(Guid id) => $"/submissions/{id}";
}
