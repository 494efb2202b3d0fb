using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Topics.Topics;

/// <summary>Order of a list of topics.</summary>
public enum TopicSort
{
    Newest,
    Oldest,

    /// <summary>Longest in its status first.</summary>
    Waiting,
    Title,
}

/// <summary>Filters for the topics the caller may read; all given ones apply.</summary>
internal sealed class TopicQuery
{
    const int DefaultLimit = 30;

    /// <summary>Part of reference, title or scope; at least two characters, also inside a longer word.</summary>
    [PlainText(100)]
    public string? Search { get; init; }

    /// <summary>Any of these, e.g. <c>supervising</c>.</summary>
    public Choice<TopicStatus>[]? Status { get; init; }

    [PlainText(40)]
    public string? Field { get; init; }

    [PlainText(40)]
    public string? Class { get; init; }

    [PlainText(40)]
    public string? Tag { get; init; }

    /// <summary>Code of a supervised unit.</summary>
    [PlainText(40)]
    public string? Unit { get; init; }

    [Range(2000, 2999)]
    public int? Year { get; init; }

    /// <summary><c>newest</c> (unless given), <c>oldest</c>, <c>waiting</c> or <c>title</c>.</summary>
    public Choice<TopicSort>? Sort { get; init; }

    /// <summary>Rows per page, 30 unless given.</summary>
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>Cursor: <c>next</c> of the previous page, with the same filters and order.</summary>
    [PlainText(1000)]
    public string? After { get; init; }

    internal int PageSize => Limit ?? DefaultLimit;
}

/// <summary>The queries behind the list and its export.</summary>
internal static class TopicList
{
    public static IQueryable<Topic> Where(this IQueryable<Topic> topics, TopicQuery query)
    {
        if (query.Search is { } search)
        {
            // As in ClueTransfers: under row-level security no index can serve LIKE, so the district's rows are scanned over one short column.
            var pattern = SearchPattern.Containing(search);
            topics = topics.Where(t => EF.Functions.Like(t.SearchText, pattern, @"\"));
        }

        topics = topics.WhereAny(query.Status, t => t.Status);
        if (query.Field is { } field) topics = topics.Where(t => t.Field == field);
        if (query.Class is { } @class) topics = topics.Where(t => t.Class == @class);
        if (query.Tag is { } tag) topics = topics.Where(t => t.Tags.Contains(tag));
        if (query.Unit is { } unit) topics = topics.Where(t => t.Units.Contains(unit));
        if (query.Year is { } year) topics = topics.Where(t => t.Year == year);
        return topics;
    }

    /// <summary>Orders by the sort's value and the id.</summary>
    public static IOrderedQueryable<Topic> Sorted(this IQueryable<Topic> topics, TopicSort? sort) => sort switch
    {
        TopicSort.Oldest => topics.OrderBy(t => t.Id),
        TopicSort.Waiting => topics.OrderBy(t => t.StatusSince).ThenBy(t => t.Id),
        TopicSort.Title => topics.OrderBy(t => t.Title).ThenBy(t => t.Id),
        _ => topics.OrderByDescending(t => t.Id),
    };

    /// <summary>Leaves out rows of previous pages.</summary>
    public static IQueryable<Topic> After(this IQueryable<Topic> topics, TopicQuery query)
    {
        if (Cursor.Decode(query.After, 2) is not { } after) return topics;
        var id = Parse<Guid>(after[1]);
        switch (query.Sort?.Value)
        {
            case TopicSort.Oldest:
                return topics.Where(t => t.Id > id);
            case TopicSort.Waiting:
                var since = Parse<DateTimeOffset>(after[0]).ToUniversalTime();
                return topics.Where(t => t.StatusSince >= since && (t.StatusSince > since || t.Id > id));
            case TopicSort.Title:
                var title = after[0];
                return topics.Where(t => string.Compare(t.Title, title) >= 0 && (t.Title != title || t.Id > id));
            default:
                return topics.Where(t => t.Id < id);
        }
    }

    public static string CursorAt(TopicRow topic, TopicSort? sort) => Cursor.Encode(
        sort switch
        {
            TopicSort.Waiting => topic.StatusSince.ToString("O", CultureInfo.InvariantCulture),
            TopicSort.Title => topic.Title,
            _ => "",
        },
        topic.Id.ToString());

    internal static T Parse<T>(string text) where T : IParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor");
}
