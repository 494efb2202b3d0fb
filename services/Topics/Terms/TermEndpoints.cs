using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;

namespace Supervision.Topics.Terms;

/// <summary>A term of the district.</summary>
/// <param name="Code">Letters and digits, starting with a lower-case letter.</param>
public sealed record TermRequest(
    TermKind Kind, [RegularExpression("^[a-z][A-Za-z0-9]{1,39}$")] string Code, [PlainText(40)] string Chinese, [PlainText(80)] string English);

/// <param name="Active">False takes the term out of use; existing uses stay.</param>
public sealed record TermChange([PlainText(40)] string Chinese, [PlainText(80)] string English, bool Active);

/// <summary>Fields, strategy tags, classes (R2) and kinds of activities (R8), extended per district by an admin of either body.</summary>
internal static class TermEndpoints
{
    public static void MapTerms(this RouteGroupBuilder topics)
    {
        var terms = topics.MapGroup("/terms").WithTags("Terms");
        terms.MapGet("/", ListAsync).WithName("ListTerms").WithSummary("The common terms and the district's own.");
        terms.MapPost("/", AddAsync).RequireRole(Cppcc.Admin, Discipline.Admin).WithIdempotency<TopicsDb>()
            .WithName("AddTerm").WithSummary("Adds a term to the district's own.");
        terms.MapPut("/{id:guid}", ChangeAsync).RequireRole(Cppcc.Admin, Discipline.Admin)
            .WithName("ChangeTerm").WithSummary("Renames one of the district's terms, or takes it out of use. If-Match is checked when given.");
    }

    static async Task<Ok<IReadOnlyList<TermView>>> ListAsync(Choice<TermKind>? kind, Caller caller, Vocabulary vocabulary, CancellationToken ct)
    {
        var terms = await vocabulary.OfAsync(caller.District, ct);
        return TypedResults.Ok<IReadOnlyList<TermView>>([.. terms.Where(t => kind is null || t.Kind == kind.Value.Value)]);
    }

    static async Task<Created<TermView>> AddAsync(
        TermRequest request, Caller caller, TopicsDb db, Vocabulary vocabulary, TimeProvider clock, CancellationToken ct)
    {
        var known = await vocabulary.OfAsync(caller.District, ct);
        if (known.Any(t => t.Kind == request.Kind && t.Code == request.Code)) throw new RuleViolation("term.exists");
        var now = clock.GetUtcNow();
        var term = new Term
        {
            Id = Guid.CreateVersion7(now),
            District = caller.District,
            Kind = request.Kind,
            Code = request.Code,
            Chinese = request.Chinese,
            English = request.English,
            Active = true,
            ChangedBy = caller.UserId,
            ChangedAt = now,
        };
        db.Add(term);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/topics/terms/{term.Id}", Vocabulary.View(term));
    }

    static async Task<Results<Ok<TermView>, NotFound>> ChangeAsync(
        Guid id, TermChange change, Caller caller, TopicsDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await db.Terms.SingleOrDefaultAsync(t => t.Id == id && t.District == caller.District, ct) is not { } term) return TypedResults.NotFound();
        http.Request.CheckMatch(term.Version);
        (term.Chinese, term.English, term.Active) = (change.Chinese, change.English, change.Active);
        (term.ChangedBy, term.ChangedAt) = (caller.UserId, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        http.SetEntityTag(term.Version);
        return TypedResults.Ok(Vocabulary.View(term));
    }
}
