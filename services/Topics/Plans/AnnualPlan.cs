using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Topics.Plans;

/// <summary>Status of a year's plan.</summary>
public enum PlanStatus
{
    Draft,

    /// <summary>With the district committee (报区委请示).</summary>
    Reported,

    /// <summary>Back with the office, with a comment.</summary>
    Returned,
    Approved,
}

/// <summary>One step in a plan's history.</summary>
public sealed record PlanStep(PlanStatus Status, Guid By, string ByName, string ByBody, DateTimeOffset At, string? Comment, int Target);

/// <summary>The plan of a district's year (R1). The last approved version stays in force until an amended plan is approved.</summary>
public sealed class AnnualPlan
{
    public const string Fixed = "plan.fixed";
    public const string NotReportable = "plan.not_reportable";
    public const string NotReported = "plan.not_reported";
    public const string NotApproved = "plan.not_approved";

    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public int Year { get; private set; }

    /// <summary>Topics to be selected in the year, by this version of the plan.</summary>
    public int Target { get; private set; }

    public string Text { get; private set; } = "";

    public PlanStatus Status { get; private set; }

    /// <summary>The target in force; null until a plan was approved.</summary>
    public int? ApprovedTarget { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>Its history, oldest first.</summary>
    public IReadOnlyList<PlanStep> Steps { get; private set; } = [];

    public uint Version { get; private set; }

    AnnualPlan()
    {
    }

    public static AnnualPlan Draft(int year, int target, string text, Caller by, DateTimeOffset now)
    {
        var plan = new AnnualPlan { Id = Guid.CreateVersion7(now), District = by.District, Year = year, Target = target, Text = text };
        plan.Enter(PlanStatus.Draft, by, now);
        return plan;
    }

    /// <exception cref="RuleViolation">plan.fixed: with the committee, or approved.</exception>
    public void Edit(int target, string text)
    {
        Require(Status is PlanStatus.Draft or PlanStatus.Returned, Fixed);
        (Target, Text) = (target, text);
    }

    /// <exception cref="RuleViolation">plan.not_reportable</exception>
    public AnnualPlanReported Report(Caller by, DateTimeOffset now)
    {
        Require(Status is PlanStatus.Draft or PlanStatus.Returned, NotReportable);
        Enter(PlanStatus.Reported, by, now);
        return new(Id, District, Year, Target, by.UserId, now);
    }

    /// <exception cref="RuleViolation">plan.not_reported</exception>
    public AnnualPlanApproved Approve(string? comment, Caller by, DateTimeOffset now)
    {
        Require(Status is PlanStatus.Reported, NotReported);
        Enter(PlanStatus.Approved, by, now, comment);
        (ApprovedTarget, ApprovedAt) = (Target, now);
        return new(Id, District, Year, Target, by.UserId, now);
    }

    /// <exception cref="RuleViolation">plan.not_reported</exception>
    public AnnualPlanReturned Return(string comment, Caller by, DateTimeOffset now)
    {
        Require(Status is PlanStatus.Reported, NotReported);
        Enter(PlanStatus.Returned, by, now, comment);
        return new(Id, District, Year, by.UserId, now);
    }

    /// <summary>Reopens an approved plan; the approved target stays in force meanwhile.</summary>
    /// <exception cref="RuleViolation">plan.not_approved</exception>
    public void Amend(string reason, Caller by, DateTimeOffset now)
    {
        Require(Status is PlanStatus.Approved, NotApproved);
        Enter(PlanStatus.Draft, by, now, reason);
    }

    void Enter(PlanStatus status, Caller by, DateTimeOffset now, string? comment = null)
    {
        Status = status;
        Steps = [.. Steps, new(status, by.UserId, by.Name, by.Body, now, comment, Target)];
    }
}

internal sealed class AnnualPlanConfiguration : IEntityTypeConfiguration<AnnualPlan>
{
    public void Configure(EntityTypeBuilder<AnnualPlan> builder)
    {
        builder.ToTable("annual_plans");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.District).HasMaxLength(6);
        builder.Property(p => p.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(p => p.Steps).IsJson();
        builder.Property(p => p.Version).IsRowVersion();
        builder.HasIndex(p => new { p.District, p.Year }).IsUnique();
    }
}
