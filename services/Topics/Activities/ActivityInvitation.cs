namespace Supervision.Topics.Activities;

public enum ActivityAnswer
{
    Pending,
    Accepted,
    Declined,
}

/// <summary>An invitation of somebody of either body (互邀), their answer, and whether they came.</summary>
public sealed class ActivityInvitation
{
    public required Guid ActivityId { get; init; }

    public required Guid UserId { get; init; }

    public required string District { get; init; }

    public required string Name { get; init; }

    public required string Body { get; init; }

    /// <summary>Body of the person who invited them.</summary>
    public required string InvitedByBody { get; init; }

    public required Guid InvitedBy { get; init; }

    public required DateTimeOffset InvitedAt { get; init; }

    public ActivityAnswer Answer { get; private set; }

    public string? Comment { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset? AttendedAt { get; private set; }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">activity.over</exception>
    public void Reply(Activity activity, bool accept, string? comment, DateTimeOffset now)
    {
        activity.RequireAhead();
        (Answer, Comment, AnsweredAt) = (accept ? ActivityAnswer.Accepted : ActivityAnswer.Declined, comment, now);
    }

    /// <summary>Signs in on site with its code; repeating it changes nothing.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">attendance.not_open, attendance.code_wrong</exception>
    public void Attend(Activity activity, string code, DateTimeOffset now)
    {
        activity.RequireAttendance(code, now);
        AttendedAt ??= now;
    }
}
