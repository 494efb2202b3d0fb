using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Topics.Plans;

/// <summary>A year's plan, as drafted or edited.</summary>
/// <param name="Target">Topics to be selected in the year; 6 unless given.</param>
/// <param name="Text">At most 20,000 characters.</param>
public sealed record PlanRequest([PlainText(20_000)] string Text, [Range(1, 100)] int Target = YearTarget.Default);

/// <param name="Comment">At most 2,000 characters.</param>
public sealed record PlanApproval([PlainText(2000)] string? Comment = null);

/// <param name="Comment">What should change, at most 2,000 characters.</param>
public sealed record PlanComment([PlainText(2000)] string Comment);

/// <summary>A year's plan.</summary>
/// <param name="ApprovedTarget">The target in force; null until a plan was approved, while 6 applies.</param>
/// <param name="Steps">Its history, oldest first.</param>
public sealed record PlanView(
    Guid Id, int Year, int Target, string Text, PlanStatus Status, int? ApprovedTarget, DateTimeOffset? ApprovedAt, IReadOnlyList<PlanStep> Steps)
{
    internal static PlanView For(AnnualPlan plan) =>
        new(plan.Id, plan.Year, plan.Target, plan.Text, plan.Status, plan.ApprovedTarget, plan.ApprovedAt, plan.Steps);
}

/// <summary>Current state of a year (R1).</summary>
/// <param name="Plan">Status of its plan; null if none is drafted.</param>
/// <param name="Target">The target in force.</param>
/// <param name="Selected">Topics selected, both under way and closed.</param>
/// <param name="ByField">Selected topics by field.</param>
/// <param name="ByClass">Selected topics by class.</param>
/// <param name="ByStatus">All topics of the year by status.</param>
/// <param name="MonthsWithMeeting">Months (1 to 12) in which a joint meeting was held.</param>
/// <param name="MonthsWithout">Past months, not counting the current one, in which none was.</param>
/// <param name="Late">What is late, the latest first; at most 100.</param>
public sealed record PlanPage(
    int Year, PlanStatus? Plan, int Target, int Selected,
    IReadOnlyDictionary<string, int> ByField, IReadOnlyDictionary<string, int> ByClass, IReadOnlyDictionary<string, int> ByStatus,
    IReadOnlyList<int> MonthsWithMeeting, IReadOnlyList<int> MonthsWithout, IReadOnlyList<LateMatter> Late);

/// <summary>Something that is late.</summary>
/// <param name="Kind"><c>dutyItem</c>, <c>jointMeeting</c>, ...</param>
/// <param name="Title">The record's own title.</param>
public sealed record LateMatter(string Kind, Guid? Id, Guid? TopicId, string Title, DateTimeOffset Due);
