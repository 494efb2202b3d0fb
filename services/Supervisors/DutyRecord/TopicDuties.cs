using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Supervisors.Data;

namespace Supervision.Supervisors.DutyRecord;

/// <summary>This service's copy of an attendance at an activity (R8).</summary>
internal sealed class AttendedActivity
{
    public required Guid ActivityId { get; init; }

    public required Guid UserId { get; init; }

    public required string District { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>This service's copy of a submission made (R11).</summary>
internal sealed class HandedInSubmission
{
    public required Guid SubmissionId { get; init; }

    public required Guid UserId { get; init; }

    public required string District { get; init; }

    public required string Reference { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class AttendedActivityConfiguration : IEntityTypeConfiguration<AttendedActivity>
{
    public void Configure(EntityTypeBuilder<AttendedActivity> builder)
    {
        builder.ToTable("attended_activities");
        builder.HasKey(a => new { a.ActivityId, a.UserId });
        builder.HasIndex(a => new { a.District, a.UserId, a.At });
    }
}

internal sealed class HandedInSubmissionConfiguration : IEntityTypeConfiguration<HandedInSubmission>
{
    public void Configure(EntityTypeBuilder<HandedInSubmission> builder)
    {
        builder.ToTable("handed_in_submissions");
        builder.HasKey(s => s.SubmissionId);
        builder.Property(s => s.Reference).HasMaxLength(20);
        builder.HasIndex(s => new { s.District, s.UserId, s.At });
    }
}

internal static class DutyRecordSecurity
{
    /// <summary>Those who run supervision read everybody's, others of both bodies only their own.</summary>
    public static readonly string Declaration = Policies("attended_activities") + Policies("handed_in_submissions");

    static string Policies(string table) => $"""
        create policy platform on {table} using (app_serves(district)) with check (app_serves(district));
        create policy read on {table} for select using (
            district = (select app_district())
            and ((select app_is_joint()) or ((select app_takes_part()) and user_id = (select app_user()))));

        """;
}

/// <summary>Activities attended.</summary>
internal sealed class ActivityFigures(SupervisorsDb db) : IDutyFigureSource
{
    public DutyFigure Figure => DutyFigure.Activities;

    public string Link => "/activities";

    public IQueryable<DutyFact> Facts(string district, DateTimeOffset from, DateTimeOffset until) => db.Set<AttendedActivity>()
        .Where(a => a.District == district && a.At >= from && a.At < until)
        .Select(a => new DutyFact { UserId = a.UserId, MatterId = a.ActivityId, Reference = null, At = a.At, Minutes = null });
}

/// <summary>Submissions made.</summary>
internal sealed class SubmissionFigures(SupervisorsDb db) : IDutyFigureSource
{
    public DutyFigure Figure => DutyFigure.Submissions;

    public string Link => "/submissions";

    public IQueryable<DutyFact> Facts(string district, DateTimeOffset from, DateTimeOffset until) => db.Set<HandedInSubmission>()
        .Where(s => s.District == district && s.At >= from && s.At < until)
        .Select(s => new DutyFact { UserId = s.UserId, MatterId = s.SubmissionId, Reference = s.Reference, At = s.At, Minutes = null });
}
