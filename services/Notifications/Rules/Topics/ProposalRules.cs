using Supervision.Contracts;

namespace Supervision.Notifications.Rules.Topics;

/// <summary>Notifies the office, which reviews incoming proposals (R2).</summary>
internal sealed class ProposalSubmittedRule : IRule<ProposalSubmitted>
{
    public IEnumerable<Notice> Tell(ProposalSubmitted e) =>
    [
        new("proposal.submitted", new Audience(Bodies.Cppcc) { Roles = [Cppcc.Office] }, $"/proposals/{e.ProposalId}", e.Proposers is [var first, ..] ? first : Guid.Empty, e.At)
        {
            Arguments = new Dictionary<string, string> { ["reference"] = e.Reference },
        },
    ];
}

/// <summary>Notifies the proposers where their proposal continues (R2).</summary>
internal sealed class ProposalMergedRule : IRule<ProposalMerged>
{
    public IEnumerable<Notice> Tell(ProposalMerged e) => Notice.ToProposers(e, "proposal.merged", e.By);
}

/// <summary>Notifies the proposers that it is taken up.</summary>
internal sealed class ProposalShortlistedRule : IRule<ProposalShortlisted>
{
    public IEnumerable<Notice> Tell(ProposalShortlisted e) => Notice.ToProposers(e, "proposal.shortlisted", e.By);
}

/// <summary>Notifies the proposers that it is not taken up.</summary>
internal sealed class ProposalRejectedRule : IRule<ProposalRejected>
{
    public IEnumerable<Notice> Tell(ProposalRejected e) => Notice.ToProposers(e, "proposal.rejected", e.By);
}
