using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Visits;
using static Supervision.Supervisors.Field.FieldRules;

namespace Supervision.Supervisors.Findings;

public enum FindingSeverity
{
    Minor,
    Moderate,
    Serious,
}

/// <summary>What becomes of a finding (R19).</summary>
public enum FindingDisposition
{
    Noted,

    /// <summary>A feedback form in the assessment (整改).</summary>
    Rectification,

    /// <summary>A draft clue in the clue transfers (问题线索).</summary>
    Clue,
}

/// <summary>A decision on what becomes of a finding, oldest first; never changed.</summary>
public sealed record DispositionRecord(FindingDisposition Disposition, string? Reason, Guid By, string ByName, DateTimeOffset At);

/// <summary>
/// A finding (监督发现, R19): as it was written in the field, which never changes, and what becomes of it. Where another service goes on with
/// it, its fate there is kept here.
/// </summary>
public sealed class Finding : IVersioned
{
    /// <summary>Id of the entry that it came as.</summary>
    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public Guid VisitId { get; private set; }

    /// <summary>That of the visit and the end of the id: the same in whatever order entries come in.</summary>
    public string Reference { get; private set; } = "";

    public Guid? TopicId { get; private set; }

    public string Heading { get; private set; } = "";

    public string Description { get; private set; } = "";

    public FindingSeverity Severity { get; private set; }

    public string[] Units { get; private set; } = [];

    public string? Field { get; private set; }

    public Guid FoundBy { get; private set; }

    public string FoundByName { get; private set; } = "";

    /// <summary>By the clock of the device.</summary>
    public DateTimeOffset FoundAt { get; private set; }

    /// <summary>Null until it is decided.</summary>
    public FindingDisposition? Disposition { get; private set; }

    public IReadOnlyList<DispositionRecord> Dispositions { get; private set; } = [];

    /// <summary>The clue or form that came of it, at the service that went on with it.</summary>
    public Guid? MatterId { get; private set; }

    /// <summary>Its register reference or number there.</summary>
    public string? MatterReference { get; private set; }

    /// <summary>How it stands there, in camel case.</summary>
    public string? MatterStatus { get; private set; }

    public DateTimeOffset? MatterAt { get; private set; }

    /// <summary>Version of the fate that is shown.</summary>
    public long MatterVersion { get; private set; }

    /// <summary>Version of what others are told of it.</summary>
    public long TellVersion { get; private set; }

    /// <summary>Who reads it besides those who run supervision together: the readers of its visit.</summary>
    public Guid[] Readers { get; private set; } = [];

    /// <summary>What a search looks into, in lower case.</summary>
    public string SearchText { get; private set; } = "";

    public uint Version { get; private set; }

    /// <summary>Whether another service goes on with it.</summary>
    public bool IsReferred => Disposition is FindingDisposition.Rectification or FindingDisposition.Clue;

    Finding()
    {
    }

    internal static (Finding Finding, FindingRecorded Fact) Of(FieldEntry entry, Visit visit)
    {
        var content = entry.Content.Finding!;
        var finding = new Finding
        {
            Id = entry.Id,
            District = visit.District,
            VisitId = visit.Id,
            Reference = $"{visit.Reference}/{entry.Id.ToString()[^8..].ToUpperInvariant()}",
            TopicId = visit.TopicId,
            Heading = content.Heading,
            Description = content.Description,
            Severity = content.Severity,
            Units = [.. content.Units.Distinct()],
            Field = content.Field,
            FoundBy = entry.By,
            FoundByName = entry.ByName,
            FoundAt = entry.RecordedAt,
            Readers = visit.Readers,
        };
        finding.SearchText = string.Join('\n', [finding.Reference, finding.Heading, finding.FoundByName, .. finding.Units]).ToLowerInvariant();
        return (finding, new(
            finding.Id, finding.District, finding.Reference, finding.VisitId, finding.TopicId, finding.Field, finding.Units, Code(finding.Severity),
            finding.FoundBy, entry.ReceivedAt));
    }

    /// <summary>Decides, or decides otherwise, what becomes of it.</summary>
    /// <param name="evidence">SHA-256 of the photos that show it.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">finding.unchanged</exception>
    internal IReadOnlyList<IIntegrationEvent> Dispose(
        FindingDisposition disposition, string? reason, IReadOnlyList<string> evidence, Caller by, DateTimeOffset now)
    {
        Require(Disposition != disposition, FindingUnchanged);
        List<IIntegrationEvent> facts = [];
        if (IsReferred) facts.Add(Tell(standing: false, evidence, now));
        Disposition = disposition;
        Dispositions = [.. Dispositions, new(disposition, reason, by.UserId, by.Name, now)];
        (MatterId, MatterReference, MatterStatus, MatterAt, MatterVersion) = (null, null, null, null, 0);
        if (IsReferred) facts.Add(Tell(standing: true, evidence, now));
        TellVersion++;
        facts.Add(new FindingDisposed(Id, District, Reference, Code(disposition), FoundBy, TellVersion, by.UserId, now));
        return facts;
    }

    /// <summary>Tells the service that goes on with it of evidence that came in after.</summary>
    /// <returns>Null where none goes on with it.</returns>
    internal FindingReferred? TellEvidence(IReadOnlyList<string> evidence, DateTimeOffset now) => IsReferred ? Tell(standing: true, evidence, now) : null;

    /// <summary>Keeps what became of it; an event that comes late, or of a disposition that no longer holds, changes nothing.</summary>
    internal void Follow(ReferredFindingChanged fate)
    {
        if (Disposition is not { } disposition || Code(disposition) != fate.Disposition || fate.Version <= MatterVersion) return;
        (MatterId, MatterReference, MatterStatus, MatterAt) = (fate.MatterId, fate.Reference, fate.Status, fate.At);
        MatterVersion = fate.Version;
    }

    FindingReferred Tell(bool standing, IReadOnlyList<string> evidence, DateTimeOffset now) => new(
        Id, District, Reference, Code(Disposition!.Value), standing, VisitId, TopicId, Field, Units, Code(Severity), Heading, Description, evidence,
        FoundBy, ++TellVersion, now);

    internal static string Code<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return $"{char.ToLowerInvariant(name[0])}{name[1..]}";
    }
}
