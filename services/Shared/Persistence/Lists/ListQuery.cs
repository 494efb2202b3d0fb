using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Persistence.Lists;

/// <summary>What lists have in common: a search, a page size, and a cursor over a sort value and the id.</summary>
public class ListQuery
{
    const int DefaultLimit = 30;

    /// <summary>Part of a row's title or name; two characters are enough, also inside a longer word.</summary>
    [PlainText(100)]
    public string? Search { get; init; }

    /// <summary>Rows per page, 30 by default.</summary>
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>Cursor: <c>next</c> of the previous page, used with the same filters and order.</summary>
    [PlainText(1000)]
    public string? After { get; init; }

    public int PageSize => Limit ?? DefaultLimit;

    /// <summary>The search as a <c>LIKE</c> pattern, escaped with backslashes.</summary>
    public string? Pattern => Search is { } search ? SearchPattern.Containing(search) : null;

    /// <exception cref="RequestProblem">400 <c>request.invalid</c></exception>
    public void Check()
    {
        if (!Validator.TryValidateObject(this, new ValidationContext(this), null, validateAllProperties: true))
            throw new RequestProblem(StatusCodes.Status400BadRequest, "request.invalid");
    }

    /// <summary>Where the previous page ended; null on the first page.</summary>
    /// <exception cref="RequestProblem">400 <c>request.cursor</c></exception>
    public (string Value, Guid Id)? Position()
    {
        if (Cursor.Decode(After, 2) is not { } cursor) return null;
        return Guid.TryParse(cursor[1], out var id) ? (cursor[0], id) : throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor");
    }

    /// <summary>A page of the rows found; the query asked for one row more than the page holds.</summary>
    /// <param name="value">The value the list is sorted by, besides the id.</param>
    public Page<TRow> PageOf<T, TRow>(List<T> found, Func<T, TRow> row, Func<T, string> value, Func<T, Guid> id)
    {
        var next = found.Count > PageSize ? Cursor.Encode(value(found[PageSize - 1]), id(found[PageSize - 1]).ToString()) : null;
        return new([.. found.Take(PageSize).Select(row)], next);
    }
}
