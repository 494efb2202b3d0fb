namespace Supervision.Assessment.Scorecards;

/// <summary>One run of an item's clock: from receipt, send-back or relapse to the reply.</summary>
/// <param name="DeadlineId">The deadline, which has its own explanation.</param>
/// <param name="Due">The first instant that was too late, UTC, extensions included.</param>
/// <param name="RepliedAt">Null while nothing was sent.</param>
/// <param name="Late">Sent at or after the due instant, or not sent and flagged overdue; taken from the deadline itself, which accounts for
/// pauses.</param>
/// <param name="Extensions">How often this run was extended.</param>
public sealed record RoundFact(Guid DeadlineId, DateTimeOffset Started, DateTimeOffset Due, DateTimeOffset? RepliedAt, bool Late, int Extensions)
{
    /// <summary>Whether this run counts yet: it was replied to, or its time is up.</summary>
    internal bool IsDue => RepliedAt is not null || Late;

    internal bool IsOnTime => RepliedAt is not null && !Late;
}

/// <summary>An item of a unit's feedback form, with its facts for scoring.</summary>
/// <param name="FormNumber">Number of the form as issued.</param>
/// <param name="Number">Number of the item in its form, from 1.</param>
/// <param name="IssuedAt">UTC instant at which the form was issued; the item belongs to the year this falls in.</param>
/// <param name="Rounds">Runs of the clock, oldest first; empty before the unit acknowledged the form.</param>
/// <param name="SendBacks">How often both bodies sent an answer back.</param>
/// <param name="ClosedAt">When both bodies last accepted it; null while it is open.</param>
/// <param name="Relapses">How often it was reopened after a look-back.</param>
/// <param name="Evidence">SHA-256 of the evidence files, lower-case hex.</param>
public sealed record ItemFact(
    Guid ItemId, Guid FormId, string FormNumber, int Number, string? Field, DateTimeOffset IssuedAt, IReadOnlyList<RoundFact> Rounds,
    int SendBacks, DateTimeOffset? ClosedAt, int Relapses, IReadOnlyList<string> Evidence)
{
    internal bool IsReplied => Rounds.Any(round => round.RepliedAt is not null);
}

/// <summary>Result of a closed survey (R40) about a unit.</summary>
/// <param name="Opinions">How many had an opinion; at least the floor of 5.</param>
/// <param name="Satisfaction">Mean over all questions, 0 to 100.</param>
public sealed record SurveyFact(Guid SurveyId, string Heading, int Opinions, decimal Satisfaction);

/// <summary>Everything a unit's scorecards of a year are computed from; kept with each computation, so that it can be repeated.</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="AsOf">UTC instant, to the second, of the facts.</param>
public sealed record UnitFacts(
    string Unit, string UnitName, int Year, DateTimeOffset AsOf, IReadOnlyList<ItemFact> Items, IReadOnlyList<SurveyFact> Surveys)
{
    internal static readonly UnitFacts Empty = new("", "", 0, default, [], []);

    /// <summary>The same facts without the items both bodies set aside.</summary>
    internal UnitFacts Without(IReadOnlyCollection<Guid> items) =>
        items.Count == 0 ? this : this with { Items = [.. Items.Where(item => !items.Contains(item.ItemId))] };
}

/// <summary>Items of a unit's forms in a year.</summary>
internal sealed record UnitItems(string Unit, string UnitName, IReadOnlyList<ItemFact> Items);
