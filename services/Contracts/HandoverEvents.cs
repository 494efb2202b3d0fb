namespace Supervision.Contracts;

/// <summary>
/// Hands a matter, with its own words, from one service to the one that goes on with it. Every other event tells facts and no content. Only
/// the service that goes on with the matter consumes it; nobody is notified from it, and it is never told to other systems.
/// </summary>
public interface IHandover : IIntegrationEvent;

/// <summary>A finding (监督发现) goes on as a rectification or as a clue (R19), or does so no longer.</summary>
/// <param name="Disposition"><c>rectification</c>: Assessment drafts an item of a feedback form; <c>clue</c>: ClueTransfers drafts a clue.</param>
/// <param name="Standing">False once the finding was disposed of otherwise: what was not yet begun with is dropped.</param>
/// <param name="TopicId">The topic of the visit's team; null where it has none.</param>
/// <param name="Field">Code of the field (领域).</param>
/// <param name="Units">Codes of the units concerned.</param>
/// <param name="Severity"><c>minor</c>, <c>moderate</c> or <c>serious</c>.</param>
/// <param name="Evidence">SHA-256 of the evidence files, lower-case hex; the files stay with the finding.</param>
/// <param name="By">The supervisor who found it.</param>
/// <param name="Version">Grows with every change; a copy never goes back to a lower one.</param>
public sealed record FindingReferred(
    Guid FindingId, string District, string Reference, string Disposition, bool Standing, Guid VisitId, Guid? TopicId, string? Field,
    IReadOnlyList<string> Units, string Severity, string Heading, string Description, IReadOnlyList<string> Evidence, Guid By, long Version, DateTimeOffset At)
    : IHandover
{
    public Guid Aggregate => FindingId;
}

/// <summary>A suggestion of an issued advice report (R9) goes to Assessment, which may make an item of a feedback form of it (R34).</summary>
/// <param name="Number">Number of the suggestion in its report, from 1.</param>
/// <param name="Report">Number of the report, e.g. 〔2026〕3号.</param>
/// <param name="Unit">Code or name of the unit it is meant for, as the report has it.</param>
/// <param name="Field">Field (领域) of the topic when the report was issued; null in events of before it was told.</param>
public sealed record SuggestionHandedOver(
    Guid SuggestionId, string District, Guid TopicId, int Number, string Report, string Unit, string Description, Guid By, DateTimeOffset At,
    string? Field = null) : IHandover
{
    public Guid Aggregate => SuggestionId;
}

/// <summary>What became of a referred finding at the service that went on with it (R19): its fate, nothing of the other side's content.</summary>
/// <param name="Disposition">As in <see cref="FindingReferred"/>.</param>
/// <param name="MatterId">The clue, or the feedback form.</param>
/// <param name="Reference">Register reference of the clue, or number of the form once issued.</param>
/// <param name="Status">Status of the clue or of the form's item, in camel case.</param>
/// <param name="Version">Grows with every change; a copy never goes back to a lower one.</param>
public sealed record ReferredFindingChanged(
    Guid FindingId, string District, string Disposition, Guid MatterId, string? Reference, string Status, long Version, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => FindingId;
}
