using Supervision.Assessment.Work;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Assessment.Scorecards.ScoreRules;

namespace Supervision.Assessment.Scorecards;

public enum ScorecardStatus
{
    /// <summary>Recomputed whenever the facts change; the unit does not see it.</summary>
    Computed,

    /// <summary>With the unit, which may object.</summary>
    Published,

    /// <summary>Both bodies concurred in it: it never changes.</summary>
    Final,
}

/// <summary>A unit's scorecard of a year in one regime (R39).</summary>
public sealed class Scorecard : IVersioned
{
    readonly List<ScorecardComputation> _computations = [];
    readonly List<UnitResponse> _responses = [];

    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public int Year { get; private set; }

    public Regime Regime { get; private set; }

    /// <summary>Code of the unit.</summary>
    public string Unit { get; private set; } = "";

    public string UnitName { get; private set; } = "";

    public ScorecardStatus Status { get; private set; }

    /// <summary>The version of the indicators it is computed by.</summary>
    public Guid SchemeId { get; private set; }

    /// <summary>Number of the current computation, from 1.</summary>
    public int Latest { get; private set; }

    public IReadOnlyList<ScoreLine> Lines { get; private set; } = [];

    /// <summary>Out of 100.</summary>
    public decimal Total { get; private set; }

    /// <summary>SHA-256 of the current computation (facts, version of the indicators, lines), lower-case hex.</summary>
    public string ContentHash { get; private set; } = "";

    public DateTimeOffset ComputedAt { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Deadline for the unit to object, UTC.</summary>
    public DateTimeOffset? RespondBy { get; private set; }

    /// <summary>Concurrences in the result, oldest first.</summary>
    public IReadOnlyList<BodyDecision> Decisions { get; private set; } = [];

    public DateTimeOffset? FinalAt { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Computations added in this unit of work; earlier ones stay in the database.</summary>
    public IReadOnlyList<ScorecardComputation> Computations => _computations;

    /// <summary>The unit's responses, oldest first.</summary>
    public IReadOnlyList<UnitResponse> Responses => _responses;

    Scorecard()
    {
    }

    internal static Scorecard Open(string district, Regime regime, UnitFacts facts, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        District = district,
        Year = facts.Year,
        Regime = regime,
        Unit = facts.Unit,
        UnitName = facts.UnitName,
    };

    /// <summary>Takes a computation over current facts, as long as the unit has not seen the scorecard.</summary>
    /// <returns>Whether it differs from the previous one.</returns>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">scorecard.not_computed</exception>
    internal bool Compute(IndicatorScheme scheme, UnitFacts facts, ScoreContent? before, Guid by, DateTimeOffset now)
    {
        Require(Status is ScorecardStatus.Computed, NotComputed);
        var content = ScoreContent.Compute(scheme, facts, []);
        if (before is not null && content.SaysTheSameAs(before)) return false;
        UnitName = facts.UnitName;
        Take(scheme, content, by, now);
        return true;
    }

    /// <summary>Publishes it to the unit.</summary>
    /// <param name="contacts">The unit's contacts, who are notified.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">scorecard.not_computed</exception>
    internal ScorecardPublished Publish(DateTimeOffset respondBy, IReadOnlyList<Guid> contacts, Caller by, DateTimeOffset now)
    {
        Require(Status is ScorecardStatus.Computed, NotComputed);
        (Status, PublishedAt, RespondBy) = (ScorecardStatus.Published, now, respondBy);
        return new(Id, District, Regime.Name(), Year, contacts, respondBy, by.UserId, now);
    }

    /// <summary>The unit accepts it, which ends its time to object.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">scorecard.not_published, scorecard.response_over, scorecard.response_open, scorecard.response_twice</exception>
    internal UnitResponse Accept(Caller by, DateTimeOffset now)
    {
        RequireResponse(now);
        return Respond(UnitResponse.Acceptance(this, by, now));
    }

    /// <summary>The unit objects, with reasons.</summary>
    /// <param name="facts">The facts of the current computation.</param>
    /// <param name="items">Items it says should not count against it; empty if the objection is about something else.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">
    /// scorecard.not_published, scorecard.response_over, scorecard.response_open, scorecard.response_twice, scorecard.item_unknown
    /// </exception>
    internal (UnitResponse Objection, ScorecardObjected Fact) Object(
        UnitFacts facts, string reason, IReadOnlyList<Guid> items, Caller by, DateTimeOffset now)
    {
        RequireResponse(now);
        Require(items.All(item => facts.Items.Any(known => known.ItemId == item)), ItemUnknown);
        return (Respond(UnitResponse.Objection(this, reason, items, by, now)), new(Id, District, Regime.Name(), Year, by.UserId, now));
    }

    /// <summary>
    /// Takes the computation that follows from an objection both bodies upheld: under the same version of the indicators, over the facts the unit saw
    /// without the items set aside, or over new facts if it named no items. The unit may respond to the new result.
    /// </summary>
    internal void Correct(IndicatorScheme scheme, UnitFacts facts, IEnumerable<Guid> setAside, DateTimeOffset respondBy, Caller by, DateTimeOffset now)
    {
        Require(Status is ScorecardStatus.Published, NotPublished);
        Take(scheme, ScoreContent.Compute(scheme, facts, setAside), by.UserId, now);
        RespondBy = respondBy;
    }

    /// <summary>A body's leader concurs in the result read; once both did, it is final and never changes.</summary>
    /// <param name="seen">Hash of the result the leader read.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">
    /// scorecard.not_published, scorecard.response_open, work.content_changed, work.already_concurred
    /// </exception>
    internal IIntegrationEvent Concur(string seen, IReadOnlyList<Guid> contacts, Caller by, DateTimeOffset now)
    {
        Require(Status is ScorecardStatus.Published, NotPublished);
        Require(!_responses.Any(response => response.IsOpen) && (RespondBy <= now || HasAccepted), ResponseOpen);
        Require(seen == ContentHash, Rules.ContentChanged);
        Require(!Decisions.IsTurnedBy(by.Body, Latest, ContentHash), Rules.AlreadyConcurred);
        Decisions = [.. Decisions, BodyDecision.Concurred(Latest, ContentHash, by, now)];
        if (!Decisions.IsTurnedByBoth(Latest, ContentHash)) return new ScorecardConcurred(Id, District, Regime.Name(), Year, by.Body, by.UserId, now);
        (Status, FinalAt) = (ScorecardStatus.Final, now);
        return new ScorecardFinalized(Id, District, Regime.Name(), Year, ContentHash, contacts, by.UserId, now);
    }

    /// <summary>Whether the unit accepted the current result.</summary>
    internal bool HasAccepted => _responses.Any(response => response.Kind is UnitResponseKind.Acceptance && response.Computation == Latest);

    void RequireResponse(DateTimeOffset now)
    {
        Require(Status is ScorecardStatus.Published, NotPublished);
        Require(now < RespondBy, ResponseOver);
        Require(!_responses.Any(response => response.IsOpen), ResponseOpen);
        Require(!_responses.Any(response => response.Computation == Latest), ResponseTwice);
    }

    UnitResponse Respond(UnitResponse response)
    {
        _responses.Add(response);
        return response;
    }

    void Take(IndicatorScheme scheme, ScoreContent content, Guid by, DateTimeOffset now)
    {
        Latest++;
        (SchemeId, Lines, Total, ContentHash, ComputedAt) = (scheme.Id, content.Lines, content.Total, content.Hash(), now);
        _computations.Add(new()
        {
            ScorecardId = Id,
            Number = Latest,
            District = District,
            Unit = Unit,
            SchemeId = scheme.Id,
            Content = content,
            ContentHash = ContentHash,
            By = by,
            At = now,
        });
    }
}

/// <summary>A computation with the facts it was made from; never changed.</summary>
public sealed class ScorecardComputation
{
    public required Guid ScorecardId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required string District { get; init; }

    public required string Unit { get; init; }

    public required Guid SchemeId { get; init; }

    internal ScoreContent Content { get; init; } = new(default, "", UnitFacts.Empty, [], [], 0);

    /// <summary>SHA-256, lower-case hex.</summary>
    public required string ContentHash { get; init; }

    public required Guid By { get; init; }

    public required DateTimeOffset At { get; init; }
}
