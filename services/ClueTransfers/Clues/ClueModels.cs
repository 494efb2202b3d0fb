using System.ComponentModel.DataAnnotations;
using Supervision.ClueTransfers.Approval;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.ClueTransfers.Clues;

/// <summary>The content of a clue, as registered or edited.</summary>
/// <param name="Title">At most 200 characters.</param>
/// <param name="Account">The facts as known, at most 20,000 characters.</param>
/// <param name="SourceReference">Reference of the finding, topic or submission it comes from.</param>
/// <param name="Field">Code of the field: <c>businessEnvironment</c>, <c>publicService</c>, <c>ruralRevitalisation</c>, <c>livingEnvironment</c>, or the district's own.</param>
public sealed record ClueRequest(
    [PlainText(200)] string Title,
    [PlainText(20_000)] string Account,
    [MaxLength(20)] IReadOnlyList<UnitConcerned> Units,
    [MaxLength(50)] IReadOnlyList<PersonConcerned> Persons,
    ClueSource Source,
    [RegularExpression("^[a-z][A-Za-z0-9]{1,39}$")] string Field,
    [PlainText(100)] string? SourceReference = null)
{
    internal ClueContent Content => new(Title, Account, Units, Persons, Source, SourceReference, Field);
}

/// <param name="Into">The clue this one is merged into.</param>
public sealed record MergeRequest(Guid Into);

/// <param name="Reason">At most 2,000 characters.</param>
public sealed record ReasonRequest([PlainText(2000)] string Reason);

/// <summary>The state of a clue after a command, without its content.</summary>
/// <param name="Level">The level whose decision is pending, while in approval.</param>
/// <param name="ReturnedFrom">The body that returned it, while returned.</param>
public sealed record ClueStanding(
    Guid Id, string Reference, ClueStatus Status, LevelView? Level, string? ReturnedFrom, string? LetterNumber, string ContentHash, DateTimeOffset? ReceiptDue)
{
    internal static ClueStanding For(Clue clue) => new(
        clue.Id, clue.Reference, clue.Status, LevelView.Of(clue), clue.ReturnedFrom, clue.LetterNumber, clue.ContentHash, clue.ReceiptDue);
}

/// <summary>The level of approval whose decision is pending.</summary>
/// <param name="Number">Zero-based.</param>
/// <param name="Levels">Number of levels.</param>
public sealed record LevelView(int Number, int Levels, string Role, string Label, Guid? Approver)
{
    internal static LevelView? Of(Clue clue) => clue.Level is { } level
        ? new(level, clue.Chain.Count, clue.Chain[level].Role, clue.Chain[level].Label, clue.Chain[level].Approver)
        : null;
}

/// <summary>A clue with its content, as the caller's body may see it.</summary>
/// <param name="ContentHash">SHA-256 of the canonical content with its evidence; an approver sends back the hash of what they read.</param>
/// <param name="Evidence">SHA-256 of each evidence file.</param>
/// <param name="Editable">Whether the content may still change.</param>
/// <param name="Reason">Why it was returned, rejected, declined or withdrawn.</param>
/// <param name="Authors">For the CPPCC only.</param>
/// <param name="Chain">For the CPPCC only: the levels of its approval.</param>
/// <param name="Handler">For the commission only.</param>
/// <param name="OutcomeSummary">The commission's summary of the outcome, once disposed of.</param>
public sealed record ClueView(
    Guid Id,
    string Reference,
    ClueStatus Status,
    string Title,
    string Account,
    IReadOnlyList<UnitConcerned> Units,
    IReadOnlyList<PersonConcerned> Persons,
    ClueSource Source,
    string? SourceReference,
    string Field,
    IReadOnlyList<string> Evidence,
    string ContentHash,
    bool Editable,
    LevelView? Level,
    string? ReturnedFrom,
    string? Reason,
    Guid? MergedInto,
    string? LetterNumber,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? TransferredAt,
    DateTimeOffset? ReceiptDue,
    DateTimeOffset? ReceivedAt,
    DateTimeOffset? DisposalDue,
    DateTimeOffset? DisposedAt,
    DateTimeOffset? ClosedAt,
    bool Overdue,
    IReadOnlyList<PersonView>? Authors,
    IReadOnlyList<ApprovalLevel>? Chain,
    PersonView? Handler,
    string? OutcomeSummary);

/// <param name="Name">Null if the person is not (yet) known to this service.</param>
public sealed record PersonView(Guid UserId, string? Name);

/// <summary>A clue in a list: its names and its state.</summary>
/// <param name="Overdue">Whether the receipt, or for the commission the proposal of a disposal, is overdue now.</param>
public sealed record ClueRow(
    Guid Id,
    string Reference,
    string Title,
    ClueStatus Status,
    LevelView? Level,
    string? ReturnedFrom,
    string? LetterNumber,
    ClueSource Source,
    string Field,
    bool Mine,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? TransferredAt,
    DateTimeOffset? Due,
    bool Overdue);

/// <summary>Number of clues the caller may read in each state, and of those waiting for the caller.</summary>
public sealed record ClueCounts(IReadOnlyDictionary<string, int> Statuses, int AwaitingMe, int Overdue);

/// <summary>An entry of a clue's history.</summary>
/// <param name="By">Who did it, if they belong to the caller's own body.</param>
/// <param name="ByBody">The body that did it; <c>service</c> for the platform itself.</param>
public sealed record ClueEventView(ClueEventKind Kind, DateTimeOffset At, PersonView? By, string ByBody, ClueEventFacts Facts);

/// <summary>A deadline of a clue, explained.</summary>
/// <param name="Kind"><c>receipt</c> (R27) or <c>disposal</c> (R28, for the commission only).</param>
/// <param name="Open">Whether it is running now.</param>
/// <param name="Due">The due date as calculated: start, rule, and each day with why it was counted or skipped.</param>
/// <param name="Explanation">The same in words, in the caller's language.</param>
public sealed record DeadlineView(string Kind, bool Open, bool Overdue, Calendar.DueDate Due, Calendar.Explanation Explanation);
