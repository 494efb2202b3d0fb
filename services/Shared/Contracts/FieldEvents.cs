namespace Supervision.Contracts;

/// <summary>An event about supervision in the field (R18–R20): who, when and on what, nothing of its content.</summary>
public interface IFieldEvent : IIntegrationEvent
{
    /// <summary>Register reference of the matter.</summary>
    string Reference { get; }

    /// <summary>The user who did it.</summary>
    Guid By { get; }

    /// <summary>UTC instant at which it happened.</summary>
    DateTimeOffset At { get; }
}

/// <summary>An open visit (明查) was planned (R18). An unannounced visit is published only once it has started.</summary>
/// <param name="Participants">Users who take part.</param>
public sealed record VisitPlanned(
    Guid VisitId, string District, string Reference, Guid? TopicId, IReadOnlyList<Guid> Participants, Guid By, DateTimeOffset At) : IFieldEvent
{
    public Guid Aggregate => VisitId;
}

/// <summary>A planned open visit was cancelled (R18).</summary>
/// <inheritdoc cref="VisitPlanned"/>
public sealed record VisitCancelled(
    Guid VisitId, string District, string Reference, IReadOnlyList<Guid> Participants, Guid By, DateTimeOffset At) : IFieldEvent
{
    public Guid Aggregate => VisitId;
}

/// <summary>A visit, open or unannounced, has started (R18).</summary>
/// <inheritdoc cref="VisitPlanned"/>
public sealed record VisitStarted(
    Guid VisitId, string District, string Reference, Guid? TopicId, IReadOnlyList<Guid> Participants, Guid By, DateTimeOffset At) : IFieldEvent
{
    public Guid Aggregate => VisitId;
}

/// <summary>The first report of a visit came in (R18).</summary>
public sealed record VisitReported(Guid VisitId, string District, string Reference, Guid By, DateTimeOffset At) : IFieldEvent
{
    public Guid Aggregate => VisitId;
}

/// <summary>All findings of a visit have been disposed of (R18).</summary>
/// <inheritdoc cref="VisitPlanned"/>
public sealed record VisitClosed(Guid VisitId, string District, string Reference, IReadOnlyList<Guid> Participants, Guid By, DateTimeOffset At) : IFieldEvent
{
    public Guid Aggregate => VisitId;
}

/// <summary>Something was found on a visit (R19).</summary>
/// <param name="Field">Code of the field (领域); null if it belongs to none.</param>
/// <param name="Units">Codes of the units concerned.</param>
/// <param name="Severity"><c>minor</c>, <c>moderate</c> or <c>serious</c>.</param>
[ForOthers]
public sealed record FindingRecorded(
    Guid FindingId, string District, string Reference, Guid VisitId, Guid? TopicId, string? Field, IReadOnlyList<string> Units, string Severity,
    Guid By, DateTimeOffset At) : IFieldEvent
{
    public Guid Aggregate => FindingId;
}

/// <summary>The disposition of a finding was decided or changed (R19).</summary>
/// <param name="Disposition"><c>noted</c>, <c>rectification</c> or <c>clue</c>.</param>
/// <param name="FoundBy">The supervisor who found it.</param>
/// <param name="Version">Increases with every change; a copy never goes back to a lower one.</param>
public sealed record FindingDisposed(
    Guid FindingId, string District, string Reference, string Disposition, Guid FoundBy, long Version, Guid By, DateTimeOffset At) : IFieldEvent
{
    public Guid Aggregate => FindingId;
}
