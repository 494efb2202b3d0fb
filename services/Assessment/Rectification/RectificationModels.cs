using Supervision.Assessment.Forms;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Assessment.Rectification;

public enum ItemOrder
{
    /// <summary>Soonest due first; items no longer due come last.</summary>
    Due,

    /// <summary>The latest issued first.</summary>
    Issued,

    /// <summary>The gravest first.</summary>
    Severity,
}

/// <summary>Filters for the list of items; all given ones apply.</summary>
internal sealed class ItemQuery : TimeQuery
{
    /// <summary>Any of these states, e.g. <c>sentBack</c>.</summary>
    public Choice<ItemStatus>[]? Status { get; init; }

    public Choice<Severity>[]? Severity { get; init; }

    /// <summary>Code of the unit.</summary>
    [PlainText(40)]
    public string? Unit { get; init; }

    /// <summary>Code of the field.</summary>
    [PlainText(40)]
    public string? Field { get; init; }

    public Guid? Topic { get; init; }

    public Guid? Form { get; init; }

    /// <summary>Only items whose answer is owed and overdue.</summary>
    public bool? Overdue { get; init; }

    /// <summary>Only items that relapsed after they were closed.</summary>
    public bool? Relapsed { get; init; }

    /// <summary>Issued at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Issued before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary><c>due</c> unless given.</summary>
    public Choice<ItemOrder>? Sort { get; init; }
}

/// <param name="Relapsed">Whether the problem came back.</param>
/// <param name="Note">What was seen.</param>
public sealed record LookBackRequest(bool Relapsed, [PlainText(4000)] string Note);

public sealed record LookBackView(Guid Id, DateOnly DueOn, LookBackOutcome Outcome, string? Note, string? ByName, DateTimeOffset? MadeAt)
{
    internal static LookBackView For(LookBack l) => new(l.Id, l.DueOn, l.Outcome, l.Note, l.ByName, l.MadeAt);
}

/// <summary>A look-back still to be made.</summary>
public sealed record LookBackRow(
    Guid Id, DateOnly DueOn, Guid ItemId, Guid FormId, string Form, int ItemNumber, string Heading, string UnitName, Severity Severity, int Relapses);

/// <summary>An item in the list across all forms.</summary>
/// <param name="Form">Number of its form.</param>
/// <param name="Due">The first instant that is too late, UTC; null before the unit acknowledged.</param>
/// <param name="Owed">Whether an answer is owed now.</param>
public sealed record ItemRow(
    Guid Id, Guid FormId, string Form, int Number, string Heading, string Unit, string UnitName, Guid? TopicId, string? Field, Severity Severity, ItemStatus Status, int Round,
    int Relapses, bool Owed, DateTimeOffset? Due, bool Overdue, bool Held, DateTimeOffset IssuedAt, DateTimeOffset? ClosedAt)
{
    internal static ItemRow For(ListedItem r, DateTimeOffset now) => new(
        r.Item.Id, r.Item.FormId, r.Form, r.Item.Number, r.Item.Heading, r.Item.Unit, r.UnitName, r.Item.TopicId, r.Item.Field, r.Item.Severity, r.Item.Status, r.Item.Round,
        r.Item.Relapses, r.Item.IsAwaited, r.Due, r.IsOverdue(now), r.Held, r.Item.IssuedAt, r.Item.ClosedAt);
}

/// <summary>An item with data of its form and its clock.</summary>
internal sealed class ListedItem
{
    public required FormItem Item { get; init; }

    public required string Form { get; init; }

    public required string UnitName { get; init; }

    public required DateTimeOffset? Due { get; init; }

    public required bool Held { get; init; }

    /// <summary>Sort key for <see cref="ItemOrder.Due"/>: an instant beyond all others if nothing is due.</summary>
    public required DateTimeOffset DueOrder { get; init; }

    public bool IsOverdue(DateTimeOffset now) => Item.IsAwaited && !Held && Due <= now;
}
