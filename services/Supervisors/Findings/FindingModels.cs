using Supervision.Contracts;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Visits;

namespace Supervision.Supervisors.Findings;

/// <param name="Reason">Why, at most 2,000 characters.</param>
public sealed record DisposeRequest(FindingDisposition Disposition, [PlainText(2000)] string? Reason = null);

/// <summary>Outcome of a finding at the service that took it over.</summary>
/// <param name="MatterId">The clue, or the feedback form.</param>
/// <param name="Status">Of the clue or of the form's item, in camel case.</param>
public sealed record FateView(Guid MatterId, string? Reference, string Status, DateTimeOffset At)
{
    /// <summary>A clue's approval within the conference is visible only to the conference; the commission sees it from its transfer on.</summary>
    static readonly string[] Conferences = ["draft", "collated", "inApproval", "approved", "returned", "rejected", "withdrawn", "merged"];

    internal static FateView? For(Finding finding, Caller caller)
    {
        if (finding is not { MatterId: { } matter, MatterStatus: { } status, MatterAt: { } at }) return null;
        var kept = finding.Disposition is FindingDisposition.Clue && caller.Body != Bodies.Cppcc && Conferences.Contains(status);
        return kept ? null : new(matter, finding.MatterReference, status, at);
    }
}

/// <summary>A photo or file that is evidence.</summary>
/// <param name="CapturedAt">By the device's clock.</param>
/// <param name="ClockDifference">Seconds by which the server's clock was ahead of the device's when the entry arrived.</param>
/// <param name="Received">Whether its bytes have arrived.</param>
public sealed record PhotoView(
    Guid Id, Guid? FindingId, string Sha256, DateTimeOffset CapturedAt, MapPoint? Place, string? Note, Guid By, string ByName, int ClockDifference, bool Received)
{
    internal static PhotoView For(FieldEntry entry, HashSet<string> received)
    {
        var photo = entry.Content.Photo!;
        return new(entry.Id, photo.FindingId, photo.Sha256, photo.CapturedAt, photo.Place, photo.Note, entry.By, entry.ByName, entry.ClockDifference, received.Contains(photo.Sha256));
    }
}

/// <summary>Result of a look-back visit for a finding.</summary>
public sealed record CheckView(Guid VisitId, Guid FindingId, CheckResult Result, string? Note, Guid By, string ByName, DateTimeOffset RecordedAt, int ClockDifference)
{
    internal static CheckView For(FieldEntry entry) => new(
        entry.VisitId, entry.Content.Check!.FindingId, entry.Content.Check.Result, entry.Content.Check.Note, entry.By, entry.ByName, entry.RecordedAt, entry.ClockDifference);
}

/// <summary>A finding in a list.</summary>
/// <param name="FoundAt">By the device's clock.</param>
public sealed record FindingRow(
    Guid Id, string Reference, Guid VisitId, string Heading, FindingSeverity Severity, IReadOnlyList<string> Units, string? Field, Guid FoundBy,
    string FoundByName, DateTimeOffset FoundAt, FindingDisposition? Disposition, FateView? Fate)
{
    internal static FindingRow For(Finding finding, Caller caller) => new(
        finding.Id, finding.Reference, finding.VisitId, finding.Heading, finding.Severity, finding.Units, finding.Field, finding.FoundBy,
        finding.FoundByName, finding.FoundAt, finding.Disposition, FateView.For(finding, caller));
}

/// <summary>A finding in full.</summary>
/// <param name="ReceivedAt">By the server's clock.</param>
/// <param name="ClockDifference">Seconds by which the server's clock was ahead of the device's when it arrived.</param>
/// <param name="Place">Where it was found, as reported by the device.</param>
/// <param name="Dispositions">Every decision, oldest first.</param>
/// <param name="Checks">Results of look-back visits, oldest first.</param>
public sealed record FindingView(
    FindingRow Finding, string Description, DateTimeOffset ReceivedAt, int ClockDifference, MapPoint? Place,
    IReadOnlyList<DispositionRecord> Dispositions, IReadOnlyList<PhotoView> Photos, IReadOnlyList<CheckView> Checks);
