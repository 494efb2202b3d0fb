namespace Supervision.Assessment.Forms;

/// <summary>An item of an issued form (整改反馈清单, R38): a problem the unit puts right.</summary>
public sealed class FormItem
{
    public Guid Id { get; private set; }

    public Guid FormId { get; private set; }

    public string District { get; private set; } = "";

    /// <summary>Code of the unit.</summary>
    public string Unit { get; private set; } = "";

    public Guid? TopicId { get; private set; }

    public string? Field { get; private set; }

    /// <summary>Number in its form, from 1.</summary>
    public int Number { get; private set; }

    public string Heading { get; private set; } = "";

    public string Problem { get; private set; } = "";

    public string Requirement { get; private set; } = "";

    public Severity Severity { get; private set; }

    /// <summary>The finding or suggestion it comes from.</summary>
    public Guid? SourceId { get; private set; }

    public ItemStatus Status { get; private set; }

    /// <summary>How many answers were sent.</summary>
    public int Round { get; private set; }

    /// <summary>The clock that is running or ran last: the form's for the first answer, the item's own afterwards.</summary>
    public Guid DeadlineId { get; private set; }

    /// <summary>How often it relapsed after it was closed.</summary>
    public int Relapses { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Whether the unit owes an answer.</summary>
    public bool IsAwaited => Status is ItemStatus.Open or ItemStatus.SentBack or ItemStatus.Relapsed;

    FormItem()
    {
    }

    internal static FormItem Of(FeedbackForm form, int number, ItemContent content, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        FormId = form.Id,
        District = form.District,
        Unit = form.Unit,
        TopicId = form.TopicId,
        Field = form.Field,
        Number = number,
        Heading = content.Heading,
        Problem = content.Problem,
        Requirement = content.Requirement,
        Severity = content.Severity,
        SourceId = content.SourceId,
        Status = ItemStatus.Open,
        DeadlineId = form.Id,
        IssuedAt = now,
    };

    internal void Reply() => (Status, Round) = (ItemStatus.Replied, Round + 1);

    internal void SendBack() => (Status, DeadlineId) = (ItemStatus.SentBack, Id);

    internal void Close(DateTimeOffset now) => (Status, ClosedAt) = (ItemStatus.Closed, now);

    internal void Relapse() => (Status, DeadlineId, ClosedAt, Relapses) = (ItemStatus.Relapsed, Id, null, Relapses + 1);
}
