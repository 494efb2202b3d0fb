using System.Linq.Expressions;
using Supervision.ClueTransfers.Clues;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Access;

/// <summary>
/// Who reads which clues: the one place it is decided (row-level security says the same below it). What is not readable is answered 404.
/// What a role may do stands at its endpoint (<c>RequireRole</c>), whether it may be done now in the aggregate.
/// </summary>
internal class ClueAccess
{
    /// <summary>
    /// CPPCC: the approvers' roles read the district's register, members and supervisors what they authored, its system what it sent.
    /// Commission: intake, leader and its system read what was transferred, a handler what they handle. Nobody else reads any.
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
    /// Whether an entry of the history is for the caller. The way through the CPPCC's approval and the way through the commission's
    /// disposal each stay in their body.
    /// </summary>
    public virtual Expression<Func<ClueEvent, bool>> ReadableHistory(Caller caller)
    {
        var own = caller.Body == Bodies.Cppcc ? Audience.Cppcc : Audience.Discipline;
        return entry => entry.Audience == Audience.Both || entry.Audience == own;
    }

    /// <summary>Each body's chair or leader reads the log of the own body's reads (R32): who of the others reads is theirs to watch.</summary>
    public virtual Expression<Func<ClueRead, bool>> ReadableLog(Caller caller)
    {
        var (district, body) = (caller.District, caller.Body);
        return read => read.District == district && read.Body == body;
    }
}
