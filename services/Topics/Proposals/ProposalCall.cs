using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Access;
using Supervision.Topics.Data;

namespace Supervision.Topics.Proposals;

/// <summary>A request about one proposal.</summary>
internal readonly record struct ProposalCall(
    Guid Id, Caller Caller, TopicsDb Db, TopicAccess Access, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    /// <summary>The proposal, if it exists and the caller may read it.</summary>
    public Task<Proposal?> FindAsync()
    {
        var id = Id;
        return Db.Proposals.Where(Access.ReadableProposals(Caller)).SingleOrDefaultAsync(p => p.Id == id, Cancellation);
    }

    /// <summary>Runs a command on the proposal in one transaction.</summary>
    public async Task<Results<Ok<ProposalStanding>, NotFound>> RunAsync(Func<Proposal, DateTimeOffset, Task<IIntegrationEvent?>> command)
    {
        Proposal? proposal = null;
        var call = this;
        await Db.InTransactionAsync(async () =>
        {
            if ((proposal = await call.FindAsync()) is null) return;
            call.Http.Request.CheckMatch(proposal.Version);
            if (await command(proposal, call.Clock.GetUtcNow()) is { } fact) call.Db.Enqueue(fact);
            await call.Db.SaveChangesAsync(call.Cancellation);
        }, Cancellation);
        if (proposal is null) return TypedResults.NotFound();
        Http.SetEntityTag(proposal.Version);
        return TypedResults.Ok(ProposalStanding.For(proposal));
    }
}
