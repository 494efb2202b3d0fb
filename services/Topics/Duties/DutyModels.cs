using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Topics.Duties;

/// <param name="Title">At most 200 characters.</param>
/// <param name="Owner">Somebody of either body who works on topics.</param>
/// <param name="DueOn">Last day to do it, in the district's zone.</param>
public sealed record DutyRequest([PlainText(200)] string Title, Guid Owner, DateOnly DueOn, [PlainText(10_000)] string? Detail = null);

/// <param name="Percent">How far it is, 0 to 100.</param>
public sealed record DutyProgressRequest([PlainText(4000)] string Text, [Range(0, 100)] int Percent);

/// <param name="Result">The result, at most 10,000 characters.</param>
public sealed record DutyResultRequest([PlainText(10_000)] string Result);

/// <param name="Due">The first instant that is too late, UTC.</param>
/// <param name="Reason">Why it was waived or reopened.</param>
public sealed record DutyView(
    Guid Id,
    Guid TopicId,
    int Number,
    string Title,
    string? Detail,
    Guid Owner,
    string OwnerName,
    string OwnerBody,
    DateOnly DueOn,
    DateTimeOffset Due,
    DutyStatus Status,
    bool Overdue,
    IReadOnlyList<DutyProgress> Progress,
    string? Result,
    string? Reason,
    DateTimeOffset? FinishedAt)
{
    internal static DutyView For(DutyItem d, DateTimeOffset now) => new(
        d.Id, d.TopicId, d.Number, d.Title, d.Detail, d.Owner, d.OwnerName, d.OwnerBody, d.DueOn, d.Due, d.Status, d.IsOverdue(now), d.Progress,
        d.Result, d.Reason, d.FinishedAt);
}

/// <summary>An item in the list across all topics.</summary>
/// <param name="Percent">As last reported.</param>
public sealed record DutyRow(
    Guid Id, Guid TopicId, string TopicReference, string TopicTitle, int Number, string Title, string OwnerName, string OwnerBody, DateOnly DueOn,
    DutyStatus Status, bool Overdue, int Percent);
