using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>Who is notified in one body of the event's district. Nobody outside the body is, even when named.</summary>
internal sealed record Audience(string Body)
{
    /// <summary>Holders of these roles of the body.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>Users named by the event; null where it names nobody.</summary>
    public IReadOnlyList<Guid?> Persons { get; init; } = [];

    /// <summary>Teams (监督小组) whose members and linked leaders of the body are notified.</summary>
    public IReadOnlyList<Guid> Teams { get; init; } = [];

    /// <summary>Topics whose active team is notified.</summary>
    public IReadOnlyList<Guid> TeamsOfTopics { get; init; } = [];

    /// <summary>The liaisons of both bodies (R5, R46).</summary>
    public static IReadOnlyList<Audience> LiaisonsOfBothBodies { get; } =
        [new(Bodies.Cppcc) { Roles = [Cppcc.Liaison] }, new(Bodies.Discipline) { Roles = [Discipline.Liaison] }];

    /// <summary>These people, in whichever body each is a member.</summary>
    public static IReadOnlyList<Audience> InAnyBody(params IReadOnlyList<Guid?> users) =>
        [.. ((string[])[Bodies.Cppcc, Bodies.Discipline, Bodies.Party, Bodies.Unit]).Select(body => new Audience(body) { Persons = users })];
}

/// <summary>What one audience is notified of an event.</summary>
/// <param name="Kind">Names the texts in Notices.resx: <c>kind.title</c> and <c>kind.text</c>.</param>
/// <param name="Link">Relative path of the matter.</param>
/// <param name="By">The user who did it, who is not notified.</param>
/// <param name="At">UTC instant at which it happened.</param>
internal sealed record Notice(string Kind, Audience To, string Link, Guid By, DateTimeOffset At)
{
    public Urgency Urgency { get; init; } = Urgency.Information;

    /// <summary>Values for the texts' placeholders. Everybody in the audience may know them.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>A notice about a clue, identified by its reference.</summary>
    public static Notice Of(
        IClueEvent e, string kind, Audience to, Urgency urgency = Urgency.Information, params (string Name, string Value)[] values)
    {
        var arguments = new Dictionary<string, string> { ["reference"] = e.Reference };
        foreach (var (name, value) in values) arguments[name] = value;
        return new Notice(kind, to, $"/clues/{e.ClueId}", e.By, e.At) { Urgency = urgency, Arguments = arguments };
    }

    /// <summary>A notice about a topic, identified by its reference.</summary>
    public static Notice Of(ITopicEvent e, string kind, Audience to) =>
        new(kind, to, $"/topics/{e.TopicId}", e.By, e.At) { Arguments = new Dictionary<string, string> { ["reference"] = e.Reference } };

    /// <summary>To the proposers of a proposal, in whichever body each is a member.</summary>
    public static IEnumerable<Notice> ToProposers(IProposalEvent e, string kind, Guid by)
    {
        var arguments = new Dictionary<string, string> { ["reference"] = e.Reference };
        string[] bodies = [Bodies.Cppcc, Bodies.Discipline, Bodies.Party];
        return bodies.Select(body =>
            new Notice(kind, new Audience(body) { Persons = [.. e.Proposers.Select(user => (Guid?)user)] }, $"/proposals/{e.ProposalId}", by, e.At) { Arguments = arguments });
    }
}

/// <summary>
/// Declares who is notified of what when an event happened. Every class in this folder that implements it is picked up automatically; each is bound
/// by domain.md, R43: nobody learns from a notification what they may not read.
/// </summary>
internal interface IRule<in TEvent> where TEvent : class, IIntegrationEvent
{
    /// <summary>One notice per audience; somebody in two of them gets the first.</summary>
    IEnumerable<Notice> Tell(TEvent e);
}
