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

/// <summary>Disposition of a finding (R19).</summary>
public enum FindingDisposition
{
    Noted,

    /// <summary>A feedback form in the assessment (整改).</summary>
    Rectification,

    /// <summary>A draft clue in the clue transfers (问题线索).</summary>
    Clue,
}

/// <summary>A decision on a finding's disposition; never changed.</summary>
public sealed record DispositionRecord(FindingDisposition Disposition, string? Reason, Guid By, string ByName, DateTimeOffset At);

/// <summary>
/// A finding (监督发现, R19): as written in the field, which never changes, and its disposition. If another service takes it over, its outcome there is
/// kept here.
/// </summary>
public sealed class Finding : IVersioned
{
    /// <summary>Id of the field entry it came from.</summary>
    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public Guid VisitId { get; private set; }

    /// <summary>The visit's reference and the end of the id, so it does not depend on the order in which entries arrive.</summary>
    public string Reference { get; private set; } = "";

    public Guid? TopicId { get; private set; }

    public string Heading { get; private set; } = "";

    public string Description { get; private set; } = "";

    public FindingSeverity Severity { get; private set; }

    public string[] Units { get; private set; } = [];

    public string? Field { get; private set; }

    public Guid FoundBy { get; private set; }

    public string FoundByName { get; private set; } = "";

    /// <summary>By the device's clock.</summary>
    public DateTimeOffset FoundAt { get; private set; }

    /// <summary>Null until it is decided.</summary>
    public FindingDisposition? Disposition { get; private set; }

    public IReadOnlyList<DispositionRecord> Dispositions { get; private set; } = [];

    /// <summary>The clue or form made from it, at the service that took it over.</summary>
    public Guid? MatterId { get; private set; }

    /// <summary>Its register reference or number there.</summary>
    public string? MatterReference { get; private set; }

    /// <summary>Its status there, in camel case.</summary>
    public string? MatterStatus { get; private set; }

    public DateTimeOffset? MatterAt { get; private set; }

    /// <summary>Version of the outcome shown.</summary>
    public long MatterVersion { get; private set; }

    /// <summary>Version of its published state.</summary>
    public long TellVersion { get; private set; }

    /// <summary>Who reads it besides those who run supervision together: the readers of its visit.</summary>
    public Guid[] Readers { get; private set; } = [];

    /// <summary>Text that searches look in, in lower case.</summary>
    public string SearchText { get; private set; } = "";

    public uint Version { get; private set; }

    /// <summary>Whether another service took it over.</summary>
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

    /// <summary>Decides its disposition, or changes the decision.</summary>
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

    /// <summary>The event to the service that took it over, about evidence that arrived later.</summary>
    /// <returns>Null if none took it over.</returns>
    internal FindingReferred? TellEvidence(IReadOnlyList<string> evidence, DateTimeOffset now) => IsReferred ? Tell(standing: true, evidence, now) : null;

    /// <summary>Keeps its outcome; an event that is late, or about a disposition no longer current, changes nothing.</summary>
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
