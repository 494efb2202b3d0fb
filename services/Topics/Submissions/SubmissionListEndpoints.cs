using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Work;

namespace Supervision.Topics.Submissions;

/// <summary>Filters for the list of submissions; all given ones apply.</summary>
internal sealed class SubmissionQuery : TimeQuery
{
    /// <summary>Any of these states, e.g. <c>forwarded</c>.</summary>
    public Choice<SubmissionStatus>[]? Status { get; init; }

    public Choice<SubmissionKind>? Kind { get; init; }

    public Guid? Topic { get; init; }
}

internal static class SubmissionListEndpoints
{
    static readonly string[] Head = ["编号", "类型", "标题", "作者", "状态", "转送对象", "转送时间", "采纳情况", "答复", "提交时间"];

    public static void MapSubmissionList(this RouteGroupBuilder submissions, Role[] readers)
    {
        submissions.MapGet("/", ListAsync).RequireRole(readers).WithName("ListSubmissions").WithSummary("Submissions the caller reads, latest first (R11).");
        submissions.MapGet("/export", ExportAsync).RequireRole(readers).WithName("ExportSubmissions").WithSummary("The whole list as a spreadsheet.");
    }

    static async Task<Ok<Page<SubmissionRow>>> ListAsync([AsParameters] WorkCall call, [AsParameters] SubmissionQuery query)
    {
        query.Check();
        var submissions = Filter(call, query);
        if (query.PositionAt() is var (_, id)) submissions = submissions.Where(s => s.Id < id);
        var found = await submissions.OrderByDescending(s => s.Id).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        var next = found.Count > query.PageSize ? TimeQuery.CursorAt(default, found[query.PageSize - 1].Id) : null;
        return TypedResults.Ok(new Page<SubmissionRow>([.. found.Take(query.PageSize).Select(SubmissionRow.For)], next));
    }

    static SheetResult ExportAsync([AsParameters] WorkCall call, [AsParameters] SubmissionQuery query)
    {
        query.Check();
        var submissions = Filter(call, query).OrderByDescending(s => s.Id).AsAsyncEnumerable();
        return new SheetResult("委员报送", Head, submissions.Select(s => new object?[]
        {
            s.Reference, WorkLabels.Of(s.Kind), s.Title, s.AuthorName, WorkLabels.Of(s.Status), s.ForwardedTo, Labels.At(s.ForwardedAt),
            s.Status is SubmissionStatus.Answered ? WorkLabels.Of(s.Adoption) : null, s.Reply, Labels.At(s.SubmittedAt),
        }));
    }

    static IQueryable<Submission> Filter(WorkCall call, SubmissionQuery query)
    {
        var submissions = call.Db.Set<Submission>().AsNoTracking().Where(call.Access.ReadableSubmissions(call.Caller));
        if (query.Pattern is { } pattern)
        {
            submissions = submissions.Where(s => EF.Functions.ILike(s.Title, pattern, @"\") || EF.Functions.ILike(s.Reference, pattern, @"\")
                || EF.Functions.ILike(s.AuthorName, pattern, @"\"));
        }

        submissions = submissions.WhereAny(query.Status, s => s.Status);
        if (query.Kind is { Value: var kind }) submissions = submissions.Where(s => s.Kind == kind);
        if (query.Topic is { } topic) submissions = submissions.Where(s => s.TopicId == topic);
        return submissions;
    }
}
