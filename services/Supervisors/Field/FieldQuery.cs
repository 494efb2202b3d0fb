using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Supervisors.Field;

/// <summary>What lists of work in the field have in common: a search, an order, a page size, and a cursor over an instant and the id.</summary>
internal class FieldQuery
{
    const int DefaultLimit = 30;

    /// <summary>Part of what rows are called; two characters are enough, also inside a longer word.</summary>
    [PlainText(100)]
    public string? Search { get; init; }

    /// <summary>Oldest first; latest first unless given.</summary>
    public bool? Ascending { get; init; }

    /// <summary>Rows a page, 30 unless given.</summary>
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>Cursor: <c>next</c> of the page before, with the same filters.</summary>
    [PlainText(1000)]
    public string? After { get; init; }

    internal int PageSize => Limit ?? DefaultLimit;

    /// <summary>The search as a pattern of <c>LIKE</c>, escaped by a backslash.</summary>
    internal string? Pattern => Search is { } search ? SearchPattern.Containing(search) : null;

    /// <exception cref="RequestProblem">400 <c>request.invalid</c></exception>
    internal void Check()
    {
        if (!Validator.TryValidateObject(this, new ValidationContext(this), null, validateAllProperties: true))
            throw new RequestProblem(StatusCodes.Status400BadRequest, "request.invalid");
    }

    /// <summary>Where the page before ended.</summary>
    /// <exception cref="RequestProblem">400 <c>request.cursor</c></exception>
    internal (DateTimeOffset At, Guid Id)? Position()
    {
        if (Cursor.Decode(After, 2) is not { } cursor) return null;
        if (DateTimeOffset.TryParse(cursor[0], CultureInfo.InvariantCulture, out var at) && Guid.TryParse(cursor[1], out var id)) return (at.ToUniversalTime(), id);
        throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor");
    }

    /// <summary>One page of rows that were read with one more than a page holds.</summary>
    internal Page<TRow> PageOf<T, TRow>(List<T> found, Func<T, (DateTimeOffset At, Guid Id)> position, Func<T, TRow> row)
    {
        string? next = null;
        if (found.Count > PageSize)
        {
            var (at, id) = position(found[PageSize - 1]);
            next = Cursor.Encode(at.ToString("O", CultureInfo.InvariantCulture), id.ToString());
        }

        return new([.. found.Take(PageSize).Select(row)], next);
    }
}
