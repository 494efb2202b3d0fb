using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.ClueTransfers.Approval;

/// <param name="ContentHash">Hash of the content the approver has read: 64 lower-case hex digits.</param>
/// <param name="Comment">At most 2,000 characters.</param>
public sealed record ApproveRequest([RegularExpression("^[0-9a-f]{64}$")] string ContentHash, [PlainText(2000)] string? Comment = null);

/// <param name="ContentHash">Hash of the content the approver has read: 64 lower-case hex digits.</param>
/// <param name="Comment">The reason, at most 2,000 characters.</param>
public sealed record RefuseRequest([RegularExpression("^[0-9a-f]{64}$")] string ContentHash, [PlainText(2000)] string Comment);

/// <summary>A level's decision (R25).</summary>
/// <param name="Round">Which submission it belongs to, from 1.</param>
/// <param name="ContentHash">SHA-256 of the content that was decided on.</param>
/// <param name="OnBehalfOf">Name of the absent approver on whose behalf it was decided.</param>
public sealed record DecisionView(
    int Round, int Level, string Role, string Label, DecisionKind Kind, string? Comment, string ContentHash, Guid By, string ByName, string? OnBehalfOf, DateTimeOffset At)
{
    internal static DecisionView For(ApprovalDecision decision) => new(
        decision.Round, decision.Level, decision.Role, decision.Label, decision.Kind, decision.Comment, decision.ContentHash,
        decision.By, decision.ByName, decision.OnBehalfOfName, decision.At);
}

/// <summary>One level of an approval chain, as configured.</summary>
/// <param name="Role"><c>office</c>, <c>secretary</c> or <c>chair</c>.</param>
/// <param name="Label">The district's name for it, at most 40 characters.</param>
/// <param name="Approver">The one holder of the role who decides here; null if any of them may decide, except the submitter.</param>
public sealed record LevelRequest([RegularExpression("^(office|secretary|chair)$")] string Role, [PlainText(40)] string Label, Guid? Approver = null);

/// <param name="Levels">1 to 6 levels, in the order in which they decide.</param>
public sealed record ChainRequest([MinLength(1), MaxLength(6)] IReadOnlyList<LevelRequest> Levels);

/// <summary>A district's approval chain.</summary>
/// <param name="ChangedAt">Null while the default applies.</param>
public sealed record ChainView(IReadOnlyList<ApprovalLevel> Levels, DateTimeOffset? ChangedAt);

/// <param name="To">The colleague who decides meanwhile: an active approver of the same CPPCC.</param>
/// <param name="Starts">First instant at which it holds.</param>
/// <param name="Ends">First instant at which it no longer holds; at most a year after <paramref name="Starts"/>.</param>
public sealed record DelegationRequest(Guid To, DateTimeOffset Starts, DateTimeOffset Ends) : IValidatableObject
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Ends <= Starts || Ends - Starts > Longest) yield return new ValidationResult("The end must follow the start within a year.", [nameof(Ends)]);
    }
}

/// <summary>A delegation of the right to decide (R25).</summary>
public sealed record DelegationView(
    Guid Id, Guid From, string FromName, IReadOnlyList<string> Roles, Guid To, string ToName, DateTimeOffset Starts, DateTimeOffset Ends, bool Holds)
{
    internal static DelegationView For(Delegation d, DateTimeOffset now) =>
        new(d.Id, d.From, d.FromName, d.Roles, d.To, d.ToName, d.Starts, d.Ends, d.Holds(now));
}
