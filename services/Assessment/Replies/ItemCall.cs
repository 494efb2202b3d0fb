using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Work;
using Supervision.Contracts;

namespace Supervision.Assessment.Replies;

/// <summary>Commands about an item lock its whole form, since the form's status follows from its items.</summary>
internal static class ItemCall
{
    /// <summary>Items the caller may read.</summary>
    public static IQueryable<FormItem> Items(this AssessmentCall call) => call.Db.Set<FormItem>().Where(call.Access.ReadableItems(call.Caller));

    public static async Task<Results<Ok<ItemDetail>, NotFound>> RunOnItemAsync(
        this AssessmentCall call, Guid itemId, Func<FeedbackForm, FormItem, DateTimeOffset, Task<IEnumerable<IIntegrationEvent>>> command)
    {
        if (await call.Items().Where(i => i.Id == itemId).Select(i => (Guid?)i.FormId).SingleOrDefaultAsync(call.Cancellation) is not { } formId)
            return TypedResults.NotFound();
        var done = await call.AskAndRunAsync(
            formId, c => FormEndpoints.FindAsync(c, formId), (form, now) => command(form, form.Items.Single(i => i.Id == itemId), now), form => form);
        return done.Result is NotFound ? TypedResults.NotFound() : TypedResults.Ok(await call.DetailAsync(itemId));
    }

    /// <summary>The item with its answers and judgements.</summary>
    public static async Task<ItemDetail> DetailAsync(this AssessmentCall call, Guid itemId)
    {
        var (db, ct) = (call.Db, call.Cancellation);
        var item = await call.Items().AsNoTracking().SingleAsync(i => i.Id == itemId, ct);
        var unit = call.Caller.Body == Bodies.Unit;
        var replies = await db.Set<ItemReply>().AsNoTracking().Where(r => r.ItemId == itemId && (unit || r.SentAt != null)).OrderBy(r => r.Round).ToListAsync(ct);
        var judgements = await db.Set<Judgement>().AsNoTracking().Where(j => j.ItemId == itemId).OrderBy(j => j.At).ThenBy(j => j.Id).ToListAsync(ct);
        var joint = call.Caller.IsAny(Access.AssessmentAccess.Joint);
        var latest = replies.LastOrDefault(r => !r.IsDraft);
        var disputed = joint && latest is not null && new ReplyJudgements(judgements.Where(j => j.ReplyId == latest.Id)).IsDisputed;
        var shown = from j in judgements
                    join r in replies on j.ReplyId equals r.Id
                    where joint || r.SettledAt is not null
                    select new JudgementView(r.Round, j.Body, j.Accepted, j.Reason, j.ByName, j.At);
        return new(ItemView.For(item), item.Unit, [.. replies.Select(ReplyView.For)], [.. shown], disputed);
    }

    /// <summary>An answer to the item, sent or draft.</summary>
    public static Task<ItemReply?> ReplyAsync(this AssessmentCall call, FormItem item, int round) =>
        call.Db.Set<ItemReply>().SingleOrDefaultAsync(r => r.ItemId == item.Id && r.Round == round, call.Cancellation);
}
