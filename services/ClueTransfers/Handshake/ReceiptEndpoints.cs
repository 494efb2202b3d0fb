using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Data;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Handshake;

/// <summary>The commission's side of the handshake (R27).</summary>
internal static class ReceiptEndpoints
{
    public static void MapReceipt(this RouteGroupBuilder clues)
    {
        clues.MapPost("/{id:guid}/receive", ReceiveAsync).RequireRole(Discipline.Intake)
            .WithName("ReceiveClue").WithSummary("Signs for a transferred clue (签收).");
        clues.MapPost("/{id:guid}/accept", AcceptAsync).RequireRole(Discipline.Intake)
            .WithName("AcceptClue").WithSummary("Accepts the matter and assigns it to a handler.");
        clues.MapPost("/{id:guid}/return-for-supplement", ReturnAsync).RequireRole(Discipline.Intake)
            .WithName("ReturnClueForSupplement").WithSummary("Asks the CPPCC for a supplement; the clue comes again under the same number.");
        clues.MapPost("/{id:guid}/decline", DeclineAsync).RequireRole(Discipline.Intake)
            .WithName("DeclineClue").WithSummary("Declines the matter, with the reason.");
        clues.MapGet("/handlers", HandlersAsync).RequireRole(Discipline.Intake, Discipline.Handler, Discipline.Leader)
            .WithName("ListHandlers").WithSummary("The active handlers of the district.");
        clues.MapGet("/receipt-rule", RuleAsync).RequireRole(Discipline.Admin, Discipline.Intake, Discipline.Leader, Cppcc.Office)
            .WithName("GetReceiptRule").WithSummary("How long the commission has to receive a clue.");
        clues.MapPut("/receipt-rule", SetRuleAsync).RequireRole(Discipline.Admin)
            .WithName("SetReceiptRule").WithSummary("Sets it for later transfers. If-Match is checked when given.");
    }

    static Task<Results<Ok<ClueStanding>, NotFound>> ReceiveAsync([AsParameters] ClueCall call, Deadlines deadlines) => call.RunInTransactionAsync(
        async (clue, now) => clue.Receive(await deadlines.DisposalAsync(clue.District, now, call.Cancellation), call.Caller, now));

    static Task<Results<Ok<ClueStanding>, NotFound>> AcceptAsync([AsParameters] ClueCall call, AcceptRequest request) =>
        call.AskAndRunAsync(async (clue, now) =>
        {
            var handler = await call.Db.People.AsNoTracking().SingleOrDefaultAsync(p => p.UserId == request.Handler, call.Cancellation);
            return clue.Accept(handler, call.Caller, now);
        });

    static Task<Results<Ok<ClueStanding>, NotFound>> ReturnAsync([AsParameters] ClueCall call, ReasonRequest request) =>
        call.RunAsync((clue, now) => clue.ReturnForSupplement(request.Reason, call.Caller, now));

    static Task<Results<Ok<ClueStanding>, NotFound>> DeclineAsync([AsParameters] ClueCall call, ReasonRequest request) =>
        call.RunAsync((clue, now) => clue.Decline(request.Reason, call.Caller, now));

    static async Task<Ok<IReadOnlyList<PersonView>>> HandlersAsync(Caller caller, CluesDb db, CancellationToken ct)
    {
        var handlers = await db.People.AsNoTracking()
            .Where(p => p.District == caller.District && p.Body == Bodies.Discipline && p.Active && p.Roles.Contains(Discipline.Handler.Name))
            .OrderBy(p => p.Name).Select(p => new PersonView(p.UserId, p.Name)).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<PersonView>>(handlers);
    }

    static async Task<Ok<ReceiptRuleView>> RuleAsync(Caller caller, CluesDb db, HttpContext http, CancellationToken ct)
    {
        var rule = await db.ReceiptRules.AsNoTracking().SingleOrDefaultAsync(r => r.District == caller.District, ct);
        http.SetEntityTag(rule?.Version ?? 0);
        return TypedResults.Ok(new ReceiptRuleView(rule?.WorkingDays ?? ReceiptRule.DefaultWorkingDays, rule?.ChangedAt));
    }

    static async Task<Ok<ReceiptRuleView>> SetRuleAsync(
        ReceiptRuleRequest request, Caller caller, CluesDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var rule = await db.ReceiptRules.SingleOrDefaultAsync(r => r.District == caller.District, ct);
        http.Request.CheckMatch(rule?.Version ?? 0);
        var now = clock.GetUtcNow();
        if (rule is null)
            db.Add(rule = new() { District = caller.District, WorkingDays = request.WorkingDays, ChangedBy = caller.UserId, ChangedAt = now });
        else (rule.WorkingDays, rule.ChangedBy, rule.ChangedAt) = (request.WorkingDays, caller.UserId, now);
        await db.SaveChangesAsync(ct);
        http.SetEntityTag(rule.Version);
        return TypedResults.Ok(new ReceiptRuleView(rule.WorkingDays, rule.ChangedAt));
    }
}
