using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;

namespace Supervision.Topics.Proposals;

/// <summary>Which body may use which sources (R2). The public call is handled separately.</summary>
internal static class ProposalSources
{
    static readonly ProposalSource[] OfOffice =
        [ProposalSource.PartyAssigned, ProposalSource.JointResearch, ProposalSource.CppccProposal, ProposalSource.CommissionPriority, ProposalSource.Whistle];

    static readonly ProposalSource[] OfMembers = [ProposalSource.CppccProposal, ProposalSource.JointResearch];
    static readonly ProposalSource[] OfCommission = [ProposalSource.CommissionPriority, ProposalSource.JointResearch];

    /// <summary>Roles that propose under their own name.</summary>
    public static readonly Role[] Writers =
        [Cppcc.Office, Cppcc.Member, Cppcc.Supervisor, Discipline.Liaison, Discipline.Leader, Others.Reviewer];

    /// <exception cref="RequestProblem">422 <c>proposal.source</c>: not a source of the caller's body.</exception>
    public static void Check(ProposalSource source, Caller caller)
    {
        if (!Of(caller).Contains(source)) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "proposal.source");
    }

    /// <summary>Whose proposal it is: the caller's, or that of somebody the office enters it for.</summary>
    public static Proposer Proposer(string? named, Caller caller, DateTimeOffset now) => named is not null && caller.Is(Cppcc.Office)
        ? new(null, named, caller.Body, null, "", now)
        : new(caller.UserId, caller.Name, caller.Body, null, "", now);

    /// <summary>Enters a proposal under the district's next number.</summary>
    public static async Task<Proposal> EnterAsync(
        this TopicsDb db, ProposalContent content, Proposer proposer, Caller by, DateTimeOffset now, CancellationToken ct)
    {
        Proposal? proposal = null;
        await db.InTransactionAsync(async () =>
        {
            proposal = await db.NumberAsync(by.District, content, proposer, by.UserId, now, ct);
            await db.SaveChangesAsync(ct);
        }, ct);
        return proposal!;
    }

    /// <summary>Adds a proposal under the next number to the unit of work, inside a transaction.</summary>
    public static async Task<Proposal> NumberAsync(
        this TopicsDb db, string district, ProposalContent content, Proposer proposer, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        var year = DistrictTime.YearAt(now);
        var number = await db.NextNumberAsync(district, Series.Proposal, year, ct);
        var (proposal, fact) = Proposal.Submit($"{year}-{number:D4}", year, district, content, proposer, by, now);
        db.Add(proposal);
        db.Enqueue(fact);
        return proposal;
    }

    /// <summary>The sources the caller may name.</summary>
    public static ProposalSource[] Of(Caller caller) => caller switch
    {
        _ when caller.Is(Cppcc.Office) => OfOffice,
        _ when caller.IsAny(Cppcc.Member, Cppcc.Supervisor) => OfMembers,
        _ when caller.IsAny(Discipline.Liaison, Discipline.Leader) => OfCommission,
        _ when caller.Is(Others.Reviewer) => [ProposalSource.PartyAssigned],
        _ => [],
    };
}
