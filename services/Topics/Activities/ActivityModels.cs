using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;
using Supervision.Topics.PublicCalls;
using Supervision.Topics.Work;

namespace Supervision.Topics.Activities;

/// <param name="Kind">Code of a kind (<c>GET /api/topics/terms?kind=activityKind</c>).</param>
/// <param name="Starts">An instant with its offset.</param>
/// <param name="Places">Places for the public, 1 to 10,000; null if it is not open to the public.</param>
/// <param name="RegistrationCloses">The start unless given.</param>
public sealed record ActivityRequest(
    [RegularExpression(Codes.Pattern)] string Kind,
    [PlainText(200)] string Title,
    [PlainText(300)] string Place,
    DateTimeOffset Starts,
    DateTimeOffset Ends,
    Guid? TopicId = null,
    [PlainText(10_000)] string? Detail = null,
    [Range(1, 10_000)] int? Places = null,
    DateTimeOffset? RegistrationCloses = null)
{
    internal ActivityContent Content => new(TopicId, Kind, Title, Detail, Place, Starts, Ends, Places, RegistrationCloses);
}

/// <param name="Invite">Users of either body, 1 to 200.</param>
public sealed record ActivityInviteRequest([MinLength(1), MaxLength(200)] IReadOnlyList<Guid> Invite);

public sealed record ActivityAnswerRequest(bool Accept, [PlainText(2000)] string? Comment = null);

/// <param name="Code">The six digits shown at the place.</param>
public sealed record AttendRequest([RegularExpression(@"^\d{6}$")] string Code);

/// <param name="Record">What took place.</param>
/// <param name="Advice">The advice given there (建言), for a consultation.</param>
/// <param name="Attended">How many came, if more than signed in.</param>
public sealed record ActivityRecordRequest([PlainText(20_000)] string Record, [PlainText(20_000)] string? Advice = null, [Range(0, 100_000)] int? Attended = null);

/// <param name="Phone">Digits, with an optional leading +.</param>
public sealed record RegistrationRequest([PlainText(50)] string Name, [RegularExpression(@"^\+?\d{7,15}$")] string Phone);

public sealed record RegistrationReceiptRequest([RegularExpression(ReceiptCode.Pattern)] string Receipt);

/// <param name="Code">The six digits shown at the place.</param>
public sealed record AttendByReceiptRequest([RegularExpression(ReceiptCode.Pattern)] string Receipt, [RegularExpression(@"^\d{6}$")] string Code);

/// <param name="Free">Places still free.</param>
/// <param name="Waiting">How many are on the waiting list.</param>
/// <param name="AttendanceCode">Only for those who keep the work.</param>
public sealed record ActivityView(
    Guid Id,
    Guid? TopicId,
    string Kind,
    string Title,
    string? Detail,
    string Place,
    DateTimeOffset Starts,
    DateTimeOffset Ends,
    int? Places,
    int? Free,
    int? Waiting,
    DateTimeOffset RegistrationCloses,
    ActivityStatus Status,
    string? AttendanceCode,
    string? Record,
    string? Advice,
    int? Attended,
    string? Reason,
    string PlannedByBody)
{
    internal static ActivityView For(Activity a, ActivitySeats seats, bool keeps) => new(
        a.Id, a.TopicId, a.Kind, a.Title, a.Detail, a.Place, a.Starts, a.Ends, a.Places, a.Places is null ? null : seats.Free,
        a.Places is null ? null : seats.Waiting, a.RegistrationCloses, a.Status, keeps ? a.AttendanceCode : null, a.Record, a.AdviceGiven, a.Attended,
        a.Reason, a.PlannedByBody);
}

public sealed record ActivityRow(
    Guid Id, Guid? TopicId, string Kind, string Title, string Place, DateTimeOffset Starts, DateTimeOffset Ends, int? Places, ActivityStatus Status, int? Attended)
{
    internal static ActivityRow For(Activity a) => new(a.Id, a.TopicId, a.Kind, a.Title, a.Place, a.Starts, a.Ends, a.Places, a.Status, a.Attended);
}

public sealed record ActivityInvitationView(
    Guid UserId, string Name, string Body, string InvitedByBody, ActivityAnswer Answer, string? Comment, DateTimeOffset? AnsweredAt, DateTimeOffset? AttendedAt)
{
    internal static ActivityInvitationView For(ActivityInvitation i) =>
        new(i.UserId, i.Name, i.Body, i.InvitedByBody, i.Answer, i.Comment, i.AnsweredAt, i.AttendedAt);
}

/// <summary>An activity as the public sees it.</summary>
/// <param name="Open">Whether one may register now.</param>
public sealed record PublicActivityView(
    Guid Id, string Kind, string Title, string? Detail, string Place, DateTimeOffset Starts, DateTimeOffset Ends, int Places, int Free, int Waiting,
    DateTimeOffset RegistrationCloses, bool Open)
{
    internal static PublicActivityView For(Activity a, ActivitySeats seats, DateTimeOffset now) => new(
        a.Id, a.Kind, a.Title, a.Detail, a.Place, a.Starts, a.Ends, a.Places!.Value, seats.Free, seats.Waiting, a.RegistrationCloses,
        a.Status is ActivityStatus.Announced && now < a.RegistrationCloses);
}

/// <param name="Receipt">Code that finds the registration again; shown only now.</param>
/// <param name="WaitingBefore">How many are ahead on the waiting list; null with a place.</param>
public sealed record RegistrationReceipt(string Receipt, int Number, RegistrationStatus Status, int? WaitingBefore);

/// <param name="WaitingBefore">How many are ahead on the waiting list; null when not waiting.</param>
public sealed record RegistrationView(Guid ActivityId, int Number, RegistrationStatus Status, int? WaitingBefore, DateTimeOffset? AttendedAt)
{
    internal static RegistrationView For(ActivityRegistration r, int? before) => new(r.ActivityId, r.Number, r.Status, before, r.AttendedAt);
}

/// <summary>A registration as those who keep the work see it.</summary>
public sealed record RegistrationRow(Guid Id, int Number, string Name, string Phone, RegistrationStatus Status, DateTimeOffset At, DateTimeOffset? AttendedAt)
{
    internal static RegistrationRow For(ActivityRegistration r) => new(r.Id, r.Number, r.Name, r.Phone, r.Status, r.At, r.AttendedAt);
}
