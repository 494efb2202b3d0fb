using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Findings;

namespace Supervision.Supervisors.Visits;

/// <summary>Plan of a visit.</summary>
/// <param name="PartyId">The team or squad that makes it.</param>
/// <param name="Units">Codes of the supervised units, all within the mandate.</param>
/// <param name="Matter">Code of the field or matter; null if none.</param>
/// <param name="From">First day it may start, in the district's zone.</param>
/// <param name="Participants">Participants, all from the team or squad.</param>
/// <param name="EarlierFindings">Findings a look-back visit checks; if none are given, those of the units that were to be rectified.</param>
public sealed record VisitRequest(
    Guid PartyId,
    [PlainText(200)] string Heading,
    VisitMode Mode,
    VisitPurpose Purpose,
    VisitCoverage Coverage,
    [MinLength(1), MaxLength(50)] IReadOnlyList<VisitSite> Sites,
    [MinLength(1), MaxLength(50), PlainText(40)] IReadOnlyList<string> Units,
    DateOnly From,
    DateOnly Until,
    [MinLength(1), MaxLength(50)] IReadOnlyList<Guid> Participants,
    [PlainText(4000)] string? Detail = null,
    [RegularExpression("^[a-z][A-Za-z0-9]{1,39}$")] string? Matter = null,
    [MaxLength(200)] IReadOnlyList<Guid>? EarlierFindings = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Until < From) yield return new ValidationResult("The last day must not be before the first.", [nameof(Until)]);
    }

    internal VisitPlan Plan(IReadOnlyList<Guid> earlier) =>
        new(Heading, Detail, Mode, Purpose, Coverage, Sites, Units, Matter, From, Until, Participants, earlier);
}

/// <param name="Place">Position reported by the device.</param>
public sealed record StartRequest(MapPoint? Place = null);

/// <param name="Narrative">The report of the visit, at most 20,000 characters.</param>
public sealed record ReportRequest([PlainText(20_000)] string Narrative);

/// <summary>An entry as a device sends it; with exactly one part.</summary>
/// <param name="Id">UUIDv7 made by the device; the same whenever the entry is sent again.</param>
/// <param name="RecordedAt">By the device's clock.</param>
public sealed record EntryRequest(
    Guid Id, DateTimeOffset RecordedAt, StartContent? Start = null, FindingContent? Finding = null, PhotoContent? Photo = null,
    CheckContent? Check = null, ReportContent? Report = null)
{
    internal EntryContent Content => new(Start, Finding, Photo, Check, Report);
}

/// <summary>Entries of a visit, in any order; repeats of earlier ones are allowed.</summary>
/// <param name="DeviceTime">The device's clock at the time of sending.</param>
public sealed record SyncRequest(DateTimeOffset DeviceTime, [MinLength(1), MaxLength(500)] IReadOnlyList<EntryRequest> Entries);

/// <param name="Outcome"><c>taken</c> or <c>alreadyThere</c>.</param>
public sealed record EntryReceipt(Guid Id, EntryOutcome Outcome);

/// <summary>Outcome of the sent entries, and what is still missing.</summary>
/// <param name="Waiting">Entries that take effect once the start, or the finding they show, has arrived.</param>
/// <param name="MissingFiles">SHA-256 of files that entries name and whose bytes have not arrived.</param>
/// <param name="ClockDifference">Seconds by which the server's clock is ahead of the device's.</param>
public sealed record SyncResult(
    VisitStatus Status, string? Reference, IReadOnlyList<EntryReceipt> Entries, IReadOnlyList<Guid> Waiting, IReadOnlyList<string> MissingFiles,
    int ClockDifference);

/// <summary>A file from a visit.</summary>
/// <param name="Size">In bytes.</param>
public sealed record FieldFileView(string Sha256, string Name, string MediaType, long Size, DateTimeOffset ReceivedAt)
{
    internal static FieldFileView For(FieldFile file) => new(file.Sha256, file.Name, file.MediaType, file.Size, file.ReceivedAt);
}

/// <summary>A visit in a list.</summary>
/// <param name="Reference">Null while the plan is sealed.</param>
/// <param name="Sealed">Whether only those who may know of it can see it.</param>
/// <param name="StartedAt">By the device's clock.</param>
public sealed record VisitRow(
    Guid Id, string? Reference, string Heading, VisitMode Mode, VisitPurpose Purpose, VisitCoverage Coverage, VisitStatus Status, bool Sealed,
    IReadOnlyList<string> Units, DateOnly From, DateOnly Until, Guid PartyId, Guid? TopicId, DateTimeOffset PlannedAt, DateTimeOffset? StartedAt)
{
    internal static VisitRow For(Visit visit) => new(
        visit.Id, visit.Reference, visit.Heading, visit.Mode, visit.Purpose, visit.Coverage, visit.Status, visit.Sealed, visit.Units, visit.From,
        visit.Until, visit.PartyId, visit.TopicId, visit.PlannedAt, visit.StartedAt);
}

/// <summary>A start or report as it came from the field.</summary>
/// <param name="RecordedAt">By the device's clock.</param>
/// <param name="ReceivedAt">By the server's clock.</param>
/// <param name="ClockDifference">Seconds by which the server's clock was ahead of the device's at that time.</param>
public sealed record EntryView(
    Guid Id, EntryKind Kind, Guid By, string ByName, DateTimeOffset RecordedAt, DateTimeOffset ReceivedAt, int ClockDifference, MapPoint? Place, string? Narrative)
{
    internal static EntryView For(FieldEntry entry) => new(
        entry.Id, entry.Kind, entry.By, entry.ByName, entry.RecordedAt, entry.ReceivedAt, entry.ClockDifference, entry.Content.Start?.Place, entry.Content.Report?.Narrative);
}

/// <summary>A visit in full.</summary>
/// <param name="TiedParticipants">Participants who had a tie to a unit when it started.</param>
/// <param name="Entries">Starts and reports, in the order of the devices' clocks.</param>
/// <param name="Photos">Photos of the visit as a whole; a finding's photos are with the finding.</param>
/// <param name="EarlierFindings">Findings a look-back visit checks.</param>
/// <param name="Waiting">Entries that arrived and cannot take effect yet.</param>
/// <param name="MissingFiles">SHA-256 of files that entries name and whose bytes have not arrived.</param>
public sealed record VisitView(
    VisitRow Visit, string? Detail, string? Matter, IReadOnlyList<VisitSite> Sites, IReadOnlyList<Guid> Participants, Guid PlannedBy, Guid? StartedBy,
    int? StartClockDifference, DateTimeOffset? ReportedAt, DateTimeOffset? ClosedAt, string? Reason, IReadOnlyList<Guid> EarlierFindings, IReadOnlyList<Guid> TiedParticipants,
    IReadOnlyList<EntryView> Entries, IReadOnlyList<PhotoView> Photos, IReadOnlyList<CheckView> Checks, IReadOnlyList<Guid> Waiting,
    IReadOnlyList<string> MissingFiles);
