using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.ServiceDefaults.Requests;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Findings;

namespace Supervision.Supervisors.Visits;

/// <summary>Kind of an entry from the field. The names are stored.</summary>
public enum EntryKind
{
    Start,
    Finding,
    Photo,
    Check,
    Report,
}

/// <summary>The visit begins.</summary>
/// <param name="Place">Position reported by the device.</param>
public sealed record StartContent(MapPoint? Place = null);

/// <summary>Something was found (R19).</summary>
/// <param name="Units">Codes of the units concerned, within the mandate.</param>
/// <param name="Field">Code of the field (领域).</param>
public sealed record FindingContent(
    [property: PlainText(200)] string Heading, [property: PlainText(10_000)] string Description, FindingSeverity Severity,
    [property: MinLength(1), MaxLength(20), PlainText(40)] IReadOnlyList<string> Units,
    [property: RegularExpression("^[a-z][A-Za-z0-9]{1,39}$")] string? Field = null, MapPoint? Place = null);

/// <summary>A photo or another file that is evidence; its bytes are sent separately, before or after.</summary>
/// <param name="FindingId">The finding it shows; null for one of the visit as a whole.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hex.</param>
/// <param name="CapturedAt">By the device's clock.</param>
/// <param name="Place">Where it was taken.</param>
public sealed record PhotoContent(
    Guid? FindingId, [property: RegularExpression("^[0-9a-f]{64}$")] string Sha256, DateTimeOffset CapturedAt, MapPoint? Place = null,
    [property: PlainText(500)] string? Note = null);

/// <summary>State of an earlier finding (回头看).</summary>
public enum CheckResult
{
    Rectified,
    PartlyRectified,
    NotRectified,
    Relapsed,
}

/// <summary>An earlier finding was looked at again.</summary>
public sealed record CheckContent(Guid FindingId, CheckResult Result, [property: PlainText(2000)] string? Note = null);

/// <summary>The report of the visit.</summary>
public sealed record ReportContent([property: PlainText(20_000)] string Narrative);

/// <summary>Content of an entry: exactly one of these.</summary>
public sealed record EntryContent(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StartContent? Start = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FindingContent? Finding = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PhotoContent? Photo = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CheckContent? Check = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReportContent? Report = null)
{
    /// <summary>Null unless exactly one part is given.</summary>
    [JsonIgnore]
    public EntryKind? Kind
    {
        get
        {
            (bool Given, EntryKind Kind)[] parts =
            [
                (Start is not null, EntryKind.Start), (Finding is not null, EntryKind.Finding), (Photo is not null, EntryKind.Photo),
                (Check is not null, EntryKind.Check), (Report is not null, EntryKind.Report),
            ];
            return parts.Count(part => part.Given) == 1 ? parts.Single(part => part.Given).Kind : null;
        }
    }
}

/// <summary>
/// Something written down in the field, on a device that may have been offline. The device makes its id; it is taken once however often it is sent,
/// never changed, and kept as it came.
/// </summary>
public sealed class FieldEntry
{
    public required Guid VisitId { get; init; }

    /// <summary>UUIDv7 made by the device; for a finding also the finding's id.</summary>
    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required EntryKind Kind { get; init; }

    public required Guid By { get; init; }

    public required string ByName { get; init; }

    /// <summary>By the device's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>By the server's clock, when it first arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Seconds by which the server's clock was ahead of the device's at that time; shown, but not corrected for.</summary>
    public required int ClockDifference { get; init; }

    public required EntryContent Content { get; init; }

    /// <summary>SHA-256 over author, time and content, lower-case hex: the same entry sent again has the same.</summary>
    public required string Hash { get; init; }

    /// <summary>The finding a photo shows, or a check looks at.</summary>
    public Guid? FindingId { get; init; }

    /// <summary>SHA-256 of a photo's bytes.</summary>
    public string? Sha256 { get; init; }

    internal static string HashOf(Guid by, DateTimeOffset recordedAt, EntryContent content) => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(new { By = by, RecordedAt = recordedAt.ToUniversalTime(), Content = content }, JsonDefaults.Options)));
}
