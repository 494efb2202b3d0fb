using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Access;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Work;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Sources;

/// <summary>Filters for the list of sources; all given ones apply.</summary>
internal sealed class SourceQuery : TimeQuery
{
    /// <summary>Only sources used in no form, or only used ones.</summary>
    public bool? Taken { get; init; }

    public Guid? Topic { get; init; }
}

/// <param name="Standing">False once the finding was disposed of otherwise.</param>
/// <param name="Forms">The forms it is used in, at most one per unit.</param>
public sealed record SourceView(
    Guid Id, SourceKind Kind, string Reference, Guid? TopicId, string? Field, IReadOnlyList<string> Units, Severity Severity, string Heading, string Description,
    bool Standing, IReadOnlyList<Guid> Forms, DateTimeOffset At);

/// <summary>Sources of form items: findings that continue as rectifications, suggestions of issued advice reports (R34).</summary>
internal static class SourceEndpoints
{
    public static void MapSources(this RouteGroupBuilder assessment) =>
        assessment.MapGet("/sources", ListAsync).RequireRole(AssessmentAccess.Joint).WithTags("Forms")
            .WithName("ListSources").WithSummary("Findings and suggestions handed over, newest first.");

    static async Task<Ok<Page<SourceView>>> ListAsync([AsParameters] AssessmentCall call, [AsParameters] SourceQuery query)
    {
        query.Check();
        var (db, district) = (call.Db, call.Caller.District);
        var sources = db.Set<FormSource>().AsNoTracking().Where(s => s.District == district);
        if (query.Taken is { } taken) sources = sources.Where(s => db.Set<SourceUse>().Any(u => u.SourceId == s.Id) == taken);
        if (query.Taken is not true) sources = sources.Where(s => s.Standing || db.Set<SourceUse>().Any(u => u.SourceId == s.Id));
        if (query.Topic is { } topic) sources = sources.Where(s => s.TopicId == topic);
        if (query.Pattern is { } pattern)
            sources = sources.Where(s => EF.Functions.ILike(s.Heading, pattern, @"\") || EF.Functions.ILike(s.Description, pattern, @"\") || EF.Functions.ILike(s.Reference, pattern, @"\"));
        if (query.PositionAt() is var (at, id)) sources = sources.Where(s => s.At < at || (s.At == at && s.Id < id));
        var found = await sources.OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        var ids = found.ConvertAll(s => s.Id);
        var uses = (await db.Set<SourceUse>().AsNoTracking().Where(u => ids.Contains(u.SourceId)).ToListAsync(call.Cancellation)).ToLookup(u => u.SourceId, u => u.FormId);
        var next = found.Count > query.PageSize ? TimeQuery.CursorAt(found[query.PageSize - 1].At, found[query.PageSize - 1].Id) : null;
        return TypedResults.Ok(new Page<SourceView>(
            [.. found.Take(query.PageSize).Select(s => new SourceView(
                s.Id, s.Kind, s.Reference, s.TopicId, s.Field, s.Units, s.Severity, s.Heading, s.Description, s.Standing, [.. uses[s.Id]], s.At))],
            next));
    }
}
