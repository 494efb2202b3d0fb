using Supervision.Contracts;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Clues;

/// <summary>A clue that came from a finding (监督发现, R19): a draft like any other, but its finder is notified of its progress.</summary>
public sealed partial class Clue
{
    /// <summary>The field used for a finding without one; the office sets the right field.</summary>
    const string NoField = "other";

    const int LongestAccount = 20_000;

    /// <summary>The finding it came from; null for a clue entered by hand.</summary>
    public Guid? FindingId { get; private set; }

    /// <summary>Version of the finding that it reflects.</summary>
    public long FindingVersion { get; private set; }

    /// <summary>Content hash of what the finding supplied; if it differs from the current hash, the clue was changed by hand.</summary>
    public string? FindingHash { get; private set; }

    /// <summary>Version of the last status published to the finder.</summary>
    public long FateVersion { get; private set; }

    /// <summary>Whether it is still being processed.</summary>
    public bool IsAlive => Status is not (ClueStatus.Withdrawn or ClueStatus.Rejected or ClueStatus.Declined or ClueStatus.Merged or ClueStatus.Refused);

    /// <summary>Enters a draft for a finding that was disposed of as a clue; its author is the finder.</summary>
    /// <param name="before">The clue that the same finding produced before; null for the first.</param>
    public static (Clue Clue, ClueRegistered Fact) FromFinding(string reference, FindingReferred finding, Clue? before, DateTimeOffset now)
    {
        var clue = new Clue
        {
            Id = Guid.CreateVersion7(now),
            District = finding.District,
            Reference = reference,
            Status = ClueStatus.Draft,
            AuthorIds = [finding.By],
            RegisteredBy = finding.By,
            RegisteredAt = now,
            FindingId = finding.FindingId,
            FateVersion = before?.FateVersion ?? 0,
        };
        clue.TakeFinding(finding);
        clue.Record(ClueEventKind.Registered, finding.By, DataScope.ServiceBody, now, Audience.Cppcc, new(ContentHash: clue.ContentHash));
        return (clue, new(clue.Id, clue.District, clue.Reference, finding.By, now));
    }

    /// <summary>
    /// Handles a change of the finding: a draft nobody has changed takes it over; if it is no longer wanted, it is withdrawn. A clue already being
    /// processed continues, whatever happens to the finding.
    /// </summary>
    /// <returns>The event, if it was withdrawn.</returns>
    public ClueWithdrawn? Follow(FindingReferred finding, string reason, DateTimeOffset now)
    {
        if (finding.Version <= FindingVersion) return null;
        if (Status is ClueStatus.Draft && finding.Standing && ContentHash == FindingHash) TakeFinding(finding);
        FindingVersion = finding.Version;
        if (Status is not ClueStatus.Draft || finding.Standing) return null;
        Enter(ClueStatus.Withdrawn, reason);
        Record(ClueEventKind.Withdrawn, Guid.Empty, DataScope.ServiceBody, now, Audience.Cppcc, new(Comment: reason));
        return new(Id, District, Reference, RegisteredBy, Guid.Empty, now);
    }

    /// <summary>What the finder may learn after an event: the clue's status, and nothing of what was said, decided or done about it.</summary>
    /// <returns>Null if it came from no finding, or its status did not change.</returns>
    public ReferredFindingChanged? TellFinding(IClueEvent fact)
    {
        return fact is ClueSupplemented or DisposalProposed or DisposalSentBack or ClueOverdue ? null : TellFindingAgain(fact.At);
    }

    /// <summary>The clue's status, published again: a finding that is disposed of as a clue once more has lost it.</summary>
    /// <returns>Null if it came from no finding.</returns>
    public ReferredFindingChanged? TellFindingAgain(DateTimeOffset now)
    {
        if (FindingId is not { } finding) return null;
        var status = Status.ToString();
        return new(finding, District, "clue", Id, Reference, $"{char.ToLowerInvariant(status[0])}{status[1..]}", ++FateVersion, now);
    }

    void TakeFinding(FindingReferred finding)
    {
        var evidence = finding.Evidence.Count == 0 ? "" : $"\n\n证据（随监督发现{finding.Reference}存放），SHA-256：\n{string.Join('\n', finding.Evidence)}";
        var account = finding.Description.Length + evidence.Length <= LongestAccount ? finding.Description + evidence : finding.Description;
        Take(new ClueContent(
            finding.Heading, account, [.. finding.Units.Select(unit => new UnitConcerned(unit, unit))], [], ClueSource.Finding, finding.Reference,
            finding.Field ?? NoField));
        (FindingVersion, FindingHash) = (finding.Version, ContentHash);
    }
}
