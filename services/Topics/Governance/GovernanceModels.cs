using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Topics.Governance;

/// <param name="Members">2 to 60, of both bodies.</param>
/// <param name="From">Since when it has these members.</param>
/// <param name="Basis">Number of the document that set it up, at most 100 characters.</param>
public sealed record LeadingGroupRequest([MinLength(2), MaxLength(60)] IReadOnlyList<GroupMember> Members, DateOnly From, [PlainText(100)] string? Basis = null);

/// <summary>The joint leading group as it was set up at one time.</summary>
public sealed record LeadingGroupView(int Version, IReadOnlyList<GroupMember> Members, string? Basis, DateOnly From, DateTimeOffset At)
{
    internal static LeadingGroupView For(LeadingGroup group) => new(group.Version, group.Members, group.Basis, group.From, group.At);
}

/// <param name="Title">At most 200 characters.</param>
/// <param name="Text">The document's text, at most 100,000 characters.</param>
/// <param name="Effective">First day it is in force.</param>
/// <param name="Number">Number it was issued under, at most 100 characters.</param>
public sealed record JointRuleRequest(
    [PlainText(200)] string Title, [PlainText(100_000)] string Text, DateOnly Effective, [PlainText(100)] string? Number = null);

/// <summary>A document in the list.</summary>
public sealed record JointRuleRow(Guid Id, int Version, string Title, string? Number, DateOnly Effective, DateTimeOffset At)
{
    internal static JointRuleRow For(JointRule rule) => new(rule.Id, rule.Version, rule.Title, rule.Number, rule.Effective, rule.At);
}

/// <summary>One version of a document.</summary>
public sealed record JointRuleView(
    Guid Id, int Version, string Title, string? Number, string Text, DateOnly Effective, string ByBody, DateTimeOffset At)
{
    internal static JointRuleView For(JointRule rule) =>
        new(rule.Id, rule.Version, rule.Title, rule.Number, rule.Text, rule.Effective, rule.ByBody, rule.At);
}
