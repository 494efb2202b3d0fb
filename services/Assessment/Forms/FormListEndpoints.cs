using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Access;
using Supervision.Assessment.Work;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Forms;

/// <summary>Filters for the list of forms; all given ones apply.</summary>
internal sealed class FormQuery : TimeQuery
{
    /// <summary>Any of these states, e.g. <c>received</c>.</summary>
    public Choice<FormStatus>[]? Status { get; init; }

    /// <summary>Code of the unit.</summary>
    [PlainText(40)]
    public string? Unit { get; init; }

    public Guid? Topic { get; init; }
}

internal static class FormListEndpoints
{
    static readonly string[] Head = ["登记号", "文号", "标题", "单位", "状态", "事项数", "下发时间", "签收时间", "办结时间"];

    public static void MapFormLists(this RouteGroupBuilder forms)
    {
        forms.MapGet("/", ListAsync).RequireRole(AssessmentAccess.Readers).WithName("ListForms").WithSummary("Feedback forms the caller reads, newest first.");
        forms.MapGet("/export", Export).RequireRole(AssessmentAccess.Readers).WithName("ExportForms").WithSummary("The whole list as a spreadsheet.");
    }

    static async Task<Ok<Page<FormRow>>> ListAsync([AsParameters] AssessmentCall call, [AsParameters] FormQuery query)
    {
        query.Check();
        var forms = Filter(call, query);
        if (query.PositionAt() is var (at, id)) forms = forms.Where(f => f.DraftedAt < at || (f.DraftedAt == at && f.Id < id));
        var found = await forms.OrderByDescending(f => f.DraftedAt).ThenByDescending(f => f.Id).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        var next = found.Count > query.PageSize ? TimeQuery.CursorAt(found[query.PageSize - 1].DraftedAt, found[query.PageSize - 1].Id) : null;
        return TypedResults.Ok(new Page<FormRow>([.. found.Take(query.PageSize).Select(FormRow.For)], next));
    }

    static SheetResult Export([AsParameters] AssessmentCall call, [AsParameters] FormQuery query)
    {
        query.Check();
        var rows = Filter(call, query).OrderByDescending(f => f.DraftedAt).ThenByDescending(f => f.Id).AsAsyncEnumerable();
        return new SheetResult("整改落实情况反馈单", Head, rows.Select(f => new object?[]
        {
            f.Reference, f.Number, f.Content.Title, f.Content.UnitName, FormLabels.Of(f.Status), f.Content.Items.Count, FormLabels.At(f.IssuedAt),
            FormLabels.At(f.ReceivedAt), FormLabels.At(f.ClosedAt),
        }));
    }

    static IQueryable<FeedbackForm> Filter(AssessmentCall call, FormQuery query)
    {
        var forms = call.Db.Set<FeedbackForm>().AsNoTracking().Where(call.Access.Readable(call.Caller));
        if (query.Pattern is { } pattern)
        {
            forms = forms.Where(f => EF.Functions.ILike(f.Reference, pattern, @"\") || EF.Functions.ILike(f.Number!, pattern, @"\")
                || EF.Functions.ILike(f.Title, pattern, @"\")
                || EF.Functions.ILike(f.UnitName, pattern, @"\"));
        }

        forms = forms.WhereAny(query.Status, f => f.Status);
        if (query.Unit is { } unit) forms = forms.Where(f => f.Unit == unit);
        if (query.Topic is { } topic) forms = forms.Where(f => f.TopicId == topic);
        return forms;
    }
}
