using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.ClueTransfers.Clues.ClueRules;

namespace Supervision.ClueTransfers.Clues;

/// <summary>
/// A clue (问题线索) on its way from the CPPCC to the commission, R24–R28. Each command checks its rule first, changes the state, adds
/// to the history and returns the event to publish. The other parts are in Clue.Approval.cs, Clue.Handshake.cs, Clue.Disposal.cs and so on.
/// </summary>
public sealed partial class Clue
{
    readonly List<ClueEvent> _history = [];

    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    /// <summary>Register reference, per district and year: <c>2026-0017</c>.</summary>
    public string Reference { get; private set; } = "";

    public ClueStatus Status { get; private set; }

    public string Title { get; private set; } = "";

    public string Account { get; private set; } = "";

    public IReadOnlyList<UnitConcerned> Units { get; private set; } = [];

    public IReadOnlyList<PersonConcerned> Persons { get; private set; } = [];

    public ClueSource Source { get; private set; }

    public string? SourceReference { get; private set; }

    public string Field { get; private set; } = "";

    /// <summary>SHA-256 of each evidence file, lower-case hex.</summary>
    public string[] Evidence { get; private set; } = [];

    /// <summary>SHA-256 of the canonical content with its evidence, lower-case hex.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>All authors: who registered the clue, and the authors of the clues merged into it.</summary>
    public Guid[] AuthorIds { get; private set; } = [];

    public Guid RegisteredBy { get; private set; }

    public DateTimeOffset RegisteredAt { get; private set; }

    /// <summary>The clue this one was merged into.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>Why it was returned, rejected, declined or withdrawn; null in any other state.</summary>
    public string? Reason { get; private set; }

    /// <summary>Codes and names of the units, to filter by.</summary>
    public string[] UnitKeys { get; private set; } = [];

    /// <summary>The text that a search looks through, in lower case.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>The row's version (<c>xmin</c>), shown as ETag.</summary>
    public uint Version { get; private set; }

    public ClueContent Content => new(Title, Account, Units, Persons, Source, SourceReference, Field);

    /// <summary>The history entries of this unit of work; earlier ones are only in the database.</summary>
    public IReadOnlyList<ClueEvent> History => _history;

    /// <summary>Whether the CPPCC may still change the content.</summary>
    public bool IsEditable => Status is ClueStatus.Draft or ClueStatus.Collated || IsReturnedInApproval;

    bool IsReturnedInApproval => Status is ClueStatus.Returned && ReturnedFrom is Bodies.Cppcc;

    Clue()
    {
    }

    /// <summary>Enters a clue into the register as a draft (R24).</summary>
    /// <param name="reference">The next reference of the district's register.</param>
    /// <param name="now">UTC.</param>
    public static (Clue Clue, ClueRegistered Fact) Register(string reference, ClueContent content, Caller by, DateTimeOffset now)
    {
        var clue = new Clue
        {
            Id = Guid.CreateVersion7(now),
            District = by.District,
            Reference = reference,
            Status = ClueStatus.Draft,
            AuthorIds = [by.UserId],
            RegisteredBy = by.UserId,
            RegisteredAt = now,
        };
        clue.Take(content);
        clue.Record(ClueEventKind.Registered, by, now, Audience.Cppcc, new(ContentHash: clue.ContentHash));
        return (clue, new(clue.Id, clue.District, clue.Reference, by.UserId, now));
    }

    /// <summary>Changes the content. Authors outside the office may change only their drafts.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_editable</exception>
    public void Edit(ClueContent content, Caller by, DateTimeOffset now)
    {
        RequireEditable(by);
        Take(content);
        Record(ClueEventKind.Edited, by, now, Audience.Cppcc, new(ContentHash: ContentHash));
    }

    /// <summary>Replaces the list of evidence files; they are part of what is approved, and fixed at transfer.</summary>
    /// <param name="sha256">SHA-256 of each file, lower-case hex.</param>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_editable</exception>
    public void ChangeEvidence(IEnumerable<string> sha256, Caller by, DateTimeOffset now)
    {
        RequireEditable(by);
        Evidence = [.. sha256];
        ContentHash = Content.Hash(Evidence);
        Record(ClueEventKind.EvidenceChanged, by, now, Audience.Cppcc, new(ContentHash: ContentHash));
    }

    /// <summary>Marks the draft as collated by the office (委室梳理).</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_draft</exception>
    public ClueCollated Collate(Caller by, DateTimeOffset now)
    {
        Require(Status is ClueStatus.Draft, NotDraft);
        Enter(ClueStatus.Collated);
        Record(ClueEventKind.Collated, by, now, Audience.Cppcc);
        return new(Id, District, Reference, RegisteredBy, by.UserId, now);
    }

    /// <summary>Merges this clue into another one on the same matter (汇总), which takes over its authors.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_mergeable, clue.merge_into_itself</exception>
    public ClueMerged MergeInto(Clue other, Caller by, DateTimeOffset now)
    {
        Require(Id != other.Id, MergeIntoItself);
        Require(Status is ClueStatus.Draft or ClueStatus.Collated, NotMergeable);
        Require(other.Status is ClueStatus.Draft or ClueStatus.Collated, NotMergeable);
        Enter(ClueStatus.Merged);
        MergedIntoId = other.Id;
        other.AuthorIds = [.. other.AuthorIds.Union(AuthorIds)];
        Record(ClueEventKind.Merged, by, now, Audience.Cppcc, new(OtherClue: other.Id));
        other.Record(ClueEventKind.MergedFrom, by, now, Audience.Cppcc, new(OtherClue: Id));
        return new(Id, District, Reference, other.Id, other.Reference, RegisteredBy, by.UserId, now);
    }

    /// <summary>Withdraws the clue for good, at any time before its transfer; authors outside the office may withdraw only drafts.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_withdrawable</exception>
    public ClueWithdrawn Withdraw(string reason, Caller by, DateTimeOffset now)
    {
        var office = by.Is(Cppcc.Office);
        Require(Status is ClueStatus.Draft || (office && (IsEditable || Status is ClueStatus.InApproval or ClueStatus.Approved)), NotWithdrawable);
        Enter(ClueStatus.Withdrawn, reason);
        Record(ClueEventKind.Withdrawn, by, now, Audience.Cppcc, new(Comment: reason));
        return new(Id, District, Reference, RegisteredBy, by.UserId, now);
    }

    internal void RequireEditable(Caller by) => Require(by.Is(Cppcc.Office) ? IsEditable : Status is ClueStatus.Draft, NotEditable);

    void Take(ClueContent content)
    {
        (Title, Account, Units, Persons) = (content.Title, content.Account, content.Units, content.Persons);
        (Source, SourceReference, Field) = (content.Source, content.SourceReference, content.Field);
        ContentHash = content.Hash(Evidence);
        UnitKeys = [.. Units.SelectMany(unit => new[] { unit.Code, unit.Name }).OfType<string>().Distinct(StringComparer.Ordinal)];
        Index();
    }

    void Index() => SearchText = string.Join('\n',
        [Reference, LetterNumber ?? "", Title, SourceReference ?? "", .. UnitKeys, .. Persons.Select(person => person.Name)]).ToLowerInvariant();

    /// <summary>Changes the state and clears what belonged to the previous one: the level, who returned it, and why.</summary>
    void Enter(ClueStatus status, string? reason = null)
    {
        (Status, Reason, ReturnedFrom) = (status, reason, null);
        (Level, LevelRole, LevelApprover) = (null, null, null);
    }

    void Record(ClueEventKind kind, Caller by, DateTimeOffset now, Audience audience, ClueEventFacts? facts = null) =>
        Record(kind, by.UserId, by.Body, now, audience, facts);

    void Record(ClueEventKind kind, Guid by, string byBody, DateTimeOffset now, Audience audience, ClueEventFacts? facts) => _history.Add(new()
    {
        ClueId = Id,
        District = District,
        Kind = kind,
        Audience = audience,
        By = by,
        ByBody = byBody,
        At = now,
        Facts = facts ?? new(),
    });
}
