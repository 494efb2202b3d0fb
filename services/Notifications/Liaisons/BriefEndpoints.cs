using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Messaging;
using Supervision.Notifications.Data;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Liaisons;

/// <summary>A request about one brief.</summary>
internal readonly record struct BriefCall(
    Guid Id, Caller Caller, NotificationsDb Db, LiaisonAccess Access, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    public async Task<Results<Ok<BriefView>, NotFound>> RunAsync(Func<StageBrief, BriefCall, Task> command, bool match = false)
    {
        var id = Id;
        if (await Access.Briefs(Caller, Db).SingleOrDefaultAsync(b => b.Id == id, Cancellation) is not { } brief) return TypedResults.NotFound();
        Http.Request.CheckMatch(brief.Version, required: match);
        await command(brief, this);
        await Db.SaveChangesAsync(Cancellation);
        Http.SetEntityTag(brief.Version);
        var receipts = await Db.Set<BriefReceipt>().AsNoTracking().Where(r => r.BriefId == id).ToListAsync(Cancellation);
        return TypedResults.Ok(BriefView.For(brief, receipts));
    }
}

/// <summary>Stage briefs between the liaisons of both bodies (阶段简报, R46).</summary>
internal static class BriefEndpoints
{
    public static void MapBriefs(this RouteGroupBuilder notifications)
    {
        var briefs = notifications.MapGroup("/briefs").WithTags("Stage briefs");
        briefs.MapBriefLists();
        briefs.MapGet("/{id:guid}", GetAsync).RequireRole(LiaisonAccess.Correspondents).WithName("GetBrief").WithSummary("A brief with its read receipts.");
        briefs.MapPut("/{id:guid}", EditAsync).RequireRole(LiaisonAccess.Liaisons)
            .WithName("EditBrief").WithSummary("The own side's liaison edits a draft. Needs If-Match.");
        briefs.MapPost("/{id:guid}/send", SendAsync).RequireRole(LiaisonAccess.Liaisons).WithName("SendBrief").WithSummary("Sends a draft to the other side.");
        briefs.MapPost("/{id:guid}/discard", DiscardAsync).RequireRole(LiaisonAccess.Liaisons).WithName("DiscardBrief").WithSummary("Discards a draft.");
        briefs.MapPost("/{id:guid}/receipt", ReceiptAsync).RequireRole(LiaisonAccess.Correspondents)
            .WithName("ReceiptBrief").WithSummary("Receipts a brief as read by the other side. Repeating it does nothing.");
    }

    static Task<Results<Ok<BriefView>, NotFound>> GetAsync([AsParameters] BriefCall call) => call.RunAsync((_, _) => Task.CompletedTask);

    static Task<Results<Ok<BriefView>, NotFound>> EditAsync([AsParameters] BriefCall call, BriefRequest request) => OwnAsync(
        call, brief => brief.Edit(request.Subject, request.Text, call.Caller), match: true);

    static Task<Results<Ok<BriefView>, NotFound>> SendAsync([AsParameters] BriefCall call) =>
        OwnAsync(call, brief => call.Db.Enqueue(brief.Send(call.Caller, call.Clock.GetUtcNow())));

    static Task<Results<Ok<BriefView>, NotFound>> DiscardAsync([AsParameters] BriefCall call) => OwnAsync(call, brief => brief.Discard(call.Caller));

    static Task<Results<Ok<BriefView>, NotFound>> ReceiptAsync([AsParameters] BriefCall call) => call.RunAsync(async (brief, c) =>
    {
        var receipt = brief.Receipt(c.Caller, c.Clock.GetUtcNow());
        if (!await c.Db.Set<BriefReceipt>().AnyAsync(r => r.BriefId == receipt.BriefId && r.UserId == receipt.UserId, c.Cancellation)) c.Db.Add(receipt);
    });

    /// <summary>Commands of the writing side; the other side only reads sent briefs and may not change them.</summary>
    static Task<Results<Ok<BriefView>, NotFound>> OwnAsync(BriefCall call, Action<StageBrief> command, bool match = false) => call.RunAsync(
        (brief, c) =>
        {
            if (brief.Body != c.Caller.Body) throw new ServiceDefaults.Problems.RuleViolation("brief.other_side");
            command(brief);
            return Task.CompletedTask;
        },
        match);
}
