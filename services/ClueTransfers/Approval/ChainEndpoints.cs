using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Data;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Approval;

/// <summary>The CPPCC admin sets the approval chain; approvals in progress keep the one they started with.</summary>
internal static class ChainEndpoints
{
    public static void MapChain(this RouteGroupBuilder clues)
    {
        clues.MapGet("/approval-chain", GetAsync).RequireRole(Cppcc.Admin, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair)
            .WithName("GetApprovalChain").WithSummary("The district's approval chain.");
        clues.MapPut("/approval-chain", SetAsync).RequireRole(Cppcc.Admin)
            .WithName("SetApprovalChain").WithSummary("Sets the chain for later submissions. If-Match is checked when given.");
    }

    static async Task<Ok<ChainView>> GetAsync(Caller caller, CluesDb db, HttpContext http, CancellationToken ct)
    {
        var chain = await db.Chains.AsNoTracking().SingleOrDefaultAsync(c => c.District == caller.District, ct);
        http.SetEntityTag(chain?.Version ?? 0);
        return TypedResults.Ok(new ChainView(chain?.Levels ?? DistrictChain.Default, chain?.ChangedAt));
    }

    static async Task<Ok<ChainView>> SetAsync(
        ChainRequest request, Caller caller, CluesDb db, Approvers approvers, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var chain = await db.Chains.SingleOrDefaultAsync(c => c.District == caller.District, ct);
        http.Request.CheckMatch(chain?.Version ?? 0);
        foreach (var level in request.Levels.Where(level => level.Approver is not null))
        {
            var fit = await approvers.Holders(caller.District, level.Role).AnyAsync(p => p.UserId == level.Approver, ct);
            Require(fit, ClueRules.ApproverUnfit, level.Label);
        }

        var levels = request.Levels.Select(level => new ApprovalLevel(level.Role, level.Label, level.Approver)).ToList();
        var now = clock.GetUtcNow();
        if (chain is null) db.Add(chain = new() { District = caller.District, Levels = levels, ChangedBy = caller.UserId, ChangedAt = now });
        else (chain.Levels, chain.ChangedBy, chain.ChangedAt) = (levels, caller.UserId, now);
        await db.SaveChangesAsync(ct);
        http.SetEntityTag(chain.Version);
        return TypedResults.Ok(new ChainView(chain.Levels, chain.ChangedAt));
    }
}
