using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Meetings.Attendance;

namespace Supervision.Topics.Meetings;

/// <summary>Order of a list of meetings.</summary>
public enum MeetingSort
{
    /// <summary>By start, the latest first.</summary>
    Latest,

    /// <summary>By start, the earliest first.</summary>
    Earliest,
}

/// <summary>Filters for the meetings the caller may read; all given ones apply.</summary>
internal sealed class MeetingQuery
{
    const int DefaultLimit = 30;

    /// <summary>Part of title or place.</summary>
    [PlainText(100)]
    public string? Search { get; init; }

    /// <summary>Any of these kinds, e.g. <c>joint</c>.</summary>
    public Choice<MeetingKind>[]? Kind { get; init; }

    /// <summary>Any of these states, e.g. <c>called</c>.</summary>
    public Choice<MeetingStatus>[]? Status { get; init; }

    /// <summary>Of this year, in the district's zone.</summary>
    [Range(2000, 2999)]
    public int? Year { get; init; }

    /// <summary>About this topic.</summary>
    public Guid? Topic { get; init; }

    /// <summary>Only those the caller is invited to and has not answered.</summary>
    public bool? Unanswered { get; init; }

    /// <summary><c>latest</c> (unless given) or <c>earliest</c>.</summary>
    public Choice<MeetingSort>? Sort { get; init; }

    /// <summary>Rows per page, 30 unless given.</summary>
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>Cursor: <c>next</c> of the previous page, with the same filters and order.</summary>
    [PlainText(1000)]
    public string? After { get; init; }

    internal int PageSize => Limit ?? DefaultLimit;
}

/// <summary>The queries behind lists of meetings.</summary>
internal static class MeetingList
{
    public static IQueryable<Meeting> Where(this IQueryable<Meeting> meetings, MeetingQuery query, Caller caller)
    {
        if (query.Search is { } search)
        {
            var pattern = $"%{Escape(search.Trim().ToLowerInvariant())}%";
            meetings = meetings.Where(m => EF.Functions.Like((m.Title + "\n" + m.Place).ToLower(), pattern, @"\"));
        }

        meetings = meetings.WhereAny(query.Kind, m => m.Kind);
        meetings = meetings.WhereAny(query.Status, m => m.Status);
        if (query.Year is { } year)
        {
            var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 1));
            meetings = meetings.Where(m => m.Month >= first && m.Month <= last);
        }

        if (query.Topic is { } topic) meetings = meetings.Where(m => m.TopicId == topic);
        if (query.Unanswered is true)
        {
            meetings = meetings.Where(m => m.Status == MeetingStatus.Called
                && m.Invitations.Any(i => i.UserId == caller.UserId && i.Answer == InvitationAnswer.None));
        }

        return meetings;
    }

    /// <summary>Leaves out rows of previous pages.</summary>
    public static IQueryable<Meeting> After(this IQueryable<Meeting> meetings, MeetingQuery query)
    {
        if (Cursor.Decode(query.After, 2) is not { } after) return meetings;
        var (starts, id) = (Parse<DateTimeOffset>(after[0]).ToUniversalTime(), Parse<Guid>(after[1]));
        return query.Sort is { Value: MeetingSort.Earliest }
            ? meetings.Where(m => m.Starts > starts || (m.Starts == starts && m.Id > id))
            : meetings.Where(m => m.Starts < starts || (m.Starts == starts && m.Id < id));
    }

    public static IQueryable<Meeting> Sorted(this IQueryable<Meeting> meetings, MeetingQuery query) => query.Sort is { Value: MeetingSort.Earliest }
        ? meetings.OrderBy(m => m.Starts).ThenBy(m => m.Id)
        : meetings.OrderByDescending(m => m.Starts).ThenByDescending(m => m.Id);

    public static string CursorAt(MeetingRow row) => Cursor.Encode(row.Starts.ToString("O", CultureInfo.InvariantCulture), row.Id.ToString());

    static T Parse<T>(string text) where T : IParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor");

    static string Escape(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
