using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Engagements;

namespace Supervision.Supervisors.Protection;

/// <summary>What a supervisor reports.</summary>
/// <param name="Account">What happened, at most 20,000 characters.</param>
public sealed record ProtectionRequest(ProtectionKind Kind, [PlainText(200)] string Heading, [PlainText(20_000)] string Account);

/// <param name="Text">At most 10,000 characters.</param>
public sealed record ProtectionTextRequest([PlainText(10_000)] string Text);

public sealed record ProtectionAssignRequest(Guid Handler);

/// <param name="Conclusion">As shown to the reporter, at most 10,000 characters.</param>
public sealed record ProtectionConcludeRequest([PlainText(10_000)] string Conclusion);

/// <param name="Department">Name of the department asked to cooperate.</param>
public sealed record ProtectionNoticeRequest([PlainText(200)] string Department);

/// <summary>A case in a list.</summary>
/// <param name="Due">End of the running deadline, UTC.</param>
public sealed record ProtectionRow(
    Guid Id, ProtectionKind Kind, string Heading, ProtectionStatus Status, DateTimeOffset ReportedAt, string ReporterName, DateTimeOffset? Due, bool Overdue)
{
    internal static ProtectionRow For(ProtectionCase @case, DateTimeOffset now) => new(
        @case.Id, @case.Kind, @case.Heading, @case.Status, @case.ReportedAt, @case.ReporterName, @case.Deadline()?.Due, @case.Deadline()?.IsOverdue(now) is true);
}

/// <summary>A case in full; the commission's own notes and notices are not shown to the reporter.</summary>
/// <param name="Deadline">The running deadline, with the days it counted.</param>
public sealed record ProtectionView(
    ProtectionRow Case, string Account, Guid Reporter, DateTimeOffset? AcceptedAt, Guid? Handler, string? HandlerName, DateTimeOffset? InvestigatedAt,
    DateTimeOffset? ConcludedAt, string? Conclusion, DueDate? Deadline, IReadOnlyList<ProtectionNote> Supplements, IReadOnlyList<ProtectionNote>? Notes,
    IReadOnlyList<CooperationNotice>? Notices)
{
    internal static ProtectionView For(ProtectionCase @case, Caller caller, DateTimeOffset now)
    {
        var commission = caller.Body == Bodies.Discipline;
        return new(
            ProtectionRow.For(@case, now), @case.Account, @case.Reporter, @case.AcceptedAt, @case.Handler, @case.HandlerName, @case.InvestigatedAt, @case.ConcludedAt,
            @case.Conclusion, @case.Deadline(), @case.Supplements, commission ? @case.Notes : null, commission ? @case.Notices : null);
    }
}

/// <summary>A supervisor with an open or recent case lost an engagement early.</summary>
/// <param name="Kind">Null for the appointment as supervisor, or its suspension.</param>
/// <param name="Until">Its planned last day.</param>
public sealed record LossView(
    Guid CaseId, string CaseHeading, Guid Supervisor, string SupervisorName, EngagementKind? Kind, Guid MatterId, string Name, DateOnly Until, DateTimeOffset NoticedAt);
