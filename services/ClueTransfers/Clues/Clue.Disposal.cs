using Supervision.ClueTransfers.Disposal;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.ClueTransfers.Clues.ClueRules;

namespace Supervision.ClueTransfers.Clues;

/// <summary>Disposal (处置, R28): internal to the commission, except for the outcome summary.</summary>
public sealed partial class Clue
{
    readonly List<DisposalProposal> _proposals = [];

    /// <summary>The handler's assignment. Visible to the commission only.</summary>
    public Assignment? Assignment { get; private set; }

    /// <summary>The commission's proposals so far, newest last, if they were loaded.</summary>
    public IReadOnlyList<DisposalProposal> Proposals => _proposals;

    /// <summary>What the CPPCC learns about the outcome, once the clue is disposed of.</summary>
    public string? OutcomeSummary { get; private set; }

    public DateTimeOffset? DisposedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Whether the deadline has passed at this instant without a disposal proposed; the proposals must be loaded.</summary>
    public bool IsDisposalOverdue(DateTimeOffset now) =>
        Status is ClueStatus.Received or ClueStatus.Accepted && DisposalDue <= now && Pending is null;

    DisposalProposal? Pending => _proposals.SingleOrDefault(proposal => proposal.Outcome is ProposalOutcome.Pending);

    /// <summary>The assigned handler proposes a disposal, which meets the disposal deadline.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_accepted, clue.not_your_matter, clue.proposal_pending</exception>
    public DisposalProposed ProposeDisposal(DisposalMeasure measure, string grounds, string outcomeSummary, Caller by, DateTimeOffset now)
    {
        Require(Status is ClueStatus.Accepted, NotAccepted);
        Require(Assignment?.Handler == by.UserId, NotYourMatter);
        Require(Pending is null, ProposalPending);
        DueCheck = null;
        _proposals.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            ClueId = Id,
            District = District,
            Measure = measure,
            Grounds = grounds,
            OutcomeSummary = outcomeSummary,
            ProposedBy = by.UserId,
            ProposedByName = by.Name,
            ProposedAt = now,
        });
        Record(ClueEventKind.DisposalProposed, by, now, Audience.Discipline);
        return new(Id, District, Reference, by.UserId, now);
    }

    /// <summary>The leader sends the proposal back; the deadline continues unchanged.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_accepted, clue.no_proposal</exception>
    public DisposalSentBack SendBackDisposal(string comment, Caller by, DateTimeOffset now)
    {
        Decide(ProposalOutcome.SentBack, comment, by, now);
        if (DisposalDue > now) DueCheck = DisposalDue;
        Record(ClueEventKind.DisposalSentBack, by, now, Audience.Discipline, new(Comment: comment));
        return new(Id, District, Reference, Assignment!.Handler, by.UserId, now);
    }

    /// <summary>The leader approves: the CPPCC gets the outcome summary, the rest stays within the commission.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_accepted, clue.no_proposal, clue.own_proposal</exception>
    public ClueDisposed ApproveDisposal(string? comment, Caller by, DateTimeOffset now)
    {
        var proposal = Decide(ProposalOutcome.Approved, comment, by, now);
        Enter(ClueStatus.Disposed);
        (OutcomeSummary, DisposedAt, DueCheck) = (proposal.OutcomeSummary, now, null);
        Record(ClueEventKind.Disposed, by, now, Audience.Both);
        return new(Id, District, Reference, LetterNumber!, Assignment!.Handler, RegisteredBy, by.UserId, now);
    }

    /// <summary>The matter is finished (办结).</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_disposed</exception>
    public ClueClosed Close(Caller by, DateTimeOffset now)
    {
        Require(Status is ClueStatus.Disposed, NotDisposed);
        Enter(ClueStatus.Closed);
        ClosedAt = now;
        Record(ClueEventKind.Closed, by, now, Audience.Both);
        return new(Id, District, Reference, LetterNumber!, RegisteredBy, by.UserId, now);
    }

    DisposalProposal Decide(ProposalOutcome outcome, string? comment, Caller by, DateTimeOffset now)
    {
        Require(Status is ClueStatus.Accepted, NotAccepted);
        var proposal = Pending;
        Require(proposal is not null, NoProposal);
        Require(proposal!.ProposedBy != by.UserId, OwnProposal);
        proposal.Decide(outcome, comment, by, now);
        return proposal;
    }
}
