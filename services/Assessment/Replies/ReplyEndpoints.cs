using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Access;
using Supervision.Assessment.Deadlines;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Rectification;
using Supervision.Assessment.Sources;
using Supervision.Assessment.Work;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Files;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Assessment.Work.Rules;
using FileCall = Supervision.Files.FileCall<Supervision.Assessment.Data.AssessmentDb, Supervision.Assessment.Access.AssessmentAccess>;
using FileOwner = Supervision.Files.FileOwner<Supervision.Assessment.Data.AssessmentDb, Supervision.Assessment.Access.AssessmentAccess>;

namespace Supervision.Assessment.Replies;

/// <summary>The unit answers an item, and both bodies judge the answer (R34, R35).</summary>
internal static class ReplyEndpoints
{
    public static void MapReplies(this RouteGroupBuilder assessment)
    {
        var items = assessment.MapGroup("/items").WithTags("Replies");
        items.MapGet("/{itemId:guid}", GetAsync).RequireRole(AssessmentAccess.Readers)
            .WithName("GetItem").WithSummary("An item with its answers and the bodies' judgements.");
        items.MapPut("/{itemId:guid}/reply", WriteAsync).RequireRole(Others.Contact)
            .WithName("WriteReply").WithSummary("Saves the unit's answer as a draft, which nobody else sees.");
        items.MapPost("/{itemId:guid}/reply/send", SendAsync).RequireRole(Others.Contact)
            .WithName("SendReply").WithSummary("Sends the drafted answer to both bodies at once; it can no longer be changed.");
        items.MapPost("/{itemId:guid}/judge", JudgeAsync).RequireRole(AssessmentAccess.Judges)
            .WithName("JudgeReply").WithSummary("The caller's body accepts the answer, or sends it back with reasons; only acceptance by both closes the item.");
        assessment.MapGroup("/replies").WithTags("Replies").MapFiles("Reply", Evidence);
    }

    /// <summary>
    /// Evidence of an answer: the unit may change it while the answer is a draft; afterwards everybody who reads the answer may read it.
    /// </summary>
    static readonly FileOwner Evidence = new("reply", async call => await FindAsync(call) is not null, MayChangeAsync, Others.Contact);

    static async Task<Results<Ok<ItemDetail>, NotFound>> GetAsync([AsParameters] AssessmentCall call, Guid itemId) =>
        await call.Items().AnyAsync(i => i.Id == itemId, call.Cancellation) ? TypedResults.Ok(await call.DetailAsync(itemId)) : TypedResults.NotFound();

    static Task<Results<Ok<ItemDetail>, NotFound>> WriteAsync([AsParameters] AssessmentCall call, Guid itemId, ReplyRequest request) => call.RunOnItemAsync(
        itemId, async (form, item, now) =>
        {
            form.RequireAwaited(item);
            var reply = await call.ReplyAsync(item, item.Round + 1);
            if (reply is null) call.Db.Add(reply = ItemReply.Draft(item, now));
            reply.Write(request.Measures, request.Results, now);
            return [];
        });

    static Task<Results<Ok<ItemDetail>, NotFound>> SendAsync([AsParameters] AssessmentCall call, Guid itemId, DeadlineBook book) => call.RunOnItemAsync(
        itemId, async (form, item, now) =>
        {
            var ct = call.Cancellation;
            form.RequireAwaited(item);
            var reply = await call.ReplyAsync(item, item.Round + 1);
            Require(reply is not null, FormRules.NothingDrafted);
            var deadline = await book.GetAsync(item.DeadlineId, ct);
            List<IIntegrationEvent> facts = [.. form.Reply(item, reply!, late: !deadline.Held && now >= deadline.Due, call.Caller, now)];
            if (!form.Items.Any(i => i.IsAwaited && i.DeadlineId == deadline.Id))
            {
                facts.Add(await book.KeepAsync(deadline, now, ct));
                var asked = await call.Db.Set<Extension>().Where(e => e.DeadlineId == deadline.Id && e.Status == ExtensionStatus.Asked).ToListAsync(ct);
                foreach (var extension in asked) extension.Drop(now);
            }

            return [.. facts, .. await call.Db.FatesAsync(form, [item], now, ct)];
        });

    static Task<Results<Ok<ItemDetail>, NotFound>> JudgeAsync([AsParameters] AssessmentCall call, Guid itemId, JudgeRequest request, DeadlineBook book) =>
        call.RunOnItemAsync(itemId, async (form, item, now) =>
        {
            var ct = call.Cancellation;
            Require(request.Accept || request.Reason is not null, FormRules.ReasonMissing);
            Require(item.Status is ItemStatus.Replied, FormRules.ItemNotReplied);
            Require(request.Round == item.Round, ContentChanged);
            var reply = await call.ReplyAsync(item, item.Round) ?? throw new InvalidOperationException($"Item {item.Id} has no answer.");
            var said = new ReplyJudgements(await call.Db.Set<Judgement>().AsNoTracking().Where(j => j.ReplyId == reply.Id).ToListAsync(ct));
            var contacts = await book.ContactsAsync(form.District, form.Unit, ct);
            List<IIntegrationEvent> facts = [.. form.Judge(item, reply, said, request.Accept, request.Reason, contacts, call.Caller, now)];
            call.Db.AddRange(said.Added);
            if (item.Status is ItemStatus.Replied) return facts;

            if (item.Status is ItemStatus.SentBack) facts.Add(await book.StartAsync(form, item, now, ct));
            else call.Db.Add(LookBack.Schedule(item, LookBack.DayFor(item.Severity, item.Relapses, DistrictTime.DayAt(now)), now));
            return [.. facts, .. await call.Db.FatesAsync(form, [item], now, ct)];
        });

    static async Task<ItemReply?> FindAsync(FileCall file)
    {
        var items = file.Db.Set<FormItem>().Where(file.Access.ReadableItems(file.Caller)).Select(i => i.Id);
        var unit = file.Caller.Body == Bodies.Unit;
        return await file.Db.Set<ItemReply>().AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == file.Id && items.Contains(r.ItemId) && (unit || r.SentAt != null), file.Cancellation);
    }

    static async Task<bool> MayChangeAsync(FileCall file)
    {
        // Sending the answer locks its form; evidence arriving at the same instant is either part of the answer or refused.
        if (await FindAsync(file) is not { } reply) return false;
        if (file.Db.Database.CurrentTransaction is not null)
        {
            await file.Db.LockMatterAsync(reply.FormId, file.Cancellation);
            reply = await FindAsync(file);
        }

        Require(reply is { IsDraft: true }, FormRules.ReplySent);
        return true;
    }
}
