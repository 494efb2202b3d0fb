using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Scorecards;

public enum UnitResponseKind
{
    /// <summary>无异议.</summary>
    Acceptance,

    /// <summary>异议.</summary>
    Objection,
}

public enum ObjectionOutcome
{
    Upheld,
    Dismissed,
}

/// <summary>One body's decision on an objection; a later one replaces an earlier one.</summary>
public sealed record ObjectionVoice(string Body, bool Upheld, string Reason, Guid By, string ByName, DateTimeOffset At);

/// <summary>A unit's response to a published scorecard, and both bodies' decisions on it.</summary>
public sealed class UnitResponse : IVersioned
{
    public Guid Id { get; private set; }

    public Guid ScorecardId { get; private set; }

    public string District { get; private set; } = "";

    public string Unit { get; private set; } = "";

    public UnitResponseKind Kind { get; private set; }

    /// <summary>Number of the computation it is about.</summary>
    public int Computation { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>Items the unit says should not count against it.</summary>
    public IReadOnlyList<Guid> Items { get; private set; } = [];

    public Guid By { get; private set; }

    public string ByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public IReadOnlyList<ObjectionVoice> Voices { get; private set; } = [];

    /// <summary>Set once both bodies agree.</summary>
    public ObjectionOutcome? Outcome { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Whether it is an objection the bodies have not yet agreed on.</summary>
    internal bool IsOpen => Kind is UnitResponseKind.Objection && Outcome is null;

    UnitResponse()
    {
    }

    internal static UnitResponse Acceptance(Scorecard scorecard, Caller by, DateTimeOffset now) => New(scorecard, UnitResponseKind.Acceptance, null, [], by, now);

    internal static UnitResponse Objection(Scorecard scorecard, string reason, IReadOnlyList<Guid> items, Caller by, DateTimeOffset now) =>
        New(scorecard, UnitResponseKind.Objection, reason, items, by, now);

    /// <summary>A body's leader decides on it. If the bodies differ it stays open, and either may decide again.</summary>
    /// <returns>Whether it is decided now.</returns>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">scorecard.objection_decided</exception>
    internal bool Decide(bool uphold, string reason, Caller by, DateTimeOffset now)
    {
        Require(IsOpen, ScoreRules.ObjectionDecided);
        Voices = [.. Voices.Where(voice => voice.Body != by.Body), new(by.Body, uphold, reason, by.UserId, by.Name, now)];
        if (Voices.Count < 2 || Voices[0].Upheld != Voices[1].Upheld) return false;
        (Outcome, DecidedAt) = (uphold ? ObjectionOutcome.Upheld : ObjectionOutcome.Dismissed, now);
        return true;
    }

    static UnitResponse New(Scorecard scorecard, UnitResponseKind kind, string? reason, IReadOnlyList<Guid> items, Caller by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ScorecardId = scorecard.Id,
        District = scorecard.District,
        Unit = scorecard.Unit,
        Kind = kind,
        Computation = scorecard.Latest,
        Reason = reason,
        Items = items,
        By = by.UserId,
        ByName = by.Name,
        At = now,
    };
}
