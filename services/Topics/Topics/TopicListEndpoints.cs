using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Access;
using Supervision.Topics.Data;
using Supervision.Topics.Terms;

namespace Supervision.Topics.Topics;

internal static class TopicListEndpoints
{
    static readonly string[] Head = ["编号", "年度", "状态", "议题", "小切口", "领域", "类别", "策略标签", "来源", "征集时间", "选题时间", "当前状态起始"];

    public static void MapTopicLists(this RouteGroupBuilder topics)
    {
        topics.MapGet("/", ListAsync).WithName("ListTopics").WithSummary("The topics the caller may read: search, filter, sort, page by cursor.");
        topics.MapGet("/export", ExportAsync).WithName("ExportTopics").WithSummary("The whole list as a spreadsheet.");
    }

    static async Task<Ok<Page<TopicRow>>> ListAsync([AsParameters] TopicQuery query, Caller caller, TopicsDb db, TopicAccess access, CancellationToken ct)
    {
        Check(query);
        var sort = query.Sort?.Value;
        var rows = await db.Topics.AsNoTracking().Where(access.Readable(caller)).Where(query).After(query).Sorted(sort).Take(query.PageSize + 1)
            .Select(t => new TopicRow(t.Id, t.Reference, t.Year, t.Status, t.Title, t.Field, t.Class, t.Tags, t.Source, t.SolicitedAt, t.StatusSince, t.SelectedAt))
            .ToListAsync(ct);
        var next = rows.Count > query.PageSize ? TopicList.CursorAt(rows[query.PageSize - 1], sort) : null;
        return TypedResults.Ok(new Page<TopicRow>([.. rows.Take(query.PageSize)], next));
    }

    static async Task<SheetResult> ExportAsync(
        [AsParameters] TopicQuery query, Caller caller, TopicsDb db, TopicAccess access, Vocabulary vocabulary, CancellationToken ct)
    {
        Check(query);
        var names = (await vocabulary.OfAsync(caller.District, ct)).ToDictionary(t => (t.Kind, t.Code), t => t.Chinese);
        string Name(TermKind kind, string code) => names.GetValueOrDefault((kind, code), code);
        var topics = db.Topics.AsNoTracking().Where(access.Readable(caller)).Where(query).Sorted(query.Sort?.Value).AsAsyncEnumerable();
        return new SheetResult("监督议题", Head, topics.Select(t => new object?[]
        {
            t.Reference, t.Year, Labels.Of(t.Status), t.Title, t.Scope, Name(TermKind.Field, t.Field), Name(TermKind.TopicClass, t.Class),
            string.Join('、', t.Tags.Select(tag => Name(TermKind.Tag, tag))), Labels.Of(t.Source), Labels.At(t.SolicitedAt), Labels.At(t.SelectedAt), Labels.At(t.StatusSince),
        }));
    }

    static void Check(TopicQuery query)
    {
        if (!Validator.TryValidateObject(query, new ValidationContext(query), null, validateAllProperties: true))
            throw new RequestProblem(StatusCodes.Status400BadRequest, "request.invalid");
    }
}
