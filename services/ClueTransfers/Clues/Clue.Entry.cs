using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.ClueTransfers.Clues.ClueRules;

namespace Supervision.ClueTransfers.Clues;

/// <summary>The intake gate (R33): of a clue the office refuses only its reference, authors and the reason are kept, none of its content.</summary>
public sealed partial class Clue
{
    static readonly ClueContent Nothing = new("", "", [], [], ClueSource.Other, null, "");

    /// <summary>The office marks a draft as not to be entered (不宜录入).</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_refusable</exception>
    public ClueRefused RefuseEntry(string reason, Caller by, DateTimeOffset now)
    {
        Require(Status is ClueStatus.Draft, NotRefusable);
        return Erase(reason, by, now);
    }

    /// <summary>Refuses this clue because the clue it was merged into is refused.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_refusable</exception>
    public ClueRefused RefuseWith(string reason, Caller by, DateTimeOffset now)
    {
        Require(Status is ClueStatus.Merged, NotRefusable);
        return Erase(reason, by, now);
    }

    ClueRefused Erase(string reason, Caller by, DateTimeOffset now)
    {
        Enter(ClueStatus.Refused, reason);
        Evidence = [];
        Take(Nothing);
        Record(ClueEventKind.EntryRefused, by, now, Audience.Cppcc, new(Comment: reason));
        return new(Id, District, Reference, RegisteredBy, by.UserId, now);
    }
}
