using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.ClueTransfers.Clues.ClueRules;

namespace Supervision.ClueTransfers.Clues;

/// <summary>The intake gate (R33): a clue the office does not enter keeps its reference, its authors and the reason, and nothing it said.</summary>
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

    /// <summary>The clue it was merged into is not entered, so neither is this one.</summary>
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
