namespace Supervision.Supervisors.Visits;

/// <summary>What became of an entry that was sent.</summary>
public enum EntryOutcome
{
    Taken,

    /// <summary>It had come in before, with the same content.</summary>
    AlreadyThere,

    /// <summary>Another content came in before under its id.</summary>
    Conflicting,
}

/// <summary>What the entries of a visit come to. Lists are in the order of their ids.</summary>
/// <param name="Start">The first start by the devices' clocks; null before one came in, and then everything else waits.</param>
/// <param name="Reports">The first by the devices' clocks first.</param>
/// <param name="Waiting">Ids of entries that cannot take effect yet: before the start, or of a finding that has not come in.</param>
internal sealed record FieldState(
    FieldEntry? Start, IReadOnlyList<FieldEntry> Findings, IReadOnlyList<FieldEntry> Photos, IReadOnlyList<FieldEntry> Checks,
    IReadOnlyList<FieldEntry> Reports, IReadOnlyList<Guid> Waiting);

/// <summary>
/// The entries of a visit, to which some are only ever added. Its state is told from all of them together and not from the order they came
/// in: whatever is sent in whatever order, twice, in parts, comes to the same.
/// </summary>
internal sealed class FieldLedger(IEnumerable<FieldEntry> entries)
{
    readonly Dictionary<Guid, FieldEntry> _entries = entries.ToDictionary(entry => entry.Id);

    public int Count => _entries.Count;

    public EntryOutcome Take(FieldEntry entry)
    {
        if (_entries.TryAdd(entry.Id, entry)) return EntryOutcome.Taken;
        return _entries[entry.Id].Hash == entry.Hash ? EntryOutcome.AlreadyThere : EntryOutcome.Conflicting;
    }

    public FieldState State()
    {
        var start = InTime(EntryKind.Start).FirstOrDefault();
        if (start is null) return new(null, [], [], [], [], [.. _entries.Keys.Order()]);
        var findings = OfKind(EntryKind.Finding);
        var known = findings.Select(entry => entry.Id).ToHashSet();
        var photos = OfKind(EntryKind.Photo).ToLookup(photo => photo.FindingId is not { } finding || known.Contains(finding));
        return new(start, findings, [.. photos[true]], OfKind(EntryKind.Check), [.. InTime(EntryKind.Report)], [.. photos[false].Select(photo => photo.Id)]);
    }

    List<FieldEntry> OfKind(EntryKind kind) => [.. _entries.Values.Where(entry => entry.Kind == kind).OrderBy(entry => entry.Id)];

    IEnumerable<FieldEntry> InTime(EntryKind kind) =>
        _entries.Values.Where(entry => entry.Kind == kind).OrderBy(entry => entry.RecordedAt).ThenBy(entry => entry.Id);
}
