using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.Topics.Data;
using Supervision.Topics.Proposals;
using Supervision.Topics.Terms;

namespace Supervision.Topics.PublicCalls;

/// <summary>A request by somebody not signed in, about one district.</summary>
internal readonly record struct PublicDistrict(
    [property: RegularExpression(@"^\d{6}$")] string District, DataScope Scope, TopicsDb Db, TimeProvider Clock, CancellationToken Cancellation)
{
    /// <summary>Switches the database to the district's public, whoever is signed in.</summary>
    /// <param name="receipt">Hash of the receipt code given.</param>
    public async Task EnterAsync(byte[]? receipt = null)
    {
        Scope.UsePublic(District);
        await Db.Database.OpenConnectionAsync(Cancellation); // one connection for the request, since these settings belong to the connection
        var named = receipt is null ? "" : Convert.ToHexStringLower(receipt);
        await Db.Database.ExecuteSqlAsync($"select set_config('app.receipt', {named}, false)", Cancellation);
    }
}

/// <summary>
/// What the public may do without an account: see open calls, propose, and look up a proposal by receipt. The gateway limits the rate.
/// </summary>
internal static class PublicEndpoints
{
    public static void MapPublic(this RouteGroupBuilder topics)
    {
        var district = topics.MapGroup("/public/{district}").AllowAnonymous().WithTags("Public");
        district.MapGet("/calls", ListAsync).WithName("ListOpenCalls").WithSummary("The calls that are open now.");
        district.MapPost("/calls/{id:guid}/proposals", ProposeAsync).WithName("ProposePublicly")
            .WithSummary("Proposes a topic without an account; the receipt is shown once.");
        district.MapPost("/receipts", LookUpAsync).WithName("LookUpReceipt").WithSummary("The outcome of a proposal.");
    }

    static async Task<Ok<IReadOnlyList<CallView>>> ListAsync([AsParameters] PublicDistrict call)
    {
        await call.EnterAsync();
        var now = call.Clock.GetUtcNow();
        var (db, district) = (call.Db, call.District);
        var calls = await db.Calls.AsNoTracking().Where(c => c.District == district && c.Opens <= now && c.Closes > now).OrderBy(c => c.Closes).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<CallView>>([.. calls.Select(open => CallView.For(open, now))]);
    }

    static async Task<Results<Created<PublicReceipt>, NotFound>> ProposeAsync(
        [AsParameters] PublicDistrict call, Guid id, PublicProposalRequest request, Vocabulary vocabulary)
    {
        var code = ReceiptCode.New();
        await call.EnterAsync(ReceiptCode.Hash(code));
        var (db, district, now, ct) = (call.Db, call.District, call.Clock.GetUtcNow(), call.Cancellation);
        if (!await db.Calls.AnyAsync(c => c.Id == id && c.District == district && c.Opens <= now && c.Closes > now, ct)) return TypedResults.NotFound();
        await vocabulary.CheckAsync(district, request.Field, [], null, ct);
        var content = new ProposalContent(ProposalSource.PublicCall, request.Title, request.Scope, null, request.Field, []);
        var proposer = new Proposer(null, request.Name, Bodies.Public, request.Contact, "", now);
        Proposal? proposal = null;
        await db.InTransactionAsync(async () =>
        {
            proposal = await db.NumberAsync(district, content, proposer, Guid.Empty, now, ct);
            proposal.Receipt(id, ReceiptCode.Hash(code));
            await db.SaveChangesAsync(ct);
        }, ct);
        return TypedResults.Created((string?)null, new PublicReceipt(proposal!.Reference, code));
    }

    static async Task<Results<Ok<ReceiptView>, NotFound>> LookUpAsync([AsParameters] PublicDistrict call, ReceiptRequest request)
    {
        await call.EnterAsync(ReceiptCode.Hash(request.Receipt));
        var found = await call.Db.Database.SqlQuery<ReceiptState>($"select * from receipt_state()").ToListAsync(call.Cancellation);
        if (found is not [var state]) return TypedResults.NotFound();
        return TypedResults.Ok(new ReceiptView(
            state.Reference, state.SubmittedAt, Enum.Parse<ProposalStatus>(state.Status), state.Reason, state.MergedInto,
            state.TopicStatus is { } topic ? Enum.Parse<Topics.TopicStatus>(topic) : null));
    }

    sealed record ReceiptState(string Reference, DateTimeOffset SubmittedAt, string Status, string? Reason, string? MergedInto, string? TopicStatus);
}
