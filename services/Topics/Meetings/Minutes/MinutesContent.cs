using System.Globalization;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Topics.Meetings.Decisions;

namespace Supervision.Topics.Meetings.Minutes;

/// <summary>Content of a meeting's minutes (会议纪要, R3), in readers' words; <see cref="MinutesDocument"/> lays it out.</summary>
/// <param name="Subject">For example 2026年第3次联席会议纪要.</param>
/// <param name="Issuers">The bodies that issue them.</param>
/// <param name="Starts">When the meeting began, in the district's zone.</param>
/// <param name="Guests">From outside the platform.</param>
/// <param name="Text">Null while nothing is written.</param>
/// <param name="Issued">Null for a draft.</param>
public sealed record MinutesContent(
    string Subject,
    string Title,
    IReadOnlyList<string> Issuers,
    DateTimeOffset Starts,
    string Place,
    IReadOnlyList<MinutesAttendance> Attendance,
    IReadOnlyList<string> Guests,
    IReadOnlyList<string> Agenda,
    string? Text,
    IReadOnlyList<MinutesDecision> Decisions,
    DateOnly? Issued)
{
    internal static MinutesContent Of(Meeting meeting, IReadOnlyList<Decision> decisions, DistrictNames districts, DateOnly? issued) => new(
        string.Create(CultureInfo.InvariantCulture, $"{meeting.Month.Year}年第{meeting.Ordinal}次{MeetingLabels.Of(meeting.Kind)}纪要"),
        meeting.Title,
        meeting.Rule.Quorum.Any(q => q.Body == Bodies.Discipline)
            ? [districts.Cppcc(meeting.District), districts.Discipline(meeting.District)]
            : [districts.Cppcc(meeting.District)],
        DistrictTime.Local(meeting.Starts),
        meeting.Place,
        [.. meeting.InvitedBodies.Select(body => MinutesAttendance.Of(meeting, body))],
        [.. meeting.Guests.Select(guest => guest.From is { } from ? $"{guest.Name}（{from}）" : guest.Name)],
        [.. meeting.Matters.Select(item => item.Title)],
        meeting.Minutes,
        [.. decisions.Select(MinutesDecision.Of)],
        issued);
}

/// <summary>Who of a body was present, and who was invited but absent.</summary>
public sealed record MinutesAttendance(string Body, IReadOnlyList<string> Present, IReadOnlyList<string> Absent)
{
    internal static MinutesAttendance Of(Meeting meeting, string body)
    {
        var invited = meeting.Invitations.Where(i => i.Body == body).OrderBy(i => i.Name, StringComparer.Ordinal).ToLookup(i => i.Present, i => i.Name);
        return new(NameOf(body), [.. invited[true]], [.. invited[false]]);
    }

    internal static string NameOf(string body) => body switch
    {
        Bodies.Cppcc => "政协",
        Bodies.Discipline => "纪委监委",
        Bodies.Unit => "被监督单位",
        Bodies.Party => "党政领导",
        _ => "群众",
    };
}

/// <summary>A decision and the leaders' answers to it.</summary>
/// <param name="Hash">SHA-256 of the wording, lower-case hex.</param>
public sealed record MinutesDecision(string Wording, string Standing, string? OverTargetReason, IReadOnlyList<string> Leaders, string Hash)
{
    internal static MinutesDecision Of(Decision decision) => new(
        decision.Wording,
        decision.Status switch { DecisionStatus.Adopted => "通过", DecisionStatus.Refused => "未通过", _ => "待双方领导确认" },
        decision.OverTargetReason,
        [.. decision.Concurrences.Where(c => c.Round == decision.Round).OrderBy(c => c.Body, StringComparer.Ordinal).Select(Said)],
        decision.ContentHash);

    static string Said(Concurrence c)
    {
        var said = $"{MinutesAttendance.NameOf(c.Body)}{c.ByName}{(c.Concurs ? "同意" : "不同意")}";
        return c.Remark is { } remark ? $"{said}（{remark}）" : said;
    }
}
