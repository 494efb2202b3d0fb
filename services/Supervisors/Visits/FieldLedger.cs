namespace Supervision.Supervisors.Visits;

/// <summary>Outcome of an entry that was sent.</summary>
public enum EntryOutcome
{
    Taken,

    /// <summary>It had arrived before, with the same content.</summary>
    AlreadyThere,

    /// <summary>A different content had arrived before under its id.</summary>
    Conflicting,
}

/// <summary>Result of a visit's entries. Lists are in order of id.</summary>
/// <param name="Start">The first start by the devices' clocks; null until one has arrived, during which everything else waits.</param>
/// <param name="Reports">In order of the devices' clocks.</param>
/// <param name="Waiting">Ids of entries that cannot take effect yet: before the start, or for a finding that has not arrived.</param>
internal sealed record FieldState(
    FieldEntry? Start, IReadOnlyList<FieldEntry> Findings, IReadOnlyList<FieldEntry> Photos, IReadOnlyList<FieldEntry> Checks,
    IReadOnlyList<FieldEntry> Reports, IReadOnlyList<Guid> Waiting);

/// <summary>
/// The entries of a visit, which are only ever added to. Its state is computed from all of them together, independent of arrival order: entries sent
/// in any order, twice or in parts give the same result.
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
