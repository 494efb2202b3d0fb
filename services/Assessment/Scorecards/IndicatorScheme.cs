using Supervision.Assessment.Work;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Assessment.Scorecards.ScoreRules;

namespace Supervision.Assessment.Scorecards;

public enum SchemeStatus
{
    Draft,
    Adopted,
}

/// <summary>The content both bodies concur in by its hash.</summary>
/// <param name="FromYear">First year it applies to.</param>
internal sealed record SchemeContent(Regime Regime, int FromYear, IReadOnlyList<Indicator> Indicators);

/// <summary>
/// A version of a regime's indicators (R39), kept as data, so that a weight changes without code. Both bodies adopt it by its hash; once adopted it
/// never changes, and a year's scorecards stay under the version they were computed by.
/// </summary>
public sealed class IndicatorScheme : IVersioned
{
    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public Regime Regime { get; private set; }

    /// <summary>Number of the version in its district and regime, from 1.</summary>
    public int Number { get; private set; }

    public int FromYear { get; private set; }

    public SchemeStatus Status { get; private set; }

    public IReadOnlyList<Indicator> Indicators { get; private set; } = [];

    /// <summary>SHA-256, lower-case hex.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>Concurrences, oldest first; those in an earlier wording do not count.</summary>
    public IReadOnlyList<BodyDecision> Decisions { get; private set; } = [];

    public Guid DraftedBy { get; private set; }

    public DateTimeOffset DraftedAt { get; private set; }

    public DateTimeOffset? AdoptedAt { get; private set; }

    public uint Version { get; private set; }

    IndicatorScheme()
    {
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">scheme.weights, scheme.codes, scheme.formula</exception>
    public static (IndicatorScheme Scheme, IndicatorSchemeProposed Fact) Draft(
        Regime regime, int number, int fromYear, IReadOnlyList<Indicator> indicators, Caller by, DateTimeOffset now)
    {
        var scheme = new IndicatorScheme
        {
            Id = Guid.CreateVersion7(now),
            District = by.District,
            Regime = regime,
            Number = number,
            DraftedBy = by.UserId,
            DraftedAt = now,
        };
        return (scheme, scheme.Write(fromYear, indicators, by, now));
    }

    /// <summary>Rewrites a draft; earlier concurrences no longer count.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">scheme.not_draft, scheme.weights, scheme.codes, scheme.formula</exception>
    public IndicatorSchemeProposed Write(int fromYear, IReadOnlyList<Indicator> indicators, Caller by, DateTimeOffset now)
    {
        Require(Status is SchemeStatus.Draft, SchemeNotDraft);
        Require(indicators.Select(indicator => indicator.Code).Distinct().Count() == indicators.Count, SchemeCodes);
        foreach (var indicator in indicators) Require(indicator.IsSound, SchemeFormula, indicator.Code);
        Require(indicators.Sum(indicator => indicator.Weight) == 100, SchemeWeights, indicators.Sum(indicator => indicator.Weight));
        (FromYear, Indicators) = (fromYear, indicators);
        ContentHash = Collaboration.ContentHash.Of(new SchemeContent(Regime, fromYear, indicators));
        return new(Id, District, Regime.Name(), ContentHash, by.UserId, now);
    }

    /// <summary>A body's leader concurs in the wording read; once both did, it is adopted.</summary>
    /// <param name="seen">Hash of the content the leader read.</param>
    /// <returns>The event that it is adopted, once it is.</returns>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">scheme.not_draft, work.content_changed, work.already_concurred</exception>
    public IndicatorSchemeAdopted? Concur(string seen, Caller by, DateTimeOffset now)
    {
        Require(Status is SchemeStatus.Draft, SchemeNotDraft);
        Require(seen == ContentHash, Rules.ContentChanged);
        Require(!Decisions.IsTurnedBy(by.Body, Number, ContentHash), Rules.AlreadyConcurred);
        Decisions = [.. Decisions, BodyDecision.Concurred(Number, ContentHash, by, now)];
        if (!Decisions.IsTurnedByBoth(Number, ContentHash)) return null;
        (Status, AdoptedAt) = (SchemeStatus.Adopted, now);
        return new(Id, District, Regime.Name(), ContentHash, by.UserId, now);
    }
}
