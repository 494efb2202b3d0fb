using System.Linq.Expressions;
using Supervision.ClueTransfers.Clues;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Access;

/// <summary>
/// Decides who may read which clues; this is the only place (row-level security enforces the same rules below it). Unreadable clues give 404.
/// What a role may do is set at its endpoint (<c>RequireRole</c>); whether it is possible now is decided in the aggregate.
/// </summary>
internal class ClueAccess
{
    /// <summary>
    /// CPPCC: the approvers' roles read the district's register, members and supervisors the clues they authored, its system those it sent.
    /// Commission: intake, leader and its system read transferred clues, a handler those assigned to them. Nobody else reads any.
    /// </summary>
    public virtual Expression<Func<Clue, bool>> Readable(Caller caller)
    {
        var (district, user) = (caller.District, caller.UserId);
        if (caller.IsAny(Cppcc.Office, Cppcc.Secretary, Cppcc.Chair)) return clue => clue.District == district;
        if (caller.IsAny(Cppcc.System, Discipline.Intake, Discipline.Leader, Discipline.System))
            return clue => clue.District == district && clue.TransferredAt != null;
        if (caller.IsAny(Cppcc.Member, Cppcc.Supervisor)) return clue => clue.District == district && clue.AuthorIds.Contains(user);
        if (caller.Is(Discipline.Handler)) return clue => clue.District == district && clue.Assignment != null && clue.Assignment.Handler == user;
        return _ => false;
    }

    /// <summary>
    /// Whether the caller may read a history entry. Entries about the CPPCC's approval and the commission's disposal
    /// are visible only within the body concerned.
    /// </summary>
    public virtual Expression<Func<ClueEvent, bool>> ReadableHistory(Caller caller)
    {
        var own = caller.Body == Bodies.Cppcc ? Audience.Cppcc : Audience.Discipline;
        return entry => entry.Audience == Audience.Both || entry.Audience == own;
    }

    /// <summary>Each body's chair or leader reads the log of reads by their own body (R32), but not by the other.</summary>
    public virtual Expression<Func<ClueRead, bool>> ReadableLog(Caller caller)
    {
        var (district, body) = (caller.District, caller.Body);
        return read => read.District == district && read.Body == body;
    }
}
