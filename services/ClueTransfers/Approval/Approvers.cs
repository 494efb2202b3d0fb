using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Data;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Approval;

/// <summary>Who may decide at a level now: the holders of its role, or the one named in the chain, and their delegates.</summary>
internal sealed class Approvers(CluesDb db)
{
    /// <summary>By what right the caller decides at the clue's current level; null if they may not.</summary>
    public async Task<ApprovalAuthority?> AuthorityAsync(Clue clue, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        if (clue.LevelRole is not { } role) return null;
        var named = await NamedAsync(clue, ct);
        if (caller.Is(new Role(Bodies.Cppcc, role)) && (named is null || named == caller.UserId)) return new();
        var standIn = await StandIns(clue, named, now).Where(d => d.To == caller.UserId).OrderBy(d => d.CreatedAt).FirstOrDefaultAsync(ct);
        return standIn is null ? null : new(standIn.From, standIn.FromName);
    }

    /// <summary>The event, with the people who are asked to decide.</summary>
    public async Task<IClueEvent> AddressAsync(IClueEvent fact, Clue clue, DateTimeOffset now, CancellationToken ct)
    {
        if (fact is not ClueAwaitingApproval awaiting) return fact;
        var role = clue.LevelRole!;
        var named = await NamedAsync(clue, ct);
        var holders = await Holders(clue.District, role).Where(p => named == null || p.UserId == named).Select(p => p.UserId).ToListAsync(ct);
        var standIns = await StandIns(clue, named, now).Select(d => d.To).ToListAsync(ct);
        return awaiting with { Approvers = [.. holders.Union(standIns).Where(user => user != clue.SubmittedBy)] };
    }

    /// <summary>Active holders of a CPPCC role.</summary>
    public IQueryable<Person> Holders(string district, string role) =>
        db.People.AsNoTracking().Where(p => p.District == district && p.Body == Bodies.Cppcc && p.Active && p.Roles.Contains(role));

    /// <summary>
    /// The approver the chain names for the level, if they still hold its role and did not submit the clue themselves. Otherwise any holder may
    /// decide, so that an approval never waits for somebody who cannot give it.
    /// </summary>
    async Task<Guid?> NamedAsync(Clue clue, CancellationToken ct) =>
        clue.LevelApprover is { } named && named != clue.SubmittedBy && await Holders(clue.District, clue.LevelRole!).AnyAsync(p => p.UserId == named, ct)
            ? named : null;

    /// <summary>A delegation is void once its giver loses the role; nobody may have a delegate decide their own submission.</summary>
    IQueryable<Delegation> StandIns(Clue clue, Guid? approver, DateTimeOffset now)
    {
        var (district, role, submitter) = (clue.District, clue.LevelRole!, clue.SubmittedBy);
        var holders = Holders(district, role);
        return db.Delegations.AsNoTracking().Where(d => d.District == district && d.Starts <= now && d.Ends > now && d.Roles.Contains(role)
            && (approver == null || d.From == approver) && d.From != submitter && holders.Any(p => p.UserId == d.From));
    }
}
