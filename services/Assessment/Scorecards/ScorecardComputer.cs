using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Consumers;
using Supervision.Assessment.Data;
using Supervision.Assessment.Deadlines;
using Supervision.Assessment.Surveys;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Assessment.Scorecards.ScoreRules;

namespace Supervision.Assessment.Scorecards;

/// <summary>Brings together facts, versions of the indicators and scorecards.</summary>
internal sealed class ScorecardComputer(AssessmentDb db, FormFacts forms, SurveyFigures surveys, DeadlineBook book)
{
    /// <summary>Kind of the joint-meeting matter for an objection on which the bodies differ (R35).</summary>
    const string Disagreement = "Disagreement";

    /// <summary>Days to respond to a scorecard that was corrected.</summary>
    const int DaysAfterCorrection = 5;

    /// <summary>
    /// Computes the scorecards of all units that have facts in the year, by the last adopted version that applies to it. Scorecards their units have
    /// seen are left unchanged. Concurrent requests compute one after the other.
    /// </summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">scheme.missing</exception>
    public async Task<ComputeView> ComputeAsync(int year, Regime regime, Caller by, DateTimeOffset now, CancellationToken ct)
    {
        var view = new ComputeView(0, 0, 0);
        await db.InTransactionAsync(async () =>
        {
            await db.LockSeriesAsync(by.District, regime, ct);
            var scheme = await db.Set<IndicatorScheme>().Where(
                s => s.District == by.District && s.Regime == regime && s.Status == SchemeStatus.Adopted && s.FromYear <= year)
                .OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct);
            Require(scheme is not null, SchemeMissing, year);
            var facts = await FactsAsync(by.District, year, null, now, ct);
            var known = await db.Set<Scorecard>().Where(s => s.District == by.District && s.Year == year && s.Regime == regime).ToDictionaryAsync(s => s.Unit, ct);
            var before = await BeforeAsync(by.District, year, regime, ct);
            foreach (var unit in facts) view = Compute(unit, known.GetValueOrDefault(unit.Unit), before, scheme!, by, now, view);
            await db.SaveChangesAsync(ct);
        }, ct);
        return view;
    }

    /// <summary>Publishes all computed scorecards of a year and regime to their units.</summary>
    /// <returns>Number of scorecards published.</returns>
    public async Task<int> PublishAsync(int year, Regime regime, int days, Caller by, DateTimeOffset now, CancellationToken ct)
    {
        var published = 0;
        await db.InTransactionAsync(async () =>
        {
            await db.LockSeriesAsync(by.District, regime, ct);
            var told = (await db.Set<UnitContact>().AsNoTracking().Where(c => c.District == by.District && c.Active).OrderBy(c => c.UserId).ToListAsync(ct))
                .ToLookup(c => c.Unit, c => c.UserId);
            var cards = await db.Set<Scorecard>().Where(
                s => s.District == by.District && s.Year == year && s.Regime == regime && s.Status == ScorecardStatus.Computed).ToListAsync(ct);
            foreach (var card in cards) db.Enqueue(card.Publish(Until(now, days), [.. told[card.Unit]], by, now));
            await db.SaveChangesAsync(ct);
            published = cards.Count;
        }, ct);
        return published;
    }

    /// <summary>
    /// A body's decision on an objection. If both decide alike, the unit is notified and, if upheld, the scorecard is recomputed; if they differ, it
    /// becomes a matter of the next joint meeting until they agree.
    /// </summary>
    public async Task<IEnumerable<IIntegrationEvent>> DecideAsync(
        Scorecard card, UnitResponse objection, ObjectionVoiceRequest said, Caller by, DateTimeOffset now, CancellationToken ct)
    {
        var differed = objection.Voices.Count == 2;
        var decided = objection.Decide(said.Uphold, said.Reason, by, now);
        var facts = new List<IIntegrationEvent>();
        if (differed || (!decided && objection.Voices.Count == 2))
            facts.Add(new JointMeetingMatterChanged(objection.Id, card.District, Disagreement, $"{card.Year} {card.Unit}", !decided, now.UtcTicks, now));
        if (!decided) return facts;
        if (objection.Outcome is ObjectionOutcome.Upheld) await CorrectAsync(card, objection, by, now, ct);
        facts.Add(new ScorecardObjectionDecided(
            card.Id, card.District, card.Regime.Name(), card.Year, objection.Outcome is ObjectionOutcome.Upheld ? "upheld" : "dismissed",
            await book.ContactsAsync(card.District, card.Unit, ct), by.UserId, now));
        return facts;
    }

    async Task CorrectAsync(Scorecard card, UnitResponse objection, Caller by, DateTimeOffset now, CancellationToken ct)
    {
        var (scheme, content) = await card.HeldAsync(db, ct);
        var facts = content.Facts;
        if (objection.Items.Count == 0 && await FactsAsync(card.District, card.Year, card.Unit, now, ct) is [var taken]) facts = taken;
        card.Correct(scheme, facts, content.SetAside.Concat(objection.Items), Until(now, DaysAfterCorrection), by, now);
    }

    ComputeView Compute(
        UnitFacts facts, Scorecard? card, Dictionary<Guid, ScoreContent> before, IndicatorScheme scheme, Caller by, DateTimeOffset now, ComputeView so)
    {
        if (card is { Status: not ScorecardStatus.Computed }) return so with { Kept = so.Kept + 1 };
        if (card is null) db.Add(card = Scorecard.Open(by.District, scheme.Regime, facts, now));
        return card.Compute(scheme, facts, before.GetValueOrDefault(card.Id), by.UserId, now)
            ? so with { Computed = so.Computed + 1 }
            : so with { Unchanged = so.Unchanged + 1 };
    }

    /// <summary>Current computations of scorecards no unit has seen yet.</summary>
    Task<Dictionary<Guid, ScoreContent>> BeforeAsync(string district, int year, Regime regime, CancellationToken ct) => (
        from card in db.Set<Scorecard>()
        where card.District == district && card.Year == year && card.Regime == regime && card.Status == ScorecardStatus.Computed
        join computation in db.Set<ScorecardComputation>().AsNoTracking()
            on new { ScorecardId = card.Id, Number = card.Latest } equals new { computation.ScorecardId, computation.Number }
        select new { card.Id, computation.Content }).ToDictionaryAsync(found => found.Id, found => found.Content, ct);

    async Task<IReadOnlyList<UnitFacts>> FactsAsync(string district, int year, string? unit, DateTimeOffset now, CancellationToken ct)
    {
        var asOf = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var items = await forms.OfYearAsync(district, year, unit, ct);
        var said = await surveys.OfYearAsync(district, year, now, ct);
        return
        [
            .. items.OrderBy(given => given.Unit, StringComparer.Ordinal)
                .Select(given => new UnitFacts(given.Unit, given.UnitName, year, asOf, given.Items, [.. said[given.Unit]])),
        ];
    }

    /// <summary>The end of a day in the district's zone.</summary>
    static DateTimeOffset Until(DateTimeOffset now, int days) => DistrictTime.StartOf(DistrictTime.DayAt(now).AddDays(days + 1));
}

internal static class ScorecardData
{
    /// <summary>Locks the scorecards and indicators of a district's regime until the transaction ends.</summary>
    public static Task LockSeriesAsync(this DbContext db, string district, Regime regime, CancellationToken ct) =>
        db.LockMatterAsync($"scores/{district}/{regime}", ct);

    /// <summary>The current computation, with its version of the indicators.</summary>
    public static async Task<(IndicatorScheme Scheme, ScoreContent Content)> HeldAsync(this Scorecard card, AssessmentDb db, CancellationToken ct)
    {
        var scheme = await db.Set<IndicatorScheme>().AsNoTracking().SingleAsync(s => s.Id == card.SchemeId, ct);
        var held = await db.Set<ScorecardComputation>().AsNoTracking().SingleAsync(c => c.ScorecardId == card.Id && c.Number == card.Latest, ct);
        return (scheme, held.Content);
    }
}
