using Supervision.ClueTransfers.Approval;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.ClueTransfers.Clues.ClueRules;

namespace Supervision.ClueTransfers.Clues;

/// <summary>Level-by-level approval (逐级呈报审批, R25).</summary>
public sealed partial class Clue
{
    readonly List<ApprovalDecision> _decisions = [];

    /// <summary>The chain at the time of submission; later changes of the district's chain do not affect it.</summary>
    public IReadOnlyList<ApprovalLevel> Chain { get; private set; } = [];

    /// <summary>Zero-based level whose decision is pending, while in approval.</summary>
    public int? Level { get; private set; }

    /// <summary>Role of that level.</summary>
    public string? LevelRole { get; private set; }

    /// <summary>The one holder of the role who decides at that level, if the chain names one.</summary>
    public Guid? LevelApprover { get; private set; }

    public Guid? SubmittedBy { get; private set; }

    /// <summary>Number of the submission, from 1.</summary>
    public int Round { get; private set; }

    /// <summary>While returned: the body that returned it.</summary>
    public string? ReturnedFrom { get; private set; }

    /// <summary>The decisions of this unit of work; earlier ones are only in the database.</summary>
    public IReadOnlyList<ApprovalDecision> Decisions => _decisions;

    /// <summary>Submits the collated or corrected clue to the first level of the district's current chain.</summary>
    /// <returns>The event, without the approvers, whom the caller adds.</returns>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_submittable</exception>
    public ClueAwaitingApproval Submit(IReadOnlyList<ApprovalLevel> chain, Caller by, DateTimeOffset now)
    {
        Require(Status is ClueStatus.Collated || IsReturnedInApproval, NotSubmittable);
        (Chain, SubmittedBy) = (chain, by.UserId);
        Round++;
        EnterLevel(0);
        Record(ClueEventKind.Submitted, by, now, Audience.Cppcc, new(ContentHash: ContentHash));
        return Awaiting(by, now);
    }

    /// <summary>Approves a level; the next level is asked, or the clue is approved.</summary>
    /// <param name="seen">Hash of the content the approver has read.</param>
    /// <param name="authority">By what right the caller decides at this level.</param>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">
    /// clue.not_in_approval, clue.not_your_level, clue.own_submission, clue.content_changed
    /// </exception>
    public IClueEvent Approve(string seen, string? comment, ApprovalAuthority? authority, Caller by, DateTimeOffset now)
    {
        var decided = Decide(DecisionKind.Approved, seen, comment, authority, by, now);
        if (decided + 1 < Chain.Count)
        {
            EnterLevel(decided + 1);
            Record(ClueEventKind.LevelApproved, by, now, Audience.Cppcc, Facts(decided, comment, authority));
            return Awaiting(by, now);
        }

        Enter(ClueStatus.Approved);
        Record(ClueEventKind.Approved, by, now, Audience.Cppcc, Facts(decided, comment, authority));
        return new ClueApproved(Id, District, Reference, ContentHash, RegisteredBy, by.UserId, now);
    }

    /// <summary>A level returns the clue to the office for correction.</summary>
    /// <inheritdoc cref="Approve"/>
    public ClueReturned Return(string seen, string comment, ApprovalAuthority? authority, Caller by, DateTimeOffset now)
    {
        var decided = Decide(DecisionKind.Returned, seen, comment, authority, by, now);
        Enter(ClueStatus.Returned, comment);
        ReturnedFrom = Bodies.Cppcc;
        Record(ClueEventKind.Returned, by, now, Audience.Cppcc, Facts(decided, comment, authority));
        return new(Id, District, Reference, LetterNumber, Bodies.Cppcc, RegisteredBy, by.UserId, now);
    }

    /// <summary>A level rejects the clue for good.</summary>
    /// <inheritdoc cref="Approve"/>
    public ClueRejected Reject(string seen, string reason, ApprovalAuthority? authority, Caller by, DateTimeOffset now)
    {
        var decided = Decide(DecisionKind.Rejected, seen, reason, authority, by, now);
        Enter(ClueStatus.Rejected, reason);
        Record(ClueEventKind.Rejected, by, now, Audience.Cppcc, Facts(decided, reason, authority));
        return new(Id, District, Reference, RegisteredBy, by.UserId, now);
    }

    int Decide(DecisionKind kind, string seen, string? comment, ApprovalAuthority? authority, Caller by, DateTimeOffset now)
    {
        Require(Status is ClueStatus.InApproval, NotInApproval);
        Require(authority is not null, NotYourLevel);
        Require(SubmittedBy != by.UserId, OwnSubmission);
        Require(string.Equals(seen, ContentHash, StringComparison.Ordinal), ContentChanged);
        var level = Level!.Value;
        _decisions.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            ClueId = Id,
            District = District,
            Round = Round,
            Level = level,
            Role = Chain[level].Role,
            Label = Chain[level].Label,
            Kind = kind,
            Comment = comment,
            ContentHash = ContentHash,
            By = by.UserId,
            ByName = by.Name,
            OnBehalfOf = authority!.OnBehalfOf,
            OnBehalfOfName = authority.OnBehalfOfName,
            At = now,
        });
        return level;
    }

    void EnterLevel(int level)
    {
        Enter(ClueStatus.InApproval);
        (Level, LevelRole, LevelApprover) = (level, Chain[level].Role, Chain[level].Approver);
    }

    ClueEventFacts Facts(int level, string? comment, ApprovalAuthority? authority) =>
        new(Level: level, Comment: comment, OnBehalfOf: authority?.OnBehalfOf, ContentHash: ContentHash);

    ClueAwaitingApproval Awaiting(Caller by, DateTimeOffset now) => new(Id, District, Reference, Level!.Value, [], by.UserId, now);
}
