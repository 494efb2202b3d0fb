using System.Globalization;
using Supervision.Contracts;

namespace Supervision.Notifications.Rules.Topics;

internal sealed class AnnualPlanReportedRule : IRule<AnnualPlanReported>
{
    public IEnumerable<Notice> Tell(AnnualPlanReported e) =>
        [PlanNotice.Of(e.PlanId, e.Year, "plan.reported", new Audience(Bodies.Party) { Roles = [Others.Reviewer] }, e.By, e.At)];
}

internal sealed class AnnualPlanApprovedRule : IRule<AnnualPlanApproved>
{
    public IEnumerable<Notice> Tell(AnnualPlanApproved e) => [PlanNotice.Of(e.PlanId, e.Year, "plan.approved", PlanNotice.Office, e.By, e.At)];
}

internal sealed class AnnualPlanReturnedRule : IRule<AnnualPlanReturned>
{
    public IEnumerable<Notice> Tell(AnnualPlanReturned e) => [PlanNotice.Of(e.PlanId, e.Year, "plan.returned", PlanNotice.Office, e.By, e.At)];
}

/// <summary>A notice about a year's plan.</summary>
internal static class PlanNotice
{
    public static readonly Audience Office = new(Bodies.Cppcc) { Roles = [Cppcc.Office] };

    public static Notice Of(Guid plan, int year, string kind, Audience to, Guid by, DateTimeOffset at) =>
        new(kind, to, $"/plans/{plan}", by, at) { Arguments = new Dictionary<string, string> { ["year"] = year.ToString(CultureInfo.InvariantCulture) } };
}
