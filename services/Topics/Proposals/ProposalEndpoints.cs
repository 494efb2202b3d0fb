using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Files;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Terms;
using Supervision.Topics.Topics;
using FileCall = Supervision.Files.FileCall<Supervision.Topics.Data.TopicsDb, Supervision.Topics.Access.TopicAccess>;
using FileOwner = Supervision.Files.FileOwner<Supervision.Topics.Data.TopicsDb, Supervision.Topics.Access.TopicAccess>;

namespace Supervision.Topics.Proposals;

/// <summary>Proposals for topics (征题, R2).</summary>
internal static class ProposalEndpoints
{
    public static void MapProposals(this RouteGroupBuilder topics)
    {
        var proposals = topics.MapGroup("/proposals").WithTags("Proposals");
        proposals.MapPost("/", SubmitAsync).RequireRole(ProposalSources.Writers).WithIdempotency<TopicsDb>()
            .WithName("SubmitProposal").WithSummary("Proposes a topic; each body uses its own sources.");
        proposals.MapGet("/{id:guid}", GetAsync).WithName("GetProposal").WithSummary("A proposal with its proposers.");
        proposals.MapPut("/{id:guid}", EditAsync).RequireRole(ProposalSources.Writers)
            .WithName("EditProposal").WithSummary("Changes an open proposal, by its proposer or the office. Needs If-Match.");
        proposals.MapPost("/{id:guid}/shortlist", ShortlistAsync).RequireRole(Cppcc.Office)
            .WithName("ShortlistProposal").WithSummary("Makes the proposal a topic, which awaits the joint meeting.");
        proposals.MapPost("/{id:guid}/reject", RejectAsync).RequireRole(Cppcc.Office)
            .WithName("RejectProposal").WithSummary("Rejects the proposal, with the reason.");
        proposals.MapPost("/{id:guid}/merge", MergeAsync).RequireRole(Cppcc.Office)
            .WithName("MergeProposal").WithSummary("Merges the proposal into another on the same matter; proposers are kept and notified.");
        proposals.MapFiles("Proposal", new FileOwner("proposal", IsReadableAsync, MayChangeAsync, ProposalSources.Writers));
    }

    static async Task<Created<ProposalStanding>> SubmitAsync(
        ProposalRequest request, Caller caller, TopicsDb db, Vocabulary vocabulary, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        ProposalSources.Check(request.Source, caller);
        await vocabulary.CheckAsync(caller.District, request.Field, request.Tags, null, ct);
        var proposal = await db.EnterAsync(request.Content, ProposalSources.Proposer(request.Proposer, caller, clock.GetUtcNow()), caller, clock.GetUtcNow(), ct);
        http.SetEntityTag(proposal.Version);
        return TypedResults.Created($"/api/topics/proposals/{proposal.Id}", ProposalStanding.For(proposal));
    }

    static async Task<Results<Ok<ProposalView>, NotFound>> GetAsync([AsParameters] ProposalCall call)
    {
        if (await call.FindAsync() is not { } proposal) return TypedResults.NotFound();
        var status = await call.Db.Topics.Where(call.Access.Readable(call.Caller)).Where(t => t.Id == proposal.TopicId)
            .Select(t => (TopicStatus?)t.Status).SingleOrDefaultAsync(call.Cancellation);
        call.Http.SetEntityTag(proposal.Version);
        return TypedResults.Ok(View(proposal, status, call.Caller));
    }

    static async Task<Results<Ok<ProposalStanding>, NotFound>> EditAsync([AsParameters] ProposalCall call, ProposalRequest request, Vocabulary vocabulary)
    {
        if (call.Http.Request.Headers.IfMatch.Count == 0)
            throw new RequestProblem(StatusCodes.Status428PreconditionRequired, "precondition.required");
        await vocabulary.CheckAsync(call.Caller.District, request.Field, request.Tags, null, call.Cancellation);
        if (await call.FindAsync() is not { } found || !IsTheirs(found, call.Caller)) return TypedResults.NotFound();
        if (request.Source != found.Source) ProposalSources.Check(request.Source, call.Caller);
        return await call.RunAsync((proposal, _) =>
        {
            proposal.Edit(request.Content);
            return Task.FromResult<IIntegrationEvent?>(null);
        });
    }

    static async Task<Results<Ok<ProposalStanding>, NotFound>> ShortlistAsync([AsParameters] ProposalCall call, ShortlistRequest request, Vocabulary vocabulary) =>
        await call.RunAsync(async (proposal, now) =>
        {
            proposal.RequireOpen(); // checked first, so that no number is wasted
            await vocabulary.CheckAsync(proposal.District, proposal.Field, proposal.Tags, request.Class, call.Cancellation);
            var year = DistrictTime.YearAt(now);
            var number = await call.Db.NextNumberAsync(proposal.District, Series.Topic, year, call.Cancellation);
            var (topic, solicited) = Topic.Solicit($"T{year}-{number:D4}", year, proposal, request.Class, call.Caller, now);
            call.Db.Add(topic);
            call.Db.Enqueue(solicited);
            await call.Db.SaveChangesAsync(call.Cancellation); // the topic is saved before rows that refer to it, since row security looks it up
            return proposal.Shortlist(topic, call.Caller, now);
        });

    static Task<Results<Ok<ProposalStanding>, NotFound>> RejectAsync([AsParameters] ProposalCall call, ReasonRequest request) =>
        call.RunAsync((proposal, now) => Task.FromResult<IIntegrationEvent?>(proposal.Reject(request.Reason, call.Caller, now)));

    static async Task<Results<Ok<ProposalStanding>, NotFound>> MergeAsync([AsParameters] ProposalCall call, ProposalMergeRequest request)
    {
        if (await (call with { Id = request.Into }).FindAsync() is not { } other) return TypedResults.NotFound();
        return await call.RunAsync((proposal, now) => Task.FromResult<IIntegrationEvent?>(proposal.MergeInto(other, call.Caller, now)));
    }

    static ProposalView View(Proposal proposal, TopicStatus? topic, Caller caller)
    {
        var office = caller.Is(Cppcc.Office);
        return new(
            proposal.Id, proposal.Reference, proposal.Year, proposal.Source, proposal.Status, proposal.Title, proposal.Scope, proposal.Background, proposal.Field,
            proposal.Tags, [.. proposal.Proposers.Select(p => new ProposerView(p.UserId, p.Name, p.Body, office ? p.Contact : null, p.Reference, p.At))],
            proposal.ProposerIds.Contains(caller.UserId), proposal.SubmittedAt, proposal.Reason, proposal.MergedIntoId, proposal.TopicId, topic);
    }

    static bool IsTheirs(Proposal proposal, Caller caller) => caller.Is(Cppcc.Office) || proposal.SubmittedBy == caller.UserId;

    static async Task<bool> IsReadableAsync(FileCall call) =>
        await call.Db.Proposals.Where(call.Access.ReadableProposals(call.Caller)).AnyAsync(p => p.Id == call.Id, call.Cancellation);

    static async Task<bool> MayChangeAsync(FileCall call)
    {
        var proposal = await call.Db.Proposals.AsNoTracking().Where(call.Access.ReadableProposals(call.Caller)).SingleOrDefaultAsync(p => p.Id == call.Id, call.Cancellation);
        if (proposal is null || !IsTheirs(proposal, call.Caller)) return false;
        proposal.RequireOpen();
        return true;
    }
}
