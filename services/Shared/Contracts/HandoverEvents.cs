namespace Supervision.Contracts;

/// <summary>
/// Passes a matter with its text from one service to the service that continues it. All other events carry facts and no content. Only
/// the continuing service consumes it; nobody is notified from it, and it is never sent to other systems.
/// </summary>
public interface IHandover : IIntegrationEvent;

/// <summary>A finding (监督发现) is continued as a rectification or as a clue (R19), or no longer is.</summary>
/// <param name="Disposition"><c>rectification</c>: Assessment drafts an item of a feedback form; <c>clue</c>: ClueTransfers drafts a clue.</param>
/// <param name="Standing">False once the finding was disposed of otherwise: a draft not yet worked on is dropped.</param>
/// <param name="TopicId">The topic of the visit's team; null if it has none.</param>
/// <param name="Field">Code of the field (领域).</param>
/// <param name="Units">Codes of the units concerned.</param>
/// <param name="Severity"><c>minor</c>, <c>moderate</c> or <c>serious</c>.</param>
/// <param name="Evidence">SHA-256 of the evidence files, lower-case hex; the files stay with the finding.</param>
/// <param name="By">The supervisor who found it.</param>
/// <param name="Version">Increases with every change; a copy never goes back to a lower one.</param>
public sealed record FindingReferred(
    Guid FindingId, string District, string Reference, string Disposition, bool Standing, Guid VisitId, Guid? TopicId, string? Field,
    IReadOnlyList<string> Units, string Severity, string Heading, string Description, IReadOnlyList<string> Evidence, Guid By, long Version, DateTimeOffset At)
    : IHandover
{
    public Guid Aggregate => FindingId;
}

/// <summary>A suggestion of an issued advice report (R9) is passed to Assessment, which may turn it into an item of a feedback form (R34).</summary>
/// <param name="Number">Number of the suggestion in its report, from 1.</param>
/// <param name="Report">Number of the report, e.g. 〔2026〕3号.</param>
/// <param name="Unit">Code or name of the unit it is meant for, as in the report.</param>
/// <param name="Field">Field (领域) of the topic when the report was issued; null in older events that did not contain it.</param>
public sealed record SuggestionHandedOver(
    Guid SuggestionId, string District, Guid TopicId, int Number, string Report, string Unit, string Description, Guid By, DateTimeOffset At,
    string? Field = null) : IHandover
{
    public Guid Aggregate => SuggestionId;
}

/// <summary>The progress of a referred finding at the service that continues it (R19): its status, nothing of the other side's content.</summary>
/// <param name="Disposition">As in <see cref="FindingReferred"/>.</param>
/// <param name="MatterId">The clue, or the feedback form.</param>
/// <param name="Reference">Register reference of the clue, or number of the form once issued.</param>
/// <param name="Status">Status of the clue or of the form's item, in camel case.</param>
/// <param name="Version">Increases with every change; a copy never goes back to a lower one.</param>
public sealed record ReferredFindingChanged(
    Guid FindingId, string District, string Disposition, Guid MatterId, string? Reference, string Status, long Version, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => FindingId;
}
