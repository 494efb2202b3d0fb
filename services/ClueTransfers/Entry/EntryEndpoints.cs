using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Attachments;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.Subscriptions;
using Supervision.Contracts;
using Supervision.Files;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Entry;

/// <summary>The intake gate (R33): matters outside the remit are refused at once; of a clue the office refuses no content is kept.</summary>
internal static class EntryEndpoints
{
    public static void MapEntry(this RouteGroupBuilder clues)
    {
        clues.MapGet("/entry-rule", RuleAsync).RequireRole(Cppcc.Admin, Cppcc.Office, Cppcc.Member, Cppcc.Supervisor)
            .WithName("GetEntryRule").WithSummary("The matters the district does not accept into its register.");
        clues.MapPut("/entry-rule", SetRuleAsync).RequireRole(Cppcc.Admin)
            .WithName("SetEntryRule").WithSummary("Sets them for later submissions. If-Match is checked when given.");
        clues.MapPost("/{id:guid}/refuse-entry", RefuseAsync).RequireRole(Cppcc.Office)
            .WithName("RefuseClueEntry").WithSummary("Marks a draft as not to be entered (不宜录入): its author learns why, its content and files are erased.");
    }

    static async Task<Ok<EntryRuleView>> RuleAsync(Caller caller, CluesDb db, HttpContext http, CancellationToken ct)
    {
        var rule = await db.EntryRules.AsNoTracking().SingleOrDefaultAsync(r => r.District == caller.District, ct);
        http.SetEntityTag(rule?.Version ?? 0);
        return TypedResults.Ok(new EntryRuleView(rule?.Matters ?? [], rule?.ChangedAt));
    }

    static async Task<Ok<EntryRuleView>> SetRuleAsync(
        EntryRuleRequest request, Caller caller, CluesDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var rule = await db.EntryRules.SingleOrDefaultAsync(r => r.District == caller.District, ct);
        http.Request.CheckMatch(rule?.Version ?? 0);
        var matters = request.Matters.Select(matter => new OutsideMatter(matter.Term.Trim(), matter.Reason.Trim())).ToList();
        var now = clock.GetUtcNow();
        if (rule is null) db.Add(rule = new() { District = caller.District, Matters = matters, ChangedBy = caller.UserId, ChangedAt = now });
        else (rule.Matters, rule.ChangedBy, rule.ChangedAt) = (matters, caller.UserId, now);
        await db.SaveChangesAsync(ct);
        http.SetEntityTag(rule.Version);
        return TypedResults.Ok(new EntryRuleView(rule.Matters, rule.ChangedAt));
    }

    static Task<Results<Ok<ClueStanding>, NotFound>> RefuseAsync([AsParameters] ClueCall call, ReasonRequest request) =>
        call.RunInTransactionAsync(async (clue, now) =>
        {
            await call.Db.LockFilesAsync(clue.Id, call.Cancellation);
            var fact = clue.RefuseEntry(request.Reason, call.Caller, now);
            await EvidenceFiles.RemoveAllAsync(call, clue.Id);
            foreach (var part in await MergedIntoAsync(call, clue))
            {
                call.Db.EnqueueClue(part.RefuseWith(request.Reason, call.Caller, now));
                await EvidenceFiles.RemoveAllAsync(call, part.Id);
            }

            return fact;
        });

    /// <summary>All clues merged into this one, directly or indirectly: they describe the same matter, so they must be erased too.</summary>
    static async Task<IReadOnlyList<Clue>> MergedIntoAsync(ClueCall call, Clue clue)
    {
        List<Clue> all = [];
        for (List<Guid> into = [clue.Id]; into.Count > 0;)
        {
            var found = await call.Db.Clues.Where(c => c.District == clue.District && c.MergedIntoId != null && into.Contains(c.MergedIntoId.Value))
                .ToListAsync(call.Cancellation);
            all.AddRange(found);
            into = [.. found.Select(part => part.Id)];
        }

        return all;
    }
}
