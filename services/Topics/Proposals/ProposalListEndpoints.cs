using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Access;
using Supervision.Topics.Data;
using Supervision.Topics.Terms;

namespace Supervision.Topics.Proposals;

internal static class ProposalListEndpoints
{
    /// <summary>Below this similarity to a text, a proposal counts as a different matter.</summary>
    const double NearEnough = 0.25;

    const int MostSimilar = 5;

    static readonly string[] Head = ["编号", "年度", "来源", "状态", "标题", "小切口", "领域", "策略标签", "建议人", "提出时间"];

    public static void MapProposalLists(this RouteGroupBuilder topics)
    {
        var proposals = topics.MapGroup("/proposals").WithTags("Proposals");
        proposals.MapGet("/", ListAsync).WithName("ListProposals").WithSummary("The proposals the caller may read: search, filter, sort, page by cursor.");
        proposals.MapGet("/export", ExportAsync).WithName("ExportProposals").WithSummary("The whole list as a spreadsheet.");
        proposals.MapGet("/{id:guid}/similar", SimilarToAsync).WithName("FindSimilarProposals")
            .WithSummary("Proposals of this and the last year that may be about the same matter.");
        proposals.MapPost("/similar", SimilarAsync).RequireRole(ProposalSources.Writers)
            .WithName("FindSimilarText").WithSummary("The same for a text, before it is proposed.");
    }

    static async Task<Ok<Page<ProposalRow>>> ListAsync([AsParameters] ProposalQuery query, Caller caller, TopicsDb db, TopicAccess access, CancellationToken ct)
    {
        Check(query);
        var user = caller.UserId;
        var rows = await db.Proposals.AsNoTracking().Where(access.ReadableProposals(caller)).Where(query, caller).After(query).Sorted(query.Sort?.Value).Take(query.PageSize + 1)
            .Select(p => new { p.Id, p.Reference, p.Year, p.Source, p.Status, p.Title, p.Field, p.Tags, p.Proposers, Mine = p.ProposerIds.Contains(user), p.SubmittedAt, p.TopicId })
            .ToListAsync(ct);
        var page = rows.Take(query.PageSize)
            .Select(p => new ProposalRow(p.Id, p.Reference, p.Year, p.Source, p.Status, p.Title, p.Field, p.Tags, p.Proposers.Count, p.Mine, p.SubmittedAt, p.TopicId)).ToList();
        return TypedResults.Ok(new Page<ProposalRow>(page, rows.Count > query.PageSize ? ProposalList.CursorAt(page[^1], query.Sort?.Value) : null));
    }

    static async Task<SheetResult> ExportAsync(
        [AsParameters] ProposalQuery query, Caller caller, TopicsDb db, TopicAccess access, Vocabulary vocabulary, CancellationToken ct)
    {
        Check(query);
        var names = (await vocabulary.OfAsync(caller.District, ct)).ToDictionary(t => (t.Kind, t.Code), t => t.Chinese);
        string Name(TermKind kind, string code) => names.GetValueOrDefault((kind, code), code);
        var proposals = db.Proposals.AsNoTracking().Where(access.ReadableProposals(caller)).Where(query, caller).Sorted(query.Sort?.Value).AsAsyncEnumerable();
        return new SheetResult("征题建议", Head, proposals.Select(p => new object?[]
        {
            p.Reference, p.Year, Labels.Of(p.Source), Labels.Of(p.Status), p.Title, p.Scope, Name(TermKind.Field, p.Field),
            string.Join('、', p.Tags.Select(tag => Name(TermKind.Tag, tag))), string.Join('、', p.Proposers.Select(by => by.Name ?? "（未署名）")), Labels.At(p.SubmittedAt),
        }));
    }

    static async Task<Results<Ok<IReadOnlyList<SimilarProposal>>, NotFound>> SimilarToAsync([AsParameters] ProposalCall call)
    {
        if (await call.FindAsync() is not { } proposal) return TypedResults.NotFound();
        return TypedResults.Ok(await FindAsync(call, proposal.Id, Text(proposal.Title, proposal.Scope)));
    }

    static async Task<Ok<IReadOnlyList<SimilarProposal>>> SimilarAsync([AsParameters] ListCall call, SimilarRequest request) =>
        TypedResults.Ok(await FindAsync(
            new(Guid.Empty, call.Caller, call.Db, call.Access, call.Clock, call.Http, call.Cancellation), Guid.Empty, Text(request.Title, request.Scope)));

    static string Text(string title, string scope) => string.Join('\n', title, scope).ToLowerInvariant();

    static async Task<IReadOnlyList<SimilarProposal>> FindAsync(ProposalCall call, Guid self, string text)
    {
        var year = DistrictTime.YearAt(call.Clock.GetUtcNow());
        return await call.Db.Proposals.AsNoTracking().Where(call.Access.ReadableProposals(call.Caller))
            .Where(p => p.Id != self && p.Year >= year - 1 && p.Status != ProposalStatus.Merged)
            .Select(p => new { p.Id, p.Reference, p.Title, p.Status, Similarity = EF.Functions.TrigramsSimilarity(p.SearchText, text) })
            .Where(p => p.Similarity >= NearEnough).OrderByDescending(p => p.Similarity).Take(MostSimilar)
            .Select(p => new SimilarProposal(p.Id, p.Reference, p.Title, p.Status, p.Similarity)).ToListAsync(call.Cancellation);
    }

    static void Check(ProposalQuery query)
    {
        if (!Validator.TryValidateObject(query, new ValidationContext(query), null, validateAllProperties: true))
            throw new RequestProblem(StatusCodes.Status400BadRequest, "request.invalid");
    }
}

/// <summary>A request that is not about a single record.</summary>
internal readonly record struct ListCall(
    Caller Caller, TopicsDb Db, TopicAccess Access, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation);
