using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors.Findings;

/// <summary>Filters for the list of findings; all given ones apply.</summary>
internal sealed class FindingQuery : FieldQuery
{
    /// <summary>Any of these dispositions, e.g. <c>clue</c>.</summary>
    public Choice<FindingDisposition>[]? Disposition { get; init; }

    /// <summary>Only those not decided yet.</summary>
    public bool? Undecided { get; init; }

    /// <summary>Any of these, e.g. <c>serious</c>.</summary>
    public Choice<FindingSeverity>[]? Severity { get; init; }

    /// <summary>Code of a unit.</summary>
    [PlainText(40)]
    public string? Unit { get; init; }

    /// <summary>Code of a field.</summary>
    [PlainText(40)]
    public string? Field { get; init; }

    public Guid? Visit { get; init; }

    public Guid? Topic { get; init; }

    /// <summary>Only the caller's own.</summary>
    public bool? Mine { get; init; }

    /// <summary>Only those found at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only those found before this instant.</summary>
    public DateTimeOffset? Until { get; init; }
}

internal static class FindingListEndpoints
{
    static readonly string[] Head = ["编号", "发现问题", "程度", "单位", "领域", "发现人", "发现时间", "处置", "去向编号", "去向状态"];

    public static void MapFindingList(this RouteGroupBuilder findings)
    {
        findings.MapGet("/", ListAsync).WithName("ListFindings").WithSummary("Findings the caller reads, latest first.");
        findings.MapGet("/export", ExportAsync).WithName("ExportFindings").WithSummary("The whole list as a spreadsheet.");
    }

    static async Task<Ok<Page<FindingRow>>> ListAsync([AsParameters] FieldCall call, [AsParameters] FindingQuery query)
    {
        query.Check();
        var findings = Filter(call, query);
        if (query.PositionAt() is var (at, id))
        {
            findings = query.Ascending is true
                ? findings.Where(f => f.FoundAt > at || (f.FoundAt == at && f.Id > id))
                : findings.Where(f => f.FoundAt < at || (f.FoundAt == at && f.Id < id));
        }

        var found = await Sort(findings, query).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        return TypedResults.Ok(query.PageOf(found, f => (f.FoundAt, f.Id), f => FindingRow.For(f, call.Caller)));
    }

    static SheetResult ExportAsync([AsParameters] FieldCall call, [AsParameters] FindingQuery query)
    {
        query.Check();
        var caller = call.Caller;
        return new SheetResult("监督发现", Head, Sort(Filter(call, query), query).AsAsyncEnumerable().Select(f =>
        {
            var fate = FateView.For(f, caller);
            return new object?[]
            {
                f.Reference, f.Heading, FieldLabels.Of(f.Severity), string.Join('、', f.Units), f.Field, f.FoundByName, FieldLabels.At(f.FoundAt),
                FieldLabels.Of(f.Disposition), fate?.Reference, fate?.Status,
            };
        }));
    }

    static IQueryable<Finding> Sort(IQueryable<Finding> findings, FindingQuery query) => query.Ascending is true
        ? findings.OrderBy(f => f.FoundAt).ThenBy(f => f.Id)
        : findings.OrderByDescending(f => f.FoundAt).ThenByDescending(f => f.Id);

    static IQueryable<Finding> Filter(FieldCall call, FindingQuery query)
    {
        var findings = call.Findings.AsNoTracking();
        if (query.Pattern is { } pattern) findings = findings.Where(f => EF.Functions.Like(f.SearchText, pattern, @"\"));
        if (query.Disposition is { Length: > 0 } disposition)
        {
            FindingDisposition?[] dispositions = [.. disposition.Select(choice => choice.Value)];
            findings = findings.Where(f => dispositions.Contains(f.Disposition));
        }

        if (query.Undecided is true) findings = findings.Where(f => f.Disposition == null);
        findings = findings.WhereAny(query.Severity, f => f.Severity);
        if (query.Unit is { } unit) findings = findings.Where(f => f.Units.Contains(unit));
        if (query.Field is { } field) findings = findings.Where(f => f.Field == field);
        if (query.Visit is { } visit) findings = findings.Where(f => f.VisitId == visit);
        if (query.Topic is { } topic) findings = findings.Where(f => f.TopicId == topic);
        if (query.Mine is true) findings = findings.Where(f => f.FoundBy == call.Caller.UserId);
        if (query.From is { } from) findings = findings.Where(f => f.FoundAt >= from.ToUniversalTime());
        if (query.Until is { } until) findings = findings.Where(f => f.FoundAt < until.ToUniversalTime());
        return findings;
    }
}
