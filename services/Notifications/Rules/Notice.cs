using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>Who is notified in one body of the event's district. Nobody outside the body is, even when named.</summary>
internal sealed record Audience(string Body)
{
    /// <summary>Holders of these roles of the body.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>Users named by the event.</summary>
    public IReadOnlyList<Guid> Persons { get; init; } = [];

    /// <summary>Teams (监督小组) whose members and linked leaders of the body are notified.</summary>
    public IReadOnlyList<Guid> Teams { get; init; } = [];

    /// <summary>Topics whose active team is notified.</summary>
    public IReadOnlyList<Guid> TeamsOfTopics { get; init; } = [];

    /// <summary>The holders of these roles, one audience for each body.</summary>
    public static IEnumerable<Audience> Of(params Role[] roles) =>
        roles.GroupBy(role => role.Body).Select(ofBody => new Audience(ofBody.Key) { Roles = [.. ofBody] });
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
}
