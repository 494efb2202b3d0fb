using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Assessment.Forms;

/// <summary>How grave a problem is; graver ones are looked back at sooner.</summary>
public enum Severity
{
    Minor,
    Moderate,
    Serious,
}

/// <summary>A problem the unit has to put right.</summary>
/// <param name="Heading">The item in one line.</param>
/// <param name="Problem">What was found or advised.</param>
/// <param name="Requirement">What the unit is required to do.</param>
/// <param name="SourceId">The finding or the suggestion it comes from; null for one written by hand.</param>
public sealed record ItemContent(
    [property: PlainText(200)] string Heading,
    [property: PlainText(4000)] string Problem,
    [property: PlainText(4000)] string Requirement,
    Severity Severity,
    Guid? SourceId = null);

/// <summary>Content of a feedback form; both bodies agree on it by its hash.</summary>
/// <param name="Unit">Code of the unit it goes to, e.g. <c>330305-U01</c>.</param>
/// <param name="UnitName">The unit as the form addresses it.</param>
/// <param name="Items">What has to be put right, 1 to 50 items.</param>
/// <param name="TopicId">The topic it belongs to; null for one outside topics.</param>
/// <param name="Field">Code of the field (领域).</param>
public sealed record FormContent(
    [property: PlainText(200)] string Title,
    [property: RegularExpression(FormContent.UnitPattern)] string Unit,
    [property: PlainText(200)] string UnitName,
    [property: MinLength(1), MaxLength(FormContent.MostItems)] IReadOnlyList<ItemContent> Items,
    Guid? TopicId = null,
    [property: RegularExpression(FormContent.FieldPattern)] string? Field = null)
{
    public const int MostItems = 50;
    public const string UnitPattern = "^[0-9]{6}-[A-Za-z0-9]{1,20}$";
    public const string FieldPattern = "^[a-z][A-Za-z0-9]{1,39}$";

    internal static readonly FormContent Empty = new("", "", "", []);
}

/// <summary>A version of a form as written; never changed.</summary>
public sealed class FormVersion
{
    public required Guid FormId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required string District { get; init; }

    public required FormContent Content { get; init; }

    /// <summary>SHA-256, lower-case hex.</summary>
    public required string ContentHash { get; init; }

    public required Guid By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }
}
